import { handleOfBytes } from '../inspect/archive/file-reader.ts';
import type { Member } from '../inspect/archive/member.ts';
import { type Archive, openArchive } from '../inspect/archive/open.ts';
import { MemberError } from '../inspect/archive/problem.ts';
import type { ActualExport, ExpectedExport, Table } from '../model/observation.ts';
import type { FileThere, WrittenPaths } from '../sandbox/snapshot.ts';
import { joinedTables } from './joined-tables.ts';
import { readJson } from './json-tables.ts';
import { contentOf, headOf, type LeftFile, leftFiles } from './output-files.ts';
import { Allowance, digestOf, readCsv } from './table-reader.ts';

/** The limits for reading one archive, and for an inner archive in memory, bytes. */
const LIMITS = { maxMembers: 20_000, maxTotalBytes: 2 * 1024 ** 3 };
const MOST_INNER = 256 * 1024 ** 2;

const CSV = /\.csv$/i;
const JSON_ROWS = /\.(?:json|ndjson|jsonl)$/i;
/** The name of the table, in the words of the network export. */
const TABLE = 'Files';
/** The columns that tell the table from the CSVs that people upload. */
const COLUMNS = ['file_id', 'storage_type'];

/** The input for reading the files export of a client. */
interface FilesInput {
  readonly written: WrittenPaths['written'];
  readonly expected: ExpectedExport | undefined;
  /** The exports in the answers of the run. */
  readonly served: readonly ExpectedExport[];
}

/**
 * The files export that a client keeps, in whatever form: the archives as they came, their members, the files
 * of the inner archives, or several of these. A file counts by its content, so that it may have any name, and
 * a row counts once. Undefined when nothing looks like such an export.
 */
export async function actualFilesExport(
  out: readonly FileThere[],
  { written, expected, served }: FilesInput,
): Promise<ActualExport | undefined> {
  const digests = new Map(out.map(({ path, digest }) => [path, digest]));
  const all = leftFiles(out);
  const fresh = all.filter(({ path }) => written.has(path));
  const reading = new FilesReading(
    new Set([expected, ...served].flatMap((one) => [...(one?.attachments.values() ?? [])])),
  );
  for (const file of fresh.length > 0 ? fresh : all) {
    try {
      await reading.file(file, digests.get(file.path) ?? '');
    } catch (error) {
      reading.problem ??= `${file.path} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
  return reading.result(expected);
}

class FilesReading {
  readonly #known: ReadonlySet<string>;
  readonly #allowance = new Allowance();
  readonly #tables: Table[] = [];
  /** The digests of the files that are no archive and no table; also by the last part of the name. */
  readonly #digests = new Set<string>();
  readonly #byName = new Map<string, string>();
  #path: string | undefined;
  #form: ActualExport['form'] = 'csv';
  problem: string | undefined;

  /** @param known The digests of the files that were served: an uploaded archive is not opened. */
  constructor(known: ReadonlySet<string>) {
    this.#known = known;
  }

  async file(file: LeftFile, digest: string): Promise<void> {
    const { path } = file;
    if (this.#known.has(digest)) this.#leaf(path, digest);
    else if (CSV.test(path)) await this.#csv(contentOf(file), path, digest);
    else if (JSON_ROWS.test(path)) await this.#json(file);
    else if (/\.zip$/i.test(path) || (await headOf(file, 2)).toString('latin1') === 'PK') {
      this.#path ??= path;
      await this.#archive(await openArchive(await file.open(), LIMITS), path, 0);
    } else this.#leaf(path, digest);
  }

  /** The export, when anything of it was found. */
  result(expected: ExpectedExport | undefined): ActualExport | undefined {
    const attachments = new Map<string, string>();
    for (const [path, digest] of expected?.attachments ?? []) {
      const found = this.#digests.has(digest) ? digest : this.#byName.get(lastPart(path));
      if (found !== undefined) attachments.set(path, found);
    }
    const hasFiles = [...(expected?.attachments.values() ?? [])].some((digest) => this.#digests.has(digest));
    if (this.#path === undefined && !hasFiles) return undefined;
    return {
      path: this.#path ?? '',
      form: this.#form,
      sound: this.problem === undefined,
      problem: this.problem,
      beyond: this.#allowance.beyond,
      tables: new Map(this.#tables.length === 0 ? [] : [[TABLE, eachOnce(joinedTables(this.#tables))]]),
      attachments,
    };
  }

  #leaf(path: string, digest: string): void {
    this.#digests.add(digest);
    this.#byName.set(lastPart(path), digest);
  }

  async #csv(chunks: AsyncIterable<Buffer>, path: string, digest: string): Promise<void> {
    const read = await readCsv(chunks, path, this.#allowance);
    if (read === undefined) return;
    if (!COLUMNS.every((name) => read.table.header.includes(name))) return this.#leaf(path, digest);
    this.#path ??= path;
    this.#tables.push(read.table);
    if (read.problem !== undefined) this.problem ??= `${path}: ${read.problem}`;
  }

  async #json(file: LeftFile): Promise<void> {
    const { path, bytes } = file;
    if (!this.#allowance.take('bytes', bytes, path)) return;
    const read = readJson(await textOf(contentOf(file)), TABLE, (cells) =>
      this.#allowance.take('cells', cells, path),
    );
    const tables = [...read.tables.values()].filter(({ header }) =>
      COLUMNS.every((one) => header.includes(one)),
    );
    if (tables.length === 0) return;
    this.#path ??= path;
    this.#form = 'json';
    this.#tables.push(...tables);
    if (read.problem !== undefined) this.problem ??= `${path}: ${read.problem}`;
  }

  async #archive(archive: Archive, path: string, depth: number): Promise<void> {
    try {
      const fault = archive.problems.find(({ level }) => level !== 'notice');
      if (fault !== undefined) this.problem ??= `${path}: ${fault.message}`;
      for (const member of archive.members) {
        if (!member.directory && archive.canRead(member)) await this.#member(archive, member, depth);
      }
    } finally {
      await archive.close();
    }
  }

  async #member(archive: Archive, member: Member, depth: number): Promise<void> {
    const { name } = member;
    try {
      // The members of an inner archive are the files that people uploaded.
      if (depth === 0 && CSV.test(name)) await this.#csv(archive.read(member), name, '');
      else if (depth === 0 && /\.zip$/i.test(name) && member.bytes <= MOST_INNER) {
        const inner = handleOfBytes(await bytesOf(archive.read(member)));
        await this.#archive(await openArchive(inner, LIMITS), name, depth + 1);
      } else this.#leaf(name, await digestOf(archive.read(member)));
    } catch (error) {
      if (!(error instanceof MemberError)) throw error;
      this.problem ??= `${name}: ${error.message}`;
    }
  }
}

/** The rows of a table, equal ones once: a file that changed in two months is in the archives of both. */
function eachOnce({ header, rows }: Table): Table {
  return { header, rows: [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()] };
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

async function bytesOf(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of chunks) parts.push(part);
  return Buffer.concat(parts);
}

async function textOf(chunks: AsyncIterable<Buffer>): Promise<string> {
  return (await bytesOf(chunks)).toString('utf8');
}
