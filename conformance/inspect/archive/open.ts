import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { fromRandomAccessReaderPromise, type ZipFile } from 'yauzl';
import { type EndRecord, findEndRecord } from './end-record.ts';
import { FileReader } from './file-reader.ts';
import { type Layout, layOut } from './layout.ts';
import { type ArchiveLimits, defaultArchiveLimits } from './limits.ts';
import { type Member, memberOf, memberProblems, readable } from './member.ts';
import { memberData } from './member-data.ts';
import { type ArchiveProblem, archiveProblem } from './problem.ts';
import type { ReadableHandle } from './readable-handle.ts';
import { cutOff, startsAsZip } from './truncated.ts';

/** The bytes of an entry of the directory without its name. */
const ENTRY_BYTES = 46;

/** An export's ZIP, open for reading. Members are read one at a time, in any order. */
export interface Archive {
  /** Bytes of the file. */
  readonly bytes: number;
  /** The members in the order of the central directory; empty when there is none. */
  readonly members: readonly Member[];
  /** The problems of the container, as far as they show without reading the members. */
  readonly problems: readonly ArchiveProblem[];
  /**
   * False for members that are encrypted, packed by an unknown method or overlap others; `problems` says so.
   */
  canRead(member: Member): boolean;
  /** The member's unpacked bytes; throws `MemberError` when they are not what the central directory says. */
  read(member: Member): AsyncIterable<Buffer>;
  close(): Promise<void>;
}

/**
 * Opens the file, by its path or by a handle that is closed with the archive, and lists its members; nothing
 * is unpacked yet. Whatever the file holds, the answer is an `Archive` with the problems in it; only a file
 * that cannot be opened or read throws (`ENOENT`, `EISDIR`, …). `mayGoOn` is asked while a truncated archive
 * is looked through, which may take long.
 */
