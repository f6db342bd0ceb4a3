import { readdir } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import type { RunObservation } from '../../model/observation.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { entriesOf, type FileSeen, type SnapshotOptions } from '../../sandbox/snapshot.ts';

/**
 * The folders outside the sandbox in which a client may write its export by mistake, each with the names of
 * its entries.
 */
export type Surroundings = ReadonlyMap<string, ReadonlySet<string>>;

/** Lists the working folder and the folders that the arguments name, before a run. */
export async function lookAround(argv: readonly string[]): Promise<Surroundings> {
  const named = argv.map((text) => resolve(text.slice(text.indexOf('=') + 1)));
  const folders = [...new Set([process.cwd(), ...named])];
  const contents = await Promise.all(folders.map((folder) => readdir(folder).catch(() => undefined)));
  return new Map(folders.flatMap((folder, at) => (contents[at] ? [[folder, new Set(contents[at])]] : [])));
}

const TABLES_OR_ZIP = /\.(?:zip|csv|ndjson|jsonl)$/i;
/** The state of a client and the caches of runtimes are smaller than this, bytes. */
const REMEMBERED = 10_000;

/** Names of the files of databases, with their journals. */
const DATABASE = /\.(?:db3?|sqlite3?|duckdb|mdb|accdb)(?:-wal|-shm|-journal)?$/i;

/** Tells whether a file is a database by its name. */
export function isDatabase(path: string): boolean {
  return DATABASE.test(path);
}

/** Tells whether a file may be an export, or a part of one. */
function mayBeExport({ path, kind, bytes }: Pick<FileSeen, 'path' | 'kind' | 'bytes'>): boolean {
  return kind === 'file' && (TABLES_OR_ZIP.test(path) || (bytes > REMEMBERED && path.endsWith('.json')));
}

/** Tells whether a name may be an export or a folder with one: the name of a folder has no extension. */
function mayHoldExport(name: string): boolean {
  return TABLES_OR_ZIP.test(name) || isDatabase(name) || !name.includes('.');
}

/** The files that a run wrote outside the output folder, each in words. */
export async function leftElsewhere(
  before: Surroundings,
  { state, escaped }: Pick<RunObservation, 'state' | 'escaped'>,
  sandbox: Sandbox,
  looking: SnapshotOptions,
): Promise<readonly string[]> {
  const atHome = await entriesOf(sandbox, 'work', looking);
  const around = await Promise.all(
    Array.from(before, async ([folder, names]) => {
      const now = await readdir(folder).catch(() => []);
      const shown = relative(process.cwd(), folder) || 'the working folder of the kit';
      const left = now.filter((name) => !names.has(name) && mayHoldExport(name));
      return left.map((name) => `${name} in ${shown}`);
    }),
  );
  const files = (all: readonly Pick<FileSeen, 'path' | 'kind' | 'bytes'>[], where: string) =>
    all.filter(mayBeExport).map(({ path }) => `${path} in ${where}`);
  // Runtimes keep databases of their own in HOME.
  const databases = state.filter(({ kind, path }) => kind === 'file' && isDatabase(path));
  return [
    ...files(
      state.filter(({ bytes }) => bytes > 0),
      '{state_dir}',
    ),
    ...databases.map(({ path }) => `${path} in {state_dir}`),
    ...files(atHome, 'HOME'),
    ...files(escaped, 'the folder around {out_dir}'),
    ...around.flat(),
  ];
}
