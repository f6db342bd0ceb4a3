import { parse } from 'csv-parse/sync';

/** The members of an export by name. */
export type Members = ReadonlyMap<string, Buffer>;

/** A row by the names of its header. */
export type Cells = Readonly<Record<string, string>>;

/** The rows of a CSV of all networks by the names of its header. Throws when the CSV is missing. */
export function rowsOf(members: Members, name: string): readonly Cells[] {
  return bytesOf(members, name).flatMap(
    (bytes) => parse(bytes, { columns: true, relax_column_count: false }) as Cells[],
  );
}

/** The rows of a CSV of all networks as lists of cells, without the header. Throws when it is missing. */
export function cellsOf(members: Members, name: string): readonly (readonly string[])[] {
  return bytesOf(members, name).flatMap((bytes) => (parse(bytes) as string[][]).slice(1));
}

/** The content at the path in a row of `Files.csv` or `Pages.csv`, in the folder of any network. */
export function contentAt(members: Members, path: string): Buffer | undefined {
  return named(members, path)[0];
}

function bytesOf(members: Members, name: string): readonly Buffer[] {
  const found = named(members, name);
  if (found.length === 0) throw new Error(`expected ${name} in the archive, got none.`);
  return found;
}

function named(members: Members, name: string): readonly Buffer[] {
  const whole = members.get(name);
  if (whole !== undefined) return [whole];
  return foldersOf(members).flatMap((folder) => members.get(folder + name) ?? []);
}

const folders = new WeakMap<Members, readonly string[]>();

/** The folders of the networks, with their slashes. */
function foldersOf(members: Members): readonly string[] {
  const known = folders.get(members);
  if (known) return known;
  const found = new Set([...members.keys()].flatMap((member) => /^\d+\//.exec(member)?.[0] ?? []));
  folders.set(members, [...found]);
  return [...found];
}

/** The result of an import: the number of things of each kind, and a line for each thing that was lost. */
export interface Imported {
  readonly counts: Readonly<Record<string, number>>;
  readonly lost: readonly string[];
}