export async function openArchive(
  file: string | ReadableHandle,
  overrides: Partial<ArchiveLimits> = {},
  mayGoOn: () => boolean = () => true,
): Promise<Archive> {
  const limits = { ...defaultArchiveLimits, ...overrides };
  const handle = typeof file === 'string' ? await openFile(file) : file;
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw notFile();
    return await archiveOf(handle, stats.size, limits, mayGoOn);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Opens what is a file. A FIFO or a device is refused before it is opened, and never waited for. */
async function openFile(path: string): Promise<ReadableHandle> {
  const { O_RDONLY, O_NONBLOCK = 0 } = constants;
  if (!(await stat(path)).isFile()) throw notFile();
  return open(path, O_RDONLY | O_NONBLOCK);
}

function notFile(): Error {
  return Object.assign(new Error('expected a file, got something else.'), { code: 'EISDIR' });
}

async function archiveOf(
  handle: ReadableHandle,
  size: number,
  limits: ArchiveLimits,
  mayGoOn: () => boolean,
): Promise<Archive> {
  const whole = new FileReader(handle, 0, size);
  const record = await findEndRecord(whole);
  // The last end record of an archive that was cut off may be that of an attachment, which is an archive
  // itself.
  const inner = record !== undefined && record.leadingBytes > 0 && (await startsAsZip(whole));
  if (record === undefined || inner) return unreadable(handle, size, [await cutOff(whole, limits, mayGoOn)]);
  if (record.leadingBytes < 0) {
    const said = `The end record puts a central directory of ${record.directoryBytes} bytes at byte ${record.directoryOffset}, beyond byte ${record.directoryEnd} where it must end. Fetch the export again.`;
    return unreadable(handle, size, [archiveProblem('central-directory', said)]);
  }
  const problems = surroundings(record);
  if (record.entries * ENTRY_BYTES > record.directoryBytes) {
    const said = `The end record claims ${record.entries} members in a directory of ${record.directoryBytes} bytes, where each takes ${ENTRY_BYTES} or more. Fetch the export again.`;
    return unreadable(handle, size, [...problems, archiveProblem('central-directory', said)]);
  }
  if (record.entries > limits.maxMembers) {
    const said = `The archive says it has ${record.entries} members; at most ${limits.maxMembers} are looked at. Nothing was read. Check a smaller window, or raise the limit.`;
    return unreadable(handle, size, [...problems, archiveProblem('too-many-members', said)]);
  }
  const file = new FileReader(handle, record.leadingBytes, size - record.leadingBytes - record.trailingBytes);
  const zip = await openDirectory(file, problems);
  if (zip === undefined) return unreadable(handle, size, problems);
  const members = await listMembers(zip, record, limits, problems);
  const layout = layOut(members, record.directoryOffset);
  for (const problem of layout.problems) problems.push(problem);
  return readableArchive({ handle, size, file, zip, members, layout, problems }, limits);
}

interface Parts {
  readonly handle: ReadableHandle;
  readonly size: number;
  readonly file: FileReader;
  readonly zip: ZipFile;
  readonly members: readonly Member[];
  readonly layout: Layout;
  readonly problems: readonly ArchiveProblem[];
}

function readableArchive(parts: Parts, limits: ArchiveLimits): Archive {
  const { handle, file, zip, layout } = parts;
  const unpacked = { bytes: 0 };
  return {
    bytes: parts.size,
    members: parts.members,
    problems: parts.problems,
    canRead: (member) => readable(member) && !layout.overlapping.has(member),
    read: (member) =>
      memberData({ file, zip, member, end: layout.ends.get(member) ?? member.offset }, limits, unpacked),
    close: async () => {
      zip.close();
      await handle.close();
    },
  };
}

function unreadable(handle: ReadableHandle, bytes: number, problems: readonly ArchiveProblem[]): Archive {
  return {
    bytes,
    members: [],
    problems,
    canRead: () => false,
    read: () => {
      throw new Error('The archive lists no members.');
    },
    close: () => handle.close(),
  };
}

function surroundings(record: EndRecord): ArchiveProblem[] {
  const problems: ArchiveProblem[] = [];
  if (record.leadingBytes > 0) {
    const said = `${record.leadingBytes} bytes stand before the archive. Expected the file to start with its first member: was something else, such as response headers, saved with it?`;
    problems.push(archiveProblem('leading-bytes', said));
  }
  if (record.trailingBytes > 0) {
    const said = `${record.trailingBytes} bytes follow the end of the archive. Expected none: many tools refuse such a file.`;
    problems.push(archiveProblem('trailing-bytes', said));
  }
  return problems;
}

async function openDirectory(file: FileReader, problems: ArchiveProblem[]): Promise<ZipFile | undefined> {
  // Names and sizes are judged here, one by one, where yauzl would give up at the first.
  const options = { autoClose: false, decodeStrings: false, validateEntrySizes: false };
  try {
    return await fromRandomAccessReaderPromise(file, file.size, options);
  } catch (error) {
    problems.push(archiveProblem('central-directory', `The end record cannot be used: ${reasonOf(error)}.`));
    return undefined;
  }
}

async function listMembers(
  zip: ZipFile,
  record: EndRecord,
  limits: ArchiveLimits,
  problems: ArchiveProblem[],
): Promise<Member[]> {
  const members: Member[] = [];
  let listed = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const member = memberOf(entry, limits.maxNameBytes);
      members.push(member);
      problems.push(...memberProblems(member, limits.maxNameBytes));
      listed += ENTRY_BYTES + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
    }
    if (listed !== record.directoryBytes) {
      const said = `The central directory has ${record.directoryBytes} bytes, and its ${members.length} entries fill ${listed} of them: the number of entries is wrong.`;
      problems.push(archiveProblem('central-directory', said));
    }
  } catch (error) {
    const said = `The central directory cannot be read beyond entry ${members.length} of ${record.entries}: ${reasonOf(error)}. Members after it were not looked at.`;
    problems.push(archiveProblem('central-directory', said));
  }
  return members;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
