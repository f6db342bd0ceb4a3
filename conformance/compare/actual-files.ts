import type { ActualExport, Table } from '../model/observation.ts';
import type { WrittenPaths } from '../sandbox/snapshot.ts';
import { type Placed, placesOf } from './file-places.ts';
import { joinedTables } from './joined-tables.ts';
import { readJson } from './json-tables.ts';
import { memberKind } from './member-kind.ts';
import { contentOf, type LeftFile } from './output-files.ts';
import { filesLike } from './table-names.ts';
import { Allowance, digestOf, readCsv } from './table-reader.ts';

const CSV = /\.csv$/i;
const JSON_ROWS = /\.(?:json|ndjson|jsonl)$/i;

/**
 * The export that a client keeps as files of its own; of several in folders of their own the newest.
 * Undefined when there is no table.
 */
export async function actualFiles(
  files: readonly LeftFile[],
  { output, networks }: FilesInput,
): Promise<ActualExport | undefined> {
  const endings = endingsOf(files, output);
  for (const one of exportsOf(files, { endings, networks })) {
    const read = await readExport(one, endings);
    if (read !== undefined) return read;
  }
  return undefined;
}

/**
 * Every export that a client keeps as files of its own and of which it wrote a file. All of them are in
 * memory together, so they share one limit.
 */
export async function actualFolders(
  files: readonly LeftFile[],
  { output, networks, written, changed }: FilesInput & WrittenPaths,
): Promise<readonly ActualExport[]> {
  const endings = endingsOf(files, output);
  const allowance = new Allowance();
  const found: ActualExport[] = [];
  for (const one of exportsOf(files, { endings, networks })) {
    if (!one.files.some(({ file }) => written.has(file.path))) continue;
    const read = await readExport(one, endings, allowance);
    if (read === undefined) continue;
    found.push({ ...read, unchanged: !one.files.some(({ file }) => changed.has(file.path)) });
  }
  return found;
}

interface FilesInput {
  readonly output: 'files' | 'rows';
  /** The folders of networks in what was served, such as `12345/`; undefined when nothing was served. */
  readonly networks: ReadonlySet<string> | undefined;
}

function endingsOf(files: readonly LeftFile[], output: 'files' | 'rows'): RegExp {
  const hasJson = files.some(({ path }) => memberKind(path, JSON_ROWS).kind === 'table');
  return output === 'rows' && hasJson ? JSON_ROWS : CSV;
}

