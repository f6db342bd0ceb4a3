import type { Member } from '../inspect/archive/member.ts';
import { type Archive, openArchive } from '../inspect/archive/open.ts';
import { MemberError } from '../inspect/archive/problem.ts';
import type { ActualExport, ExpectedExport, Table } from '../model/observation.ts';
import { memberKind } from './member-kind.ts';
import { contentOf, headOf, type LeftFile } from './output-files.ts';
import { filesLike } from './table-names.ts';
import { Allowance, digestOf, readCsv } from './table-reader.ts';

/**
 * The limits for reading one ZIP of a client: an export stays far below them, a hostile archive far above.
 */
const LIMITS = { maxMembers: 20_000, maxTotalBytes: 2 * 1024 ** 3 };

/**
 * The ZIP that a client keeps: of several exports the newest that can be read, else the newest. Undefined
 * when there is none.
 */
export async function actualZip(
  files: readonly LeftFile[],
  served: readonly ExpectedExport[],
): Promise<ActualExport | undefined> {
  const newestFirst = [...files].sort((a, b) => b.written - a.written || (a.path < b.path ? 1 : -1));
  let unsound: ActualExport | undefined;
  for (const file of attachmentsLast(newestFirst)) {
    if (!(await mayBeZip(file))) continue;
    const found = await readZip(file, served);
    if (!isExport(found)) continue;
    if (found.sound) return found;
    unsound ??= found;
  }
  return unsound;
}

/** Every ZIP among the files, in their order, sound or not. */
export async function actualZips(
  files: readonly LeftFile[],
  served: readonly ExpectedExport[],
): Promise<readonly ActualExport[]> {
  const found: ActualExport[] = [];
  for (const file of files) {
    const zip = (await mayBeZip(file)) ? await readZip(file, served) : undefined;
    if (zip !== undefined && isExport(zip)) found.push(zip);
  }
  const own = found.filter((one) => !isAttachment(one));
  return own.length > 0 ? own : found;
}

/** Attachments are ZIPs too: documents of Office, and archives that users upload. */
function isAttachment({ path }: { readonly path: string }): boolean {
  return memberKind(path, /\.csv$/i).kind === 'attachment';
}

/** An export in a folder `files/` counts only without another one: users upload exports, too. */
function attachmentsLast(files: readonly LeftFile[]): readonly LeftFile[] {
  return [...files].sort((a, b) => Number(isAttachment(a)) - Number(isAttachment(b)));
}

/** Tells whether a ZIP is an export: by its tables, or without any that can be read by its place and name. */
function isExport(zip: ReadZip): boolean {
  const isKnown = [...zip.tables.keys()].some((name) => filesLike(name) !== undefined);
  return isKnown || zip.hasLog || (/\.zip$/i.test(zip.path) && !isAttachment(zip));
}

/** By its content, or by its name: an error that was saved as a ZIP is meant as an export. */
async function mayBeZip(file: LeftFile): Promise<boolean> {
  if (/\.zip$/i.test(file.path)) return true;
  const head = await headOf(file, 4).catch(() => Buffer.alloc(0));
  return ['PK\x03\x04', 'PK\x05\x06'].includes(head.toString('latin1'));
}

/** A ZIP, and whether it has a `log.txt`, as every export does. */
type ReadZip = ActualExport & { readonly hasLog: boolean };

async function readZip(file: LeftFile, served: readonly ExpectedExport[]): Promise<ReadZip> {
  const same = await servedAs(file, served);
  if (same !== undefined) return { path: file.path, hasLog: true, ...WHOLE, ...same };
  const reading = new ZipReading();
  try {
    const archive = await openArchive(await file.open(), LIMITS);
    try {
      await reading.take(archive);
    } finally {
      await archive.close();
    }
  } catch (error) {
    reading.problem ??= `it cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
  const { problem, tables, attachments, allowance, hasLog } = reading;
  const sound = problem === undefined;
  const { beyond } = allowance;
  return { path: file.path, form: 'csv', sound, problem, beyond, tables, attachments, hasLog };
}

const WHOLE = { form: 'csv', sound: true, problem: undefined, beyond: undefined } as const;

/** The served export that a file equals byte for byte; undefined when there is none. */
async function servedAs(
  file: LeftFile,
  served: readonly ExpectedExport[],
): Promise<Pick<ActualExport, 'tables' | 'attachments'> | undefined> {
  const alike = served.filter(({ zipBytes }) => zipBytes === file.bytes);
  if (alike.length === 0) return undefined;
  const digest = file.digest || (await digestOf(contentOf(file)).catch(() => undefined));
  const same = alike.find(({ zipDigest }) => zipDigest === digest);
  return same && { tables: same.tables, attachments: same.attachments };
}

class ZipReading {
  readonly allowance = new Allowance();
  readonly tables = new Map<string, Table>();
  readonly attachments = new Map<string, string>();
  problem: string | undefined;
  hasLog = false;

  async take(archive: Archive): Promise<void> {
    const fault = archive.problems.find(({ level }) => level !== 'notice');
    if (fault !== undefined) this.problem = located(fault.member, fault.message);
    for (const member of archive.members) {
      if (!member.directory && archive.canRead(member)) await this.#member(archive, member);
    }
    if (archive.members.length === 0) this.problem ??= 'it has no members';
  }

  async #member(archive: Archive, member: Member): Promise<void> {
    try {
      await this.#read(archive, member);
    } catch (error) {
      if (!(error instanceof MemberError)) throw error;
      this.problem ??= located(member.name, error.message);
    }
  }

  async #read(archive: Archive, member: Member): Promise<void> {
    const what = memberKind(member.name, /\.csv$/i);
    this.hasLog ||= /(?:^|\/)log\.txt$/.test(member.name);
    if (what.kind === 'attachment') this.attachments.set(what.path, await digestOf(archive.read(member)));
    else if (what.kind === 'other') await digestOf(archive.read(member));
    else {
      const read = await readCsv(archive.read(member), member.name, this.allowance);
      if (read === undefined) return;
      this.tables.set(what.name, read.table);
      if (read.problem !== undefined) this.problem ??= located(member.name, read.problem);
    }
  }
}

function located(member: string | undefined, message: string): string {
  return member === undefined ? message : `${member}: ${message}`;
}
