import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { importIntoArchive } from '../helpers/importers/archive-of-2018.ts';
import { importIntoDatabase } from '../helpers/importers/database.ts';
import { importIntoForum } from '../helpers/importers/forum.ts';
import type { Imported, Members } from '../helpers/importers/tables.ts';
import { folder, run } from '../helpers/run-cli.ts';
import { unzip } from '../helpers/unzip.ts';

/** The members of an export of a whole network, as `generate` writes it. */
async function generated(t: Test, size: 'small' | 'tiny', flags: readonly string[]): Promise<Members> {
  const path = join(await folder(t), 'export.zip');
  const args = ['generate', '--size', size, '--seed', '7', '--since', '0', '-o', path, ...flags];
  const { code, stderr } = await run(t, args);
  t.equal(code, 0, stderr);
  return unzip(await readFile(path));
}

interface Case {
  readonly flags: readonly string[];
  readonly read: (members: Members) => Imported;
  /** Another export that the importer loses something of. */
  readonly otherFlags: readonly string[];
}

const at = (year: number) => ['--now', `${year}-06-30T12:00:00Z`];
/** Threads between networks refer to people of both, so importers that need every reference get all. */
const WHOLE_WORLD = '--include-ens';

const importers: Readonly<Record<string, Case>> = {
  'a forum, which needs every path and reference': {
    flags: [...at(2024), WHOLE_WORLD],
    read: importIntoForum,
    otherFlags: [...at(2024), '--since', '2024-06-29'],
  },
  'a database, which needs an id in each row': {
    flags: [...at(2024), '--profile', 'legacy'],
    read: importIntoDatabase,
    otherFlags: [...at(2024), '--profile', 'legacy', '--ids', 'large'],
  },
  'an archive of 2018, which reads by position and has ids of 32 bits': {
    flags: [...at(2018), '--profile', '2018', '--ids', 'small', WHOLE_WORLD],
    read: importIntoArchive,
    otherFlags: [...at(2018), '--profile', '2018'],
  },
};

for (const [name, { flags, read, otherFlags }] of Object.entries(importers)) {
  t.test(`${name}, reads an export without a loss`, async (t) => {
    const { counts, lost } = read(await generated(t, 'small', flags));
    t.strictSame(lost.slice(0, 5), [], `${lost.length} losses`);
    for (const [kind, count] of Object.entries(counts)) t.ok(count > 0, `${kind}: ${count}`);
    t.ok(
      read(await generated(t, 'tiny', otherFlags)).lost.length > 0,
      `it reports a loss: ${otherFlags.join(' ')}`,
    );
  });
}
