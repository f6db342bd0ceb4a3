import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import t from 'tap';
import { compareRecords, type EvidenceRecord } from '../../../conformance/evidence/record.ts';
import {
  evidenceFolder,
  type FunctionClient,
  readEvidence,
  rerunSink,
  runConformance,
} from '../../../conformance/index.ts';
import { openConfig, startServer } from '../../../server/index.ts';
import { harSchema } from '../../helpers/har-schema.ts';
import { patientReference } from '../../helpers/patient-reference.ts';

const CUT = 'download.cut-mid-member-chunked';
const SINCE = 'request.since';

/** Saves whatever comes, says so with its token, and calls it an export. */
const saving: FunctionClient = {
  name: 'saving',
  async run({ values, print }): Promise<'complete'> {
    const answer = await fetch(`${values.base_url}/api/v1/export?since=2024-06-01`, {
      headers: { authorization: `Bearer ${values.token}` },
    });
    const parts: Uint8Array[] = [];
    const read = async () => {
      for await (const part of answer.body ?? []) parts.push(part);
    };
    await read().catch(() => undefined);
    await writeFile(join(values.out_dir, 'export.zip'), Buffer.concat(parts));
    await writeFile(join(values.state_dir, 'token.txt'), values.token);
    print('stdout', `saved with ${values.token} from ${values.base_url}\n`);
    return 'complete';
  },
};

const again = (id: string) => ['engage-export', 'test', '--rerun', id, '--', "it's", '{token}'];

async function allFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = files.map(
    async (path) => [path.slice(folder.length + 1), await readFile(path, 'latin1')] as const,
  );
  return new Map(await Promise.all(texts));
}