async function readExport(
  { root, files }: FilesExport,
  endings: RegExp,
  allowance = new Allowance(),
): Promise<ActualExport | undefined> {
  const reading = new FileReading(endings, allowance);
  for (const placed of files) {
    try {
      await reading.take(placed);
    } catch (error) {
      reading.problem ??= `${placed.file.path} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
  const { attachments, problem, empty } = reading;
  const tables = reading.tables();
  if (tables.size === 0 && !empty && problem === undefined && allowance.beyond === undefined)
    return undefined;
  return {
    path: root,
    form: endings === JSON_ROWS ? 'json' : 'csv',
    sound: problem === undefined,
    problem,
    beyond: allowance.beyond,
    tables,
    attachments,
    files: files.map(({ file }) => file.path),
  };
}

function isKnownTable(path: string, endings: RegExp): boolean {
  const what = memberKind(path, endings);
  return what.kind === 'table' && filesLike(what.name) !== undefined;
}

class FileReading {
  /** A table may be in several files. */
  readonly #tables = new Map<string, Table[]>();
  readonly attachments = new Map<string, string>();
  readonly #allowance: Allowance;
  problem: string | undefined;
  /** True if there is a file for a table, with no row in it: JSON has no header that would tell the table. */
  empty = false;
  readonly #endings: RegExp;

  constructor(endings: RegExp, allowance: Allowance) {
    this.#endings = endings;
    this.#allowance = allowance;
  }

  tables(): ReadonlyMap<string, Table> {
    return new Map(Array.from(this.#tables, ([name, all]) => [name, joinedTables(all)]));
  }

  async take({ file, path, isCertain }: Placed): Promise<void> {
    const what = memberKind(path, this.#endings);
    if (what.kind === 'attachment') this.attachments.set(what.path, await digestOf(contentOf(file)));
    else if (what.kind === 'table' && this.#endings === CSV) await this.#csv(file, what.name);
    else if (what.kind === 'table') await this.#json(file, what.name, isCertain);
  }

  async #csv(file: LeftFile, name: string): Promise<void> {
    const { path } = file;
    const read = await readCsv(contentOf(file), path, this.#allowance);
    if (read === undefined) return;
    this.#add(name, read.table);
    if (read.problem !== undefined) this.problem ??= `${path}: ${read.problem}`;
  }

  async #json(file: LeftFile, name: string, isCertain: boolean): Promise<void> {
    const { path, bytes } = file;
    if (!this.#allowance.take('bytes', bytes, path)) return;
    const read = readJson(await textOf(file), name, (cells) => this.#allowance.take('cells', cells, path));
    // One object under a name that is no table's, or beside one: what the client notes for itself.
    if (read.single && !(isCertain && filesLike(name))) return;
    if (read.problem !== undefined) this.problem ??= `${path}: ${read.problem}`;
    for (const [key, table] of read.tables) this.#add(key, table);
    this.empty ||= read.tables.size === 0 && filesLike(name) !== undefined;
  }

  #add(name: string, table: Table): void {
    const known = this.#tables.get(name);
    if (known === undefined) this.#tables.set(name, [table]);
    else known.push(table);
  }
}

async function textOf(file: LeftFile): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of contentOf(file)) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

/** The files of one export. */
interface FilesExport extends Pick<Placed, 'root' | 'isCertain'> {
  readonly files: readonly Placed[];
}

/** The exports that consist of files, that with the newest table first, and those that may be none last. */
function exportsOf(
  files: readonly LeftFile[],
  { endings, networks }: Pick<FilesInput, 'networks'> & { readonly endings: RegExp },
): readonly FilesExport[] {
  const exports = new Map<string, FilesExport & { written: number; readonly files: Placed[] }>();
  for (const placed of placesOf(files, endings, networks)) {
    const { file, root, path, isCertain } = placed;
    const one = exports.get(root) ?? { root, isCertain, written: -1, files: [] };
    exports.set(root, one);
    one.files.push(placed);
    if (isKnownTable(path, endings)) one.written = Math.max(one.written, file.written);
  }
  const newestFirst = [...exports.values()].sort((a, b) => b.written - a.written);
  return withLooseFiles(
    [true, false].flatMap((certain) => newestFirst.filter((one) => one.isCertain === certain)),
  );
}

/**
 * The exports that have tables. Other files, such as those in `files/` or `attachments/RUN/files/` beside
 * `rows/`, belong to the export with the nearest folder: if there are several, to one that has a part
 * of their path in its own, such as the name of the run, or to the newest.
 */
function withLooseFiles(
  exports: readonly (FilesExport & { readonly written: number })[],
): readonly FilesExport[] {
  const withTables = exports.filter(({ written }) => written >= 0);
  const loose = exports.filter(({ written }) => written < 0);
  const joined = new Map(withTables.map((one) => [one.root, { ...one, files: [...one.files] }]));
  const below = byFolder(withTables.map(({ root }) => root));
  for (const { root, files } of loose) joined.get(nearest(root, below) ?? root)?.files.push(...files);
  return [...joined.values(), ...loose];
}

/** The roots below each folder, in their order. */
function byFolder(roots: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const below = new Map<string, string[]>();
  for (const root of roots) {
    for (const folder of foldersOf(root)) {
      const known = below.get(folder);
      if (known === undefined) below.set(folder, [root]);
      else if (known.length < MOST_NEAR) known.push(root);
    }
  }
  return below;
}

/** The newest exports of a folder that are looked at: a client has some folders, not thousands. */
const MOST_NEAR = 100;

/** The root of the export to which the files of a folder belong; undefined when there is none. */
function nearest(folder: string, below: ReadonlyMap<string, readonly string[]>): string | undefined {
  const above = foldersOf(folder).find((one) => below.has(one)) ?? '';
  const near = below.get(above) ?? [];
  const parts = folder
    .slice(above.length)
    .split('/')
    .filter((part) => part !== '');
  return near.find((root) => parts.some((part) => root.includes(part))) ?? near[0];
}

/** The folders of a path with their slashes, from its own up to the output folder (`''`). */
function foldersOf(path: string): readonly string[] {
  const ends = [...path.matchAll(/\//g)].map(({ index }) => index + 1);
  return [...ends.reverse(), 0].map((end) => path.slice(0, end));
}
