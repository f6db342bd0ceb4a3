import t from 'tap';
import { type ExportOptions, openExport } from '../../server/index.ts';
import { importIntoArchive } from '../helpers/importers/archive-of-2018.ts';
import { importIntoDatabase } from '../helpers/importers/database.ts';
import { importIntoForum } from '../helpers/importers/forum.ts';
import type { Imported, Members } from '../helpers/importers/tables.ts';
import { unzip } from '../helpers/unzip.ts';

/** The members of an export of a network. */
async function exported(size: 'small' | 'tiny', { query = 'since=0', ...options }: Asked): Promise<Members> {
  const opened = await openExport({ size, seed: '7', compression: 'store', ...options }, { query });
  if (opened.refused) throw new Error(`expected an export, got ${opened.status}: ${opened.hint}`);
  const parts: Buffer[] = [];
  for await (const part of opened.bytes) parts.push(part);
  return unzip(Buffer.concat(parts));
}

/** The options of an export, and its query: by default for the whole network. */
interface Asked extends ExportOptions {
  readonly query?: string;
}

interface Case {
  readonly asked: Asked;
  readonly read: (members: Members) => Imported;
  /** Another export that the importer loses something of. */
  readonly other: Asked;
}

const at = (year: number) => ({ now: `${year}-06-30T12:00:00Z` });
/** Threads between networks refer to people of both, so importers that need every reference get all. */
const WHOLE_WORLD = 'since=0&include_ens=true';

const importers: Readonly<Record<string, Case>> = {
  'a forum, which needs every path and reference': {
    asked: { ...at(2024), query: WHOLE_WORLD },
    read: importIntoForum,
    other: { ...at(2024), query: 'since=2024-06-29' },
  },
  'a database, which needs an id in each row': {
    asked: { ...at(2024), profile: 'legacy' },
    read: importIntoDatabase,
    other: { ...at(2024), profile: 'legacy', ids: 'large' },
  },
  'an archive of 2018, which reads by position and has ids of 32 bits': {
    asked: { ...at(2018), profile: '2018', ids: 'small', query: WHOLE_WORLD },
    read: importIntoArchive,
    other: { ...at(2018), profile: '2018' },
  },
};

for (const [name, { asked, read, other }] of Object.entries(importers)) {
  t.test(`${name}, reads an export without a loss`, async (t) => {
    const { counts, lost } = read(await exported('small', asked));
    t.strictSame(lost.slice(0, 5), [], `${lost.length} losses`);
    for (const [kind, count] of Object.entries(counts)) t.ok(count > 0, `${kind}: ${count}`);
    t.ok(read(await exported('tiny', other)).lost.length > 0, `it reports a loss: ${JSON.stringify(other)}`);
  });
}