t.test('what was seen is kept for each case, without the token', async (t) => {
  const folder = join(t.testdir(), 'evidence');
  let token = '';
  const client: FunctionClient = {
    ...saving,
    run: (call) => {
      token = call.values.token;
      return saving.run(call);
    },
  };
  const evidence = await evidenceFolder({ folder, again });
  const report = await runConformance({ client, only: [CUT], evidence });
  t.equal(report.outcome, 'failed');
  const files = await allFiles(join(folder, CUT));
  t.same([...files.keys()].sort(), [
    'again.sh',
    'evidence.json',
    'exchange.har',
    'files.json',
    'files/a/out/export.zip',
    'run-1.json',
    'run-1.stderr.txt',
    'run-1.stdout.txt',
    'trace.txt',
  ]);
  for (const [name, text] of files) t.notOk(text.includes(token), name);
  t.equal(files.get('run-1.stdout.txt'), 'saved with {token} from {base_url}\n');
  t.match(files.get('again.sh'), /^engage-export test --rerun \S+ -- 'it'\\''s' '\{token\}'$/m);
  t.equal((await stat(join(folder, CUT, 'again.sh'))).mode & 0o111, process.platform === 'win32' ? 0 : 0o111);

  const har = JSON.parse(files.get('exchange.har') ?? '');
  t.ok(new Ajv2020({ strict: false }).validate(harSchema, har), 'a HAR');
  const [seen] = (await readEvidence(folder, CUT)).runs[0] ?? [];
  const kept = Buffer.from(files.get('files/a/out/export.zip') ?? '', 'latin1');
  const list: { path: string; digest: string; notKept: string | null }[] = JSON.parse(
    files.get('files.json') ?? '',
  );
  const digest = createHash('sha256').update(kept).digest('hex');
  t.match(
    list.find(({ path }) => path === 'a/out/export.zip'),
    { digest, notKept: null },
  );
  t.match(
    list.find(({ path }) => path === 'a/state/token.txt'),
    { notKept: 'the token is in it' },
  );
  t.match(seen, { method: 'GET', status: 200, ending: 'cut' });

  const trace = files.get('trace.txt') ?? '';
  t.match(trace, /FAILED MUST download\.cut-mid-member-chunked\/says-how-it-ended/);
  t.match(trace, /GET \{base_path\}\/api\/v1\/export\?since=2024-06-01/);
  const places = [...trace.matchAll(/^ +(\d+) {2}(.*)$/gm)].map(
    ([, byte, text]) => [Number(byte), text] as const,
  );
  t.same(
    places.map(([byte]) => byte),
    places.map(([byte]) => byte).sort((a, b) => a - b),
    'in the order of the bytes',
  );
  t.match(places.at(-1), [seen?.body?.bytes, 'the server broke it off']);
  t.match(places.at(-2), [seen?.body?.bytes, /^the server streams until/], 'where the fault fell');
});

t.test(
  'only what was not passed is kept, unless all is asked for, and the worst of what was repeated',
  async (t) => {
    const folder = join(t.testdir(), 'evidence');
    const kept = async (client: FunctionClient, more: object = {}) => {
      const evidence = await evidenceFolder({ folder, again, ...more });
      await runConformance({ client, only: ['errors.status-500', SINCE], evidence, repeat: 2, parallel: 1 });
      return (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
    };
    t.same(await kept(patientReference), []);
    t.same(await kept(patientReference, { all: true }), ['errors.status-500', SINCE]);
    let calls = 0;
    const once: FunctionClient = {
      ...patientReference,
      run: async (call) => (calls++ % 2 === 0 ? patientReference.run(call) : 'complete'),
    };
    t.same(await kept(once), ['errors.status-500', SINCE], 'what was there before is gone');
    t.same((await readEvidence(folder, SINCE)).runs, [[]], 'the time in which it asked for nothing');
  },
);

t.test('a folder with anything else in it is left alone', async (t) => {
  const root = t.testdir({
    full: { 'mine.txt': '' },
    mixed: { 'thesis.doc': '', 'download.mine': { 'a.txt': '' } },
    file: '',
  });
  await writeFile(join(root, 'mixed', '.engage-export-evidence'), '');
  const wrong: [name: string, message: RegExp][] = [
    ['full', /in which 'mine\.txt' is not the kit's: choose an empty one/],
    ['mixed', /in which '(thesis\.doc|download\.mine)' is not the kit's/],
    ['file', /that can be written to, got 'EEXIST/],
  ];
  for (const [name, message] of wrong) {
    const made = evidenceFolder({ folder: join(root, name), again });
    await t.rejects(made, { name: 'EvidenceError', message }, name);
  }
  t.same((await readdir(join(root, 'mixed'))).length, 3);
  await t.rejects(readEvidence(root, SINCE), {
    name: 'EvidenceError',
    message: /expected the evidence of request\.since/,
  });
});

t.test(
  'a case that is run again is sent the same bytes, and it is said where not',
  { timeout: 60_000 },
  async (t) => {
    const folder = join(t.testdir(), 'evidence');
    const only = [CUT, SINCE, 'windows.failed-night'];
    const evidence = await evidenceFolder({ folder, again, all: true });
    await runConformance({ client: patientReference, only, evidence, parallel: 2 });
    const rerun = async (client: FunctionClient, id: string): Promise<string> => {
      let printed = '';
      const sink = rerunSink(
        (text) => {
          printed += text;
        },
        await readEvidence(folder, id),
      );
      await runConformance({ client, only: [id], evidence: sink });
      return printed;
    };
    for (const id of only) {
      const printed = await rerun(patientReference, id);
      t.match(
        printed,
        /The server sent the same bytes as in the evidence:\n {2}run 1, request 1: the same \d+ bytes/,
        id,
      );
      t.match(printed, /run 1 on stderr:|run 1 on stdout:/, 'with what the client said');
    }
    const other = await rerun(saving, SINCE);
    t.match(
      other,
      /did not send the same bytes[\s\S]*run 1, request 1: target \{base_path\}\/api\/v1\/export\?since=2024-06-01, in/,
    );
    t.match(other, /saved with \{token\}/);
  },
);

t.test('the commands by hand bring the same bytes as the kit did', async (t) => {
  const folder = join(t.testdir(), 'evidence');
  const evidence = await evidenceFolder({ folder, again, all: true });
  await runConformance({ client: patientReference, only: [SINCE, 'errors.status-500'], evidence });
  for (const id of [SINCE, 'errors.status-500']) {
    const { config } = await openConfig(join(folder, id, 'run-1.json'));
    await using server = await startServer({ ...config.session });
    const script = await readFile(join(folder, id, 'again.sh'), 'utf8');
    const [, path = ''] = /^# curl .*'http:\/\/127\.0\.0\.1:4010(\S+)'$/m.exec(script) ?? [];
    const answer = await fetch(`${server.url}${path}`, {
      headers: { authorization: `Bearer ${server.token}` },
    });
    const digest = createHash('sha256')
      .update(Buffer.from(await answer.arrayBuffer()))
      .digest('hex');
    const [seen] = (await readEvidence(folder, id)).runs[0] ?? [];
    t.equal(digest, seen?.body?.sha256, id);
  }
});

t.test('bodies are compared as far as the client took them', async (t) => {
  const body = (text: string, at: readonly number[]) => ({
    ...beginning(text, text.length),
    beginnings: at.map((bytes) => beginning(text, bytes)),
  });
  const record = (ending: string, text: string, at: readonly number[]): EvidenceRecord => ({
    version: 1,
    kit: '1',
    case: SINCE,
    runs: [[{ method: 'GET', target: '/', status: 200, ending, body: body(text, at) }]],
  });
  const whole = record('complete', 'abcdefgh', [2, 4]);
  const rows: [after: EvidenceRecord, same: boolean, line: RegExp][] = [
    [whole, true, /the same 8 bytes/],
    [
      record('aborted', 'abcde', [2, 4]),
      true,
      /the same first 4 bytes, then the client left: 5 bytes, in the evidence 8/,
    ],
    [record('complete', 'abcde', [2, 4]), false, /5 bytes, in the evidence 8; the first 4 are the same/],
    [record('complete', 'abxdefgh', [2, 4]), false, /other bytes, from somewhere after byte 2 on/],
    [{ ...whole, runs: [[]] }, false, /was not made now/],
    [{ ...whole, runs: [] }, false, /expected 1 runs, got 0/],
  ];
  for (const [after, same, line] of rows) {
    const found = compareRecords(whole, after);
    t.equal(found.same, same, String(line));
    t.match(found.lines.join('\n'), line);
  }
});

function beginning(text: string, bytes: number) {
  return { bytes, sha256: createHash('sha256').update(text.slice(0, bytes)).digest('hex') };
}
