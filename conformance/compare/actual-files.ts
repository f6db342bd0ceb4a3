import type { ActualExport, Table } from '../model/observation.ts';
import type { WrittenPaths } from '../sandbox/snapshot.ts';
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
  const [newest] = exportsOf(files, { endings, networks });
  return newest === undefined ? undefined : readExport(newest, endings);
}

/** Every export that a client keeps as files of its own and of which it wrote a file. */
export async function actualFolders(
  files: readonly LeftFile[],
  { output, networks, written, changed }: FilesInput & WrittenPaths,
): Promise<readonly ActualExport[]> {
  const endings = endingsOf(files, output);
  const found: ActualExport[] = [];
  for (const one of exportsOf(files, { endings, networks })) {
    if (!one.files.some(({ file }) => written.has(file.path))) continue;
    const read = await readExport(one, endings);
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
  return output === 'rows' && files.some(({ path }) => isTable(path, JSON_ROWS)) ? JSON_ROWS : CSV;
}

async function readExport({ root, files }: FilesExport, endings: RegExp): Promise<ActualExport | undefined> {
  const reading = new FileReading(endings);
  for (const { file, path } of files) {
    try {
      await reading.take(file, path);
    } catch (error) {
      reading.problem ??= `${file.path} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
  const { tables, attachments, problem, allowance, empty } = reading;
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
  };
}

function isTable(path: string, endings: RegExp): boolean {
  return memberKind(path, endings).kind === 'table';
}

class FileReading {
  readonly tables = new Map<string, Table>();
  readonly attachments = new Map<string, string>();
  readonly allowance = new Allowance();
  problem: string | undefined;
  /** True if there is a file for a table, with no row in it: JSON has no header that would tell the table. */
  empty = false;
  readonly #endings: RegExp;

  constructor(endings: RegExp) {
    this.#endings = endings;
  }

  async take(file: LeftFile, path: string): Promise<void> {
    const what = memberKind(path, this.#endings);
    if (what.kind === 'attachment') this.attachments.set(what.path, await digestOf(contentOf(file)));
    else if (what.kind === 'table' && this.#endings === CSV) await this.#csv(file, what.name);
    else if (what.kind === 'table') await this.#json(file, what.name);
  }

  async #csv(file: LeftFile, name: string): Promise<void> {
    const { path } = file;
    const read = await readCsv(contentOf(file), path, this.allowance);
    if (read === undefined) return;
    this.tables.set(name, read.table);
    if (read.problem !== undefined) this.problem ??= `${path}: ${read.problem}`;
  }

  async #json(file: LeftFile, name: string): Promise<void> {
    const { path, bytes } = file;
    if (!this.allowance.take('bytes', bytes, path)) return;
    const read = readJson(await textOf(file), name, (cells) => this.allowance.take('cells', cells, path));
    // One object under a name that is no file's: what the client notes for itself.
    if (read.single && !filesLike(name)) return;
    if (read.problem !== undefined) this.problem ??= `${path}: ${read.problem}`;
    for (const [key, table] of read.tables) this.tables.set(key, table);
    this.empty ||= read.tables.size === 0 && filesLike(name) !== undefined;
  }
}

async function textOf(file: LeftFile): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of contentOf(file)) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

interface Placed {
  readonly file: LeftFile;
  /** As in the archive. */
  readonly path: string;
}

/** The files below one folder that has what stands at the root of an export. */
interface FilesExport {
  /** The folder, with its slash; `''` for the output folder. */
  readonly root: string;
  readonly files: readonly Placed[];
}

/** The exports that consist of files, that with the newest table first. */
function exportsOf(
  files: readonly LeftFile[],
  { endings, networks }: Pick<FilesInput, 'networks'> & { readonly endings: RegExp },
): readonly FilesExport[] {
  const exports = new Map<string, { readonly root: string; written: number; readonly files: Placed[] }>();
  const paths = new Set(files.map(({ path }) => path));
  for (const file of files) {
    const root = rootOf(file.path, paths, networks);
    const one = exports.get(root) ?? { root, written: -1, files: [] };
    exports.set(root, one);
    one.files.push({ file, path: file.path.slice(root.length) });
    if (isTable(file.path, endings)) one.written = Math.max(one.written, file.written);
  }
  return withLooseFiles([...exports.values()].sort((a, b) => b.written - a.written));
}

/**
 * The exports that have tables. Files beside them, such as those in `files/` or `attachments/files/` beside
 * `rows/`, belong to the newest export below the same folder.
 */
function withLooseFiles(
  exports: readonly (FilesExport & { readonly written: number })[],
): readonly FilesExport[] {
  const withTables = exports.filter(({ written }) => written >= 0);
  const loose = exports.filter(({ written }) => written < 0);
  const joined = withTables.map((one) => {
    const beside = loose.filter(({ root }) => {
      const above = root.slice(0, root.lastIndexOf('/', root.length - 2) + 1);
      const isNear = (folder: string) => withTables.find((other) => other.root.startsWith(folder));
      return (isNear(root) ?? isNear(above)) === one;
    });
    return { ...one, files: [...one.files, ...beside.flatMap(({ files }) => files)] };
  });
  return [...joined, ...loose];
}

const NETWORK_FOLDER = /(?:^|\/)\d{1,20}\/$/;

/**
 * The folder of the export that a file belongs to, with its slash: without the folders of the archive itself.
 * A folder with a number for its name may also be that of a run, such as `20240619/`.
 */
function rootOf(path: string, paths: ReadonlySet<string>, networks: FilesInput['networks']): string {
  const folder = path.slice(0, path.lastIndexOf('/') + 1).replace(/(?<=^|\/)files\/$/i, '');
  const network = NETWORK_FOLDER.exec(folder)?.[0];
  if (network === undefined) return folder;
  if (networks?.has(network.replace(/^\//, '')) === false) return folder;
  // A folder with a number for its name that has what stands at the root of an export is a root.
  const whole = ['log.txt', 'request.txt', 'Networks.csv'].some((name) => paths.has(folder + name));
  return whole ? folder : folder.slice(0, folder.length - network.replace(/^\//, '').length);
}
