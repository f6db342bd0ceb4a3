import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import t from 'tap';
import type { FunctionClient } from '../../../conformance/index.ts';
import { runConformance } from '../../../conformance/index.ts';
import { unzip } from '../../helpers/unzip.ts';

/** A client that keeps only rows, and takes every member that it did not ask for as a fault. */
const strict: FunctionClient = {
  name: 'strict',
  output: 'rows',
  options: [],
  run: async ({ values, signal }) => {
    const query = new URLSearchParams({ since: values.since ?? '', include: 'csv' });
    const headers = { authorization: `Bearer ${values.token}` };
    const response = await fetch(`${values.base_url}/api/v1/export?${query}`, { headers, signal });
    const members = await unzip(Buffer.from(await response.arrayBuffer()));
    const tables = [...members].filter(([name]) => /^[^/]+\.csv$/.test(name));
    for (const [name, content] of tables) await writeFile(join(values.out_dir, name), content);
    return members.size === tables.length + 2 ? 'complete' : 'partial';
  },
};

t.test('a client need not accept attachments that it did not ask for', async (t) => {
  const only = ['request.since', 'archive.nested', 'attachments.csv-attachment', 'archive.comment'];
  const report = await runConformance({ client: strict, only });
  const seen = 'The client asked for no attachments, and the scenario adds one to its export.';
  for (const { id, checks } of report.cases) {
    const ofOutput = checks.filter((one) => /\/(?:says-how-it-ended|keeps-the-export)$/.test(one.id));
    t.ok(ofOutput.length > 0);
    const isUnasked = /nested|csv-attachment/.test(id);
    for (const check of ofOutput)
      t.match(check, isUnasked ? { verdict: 'unsupported', seen } : { verdict: 'passed' }, check.id);
  }
});
