import { type ArchiveProblem, archiveProblem } from './problem.ts';

/**
 * The fields of a central directory header that are read. `Entry` of yauzl has them all: it is not named
 * here, so that a user needs no types of yauzl.
 */
export interface CentralHeader {
  readonly fileNameRaw: Buffer;
  readonly fileNameLength: number;
  readonly compressionMethod: number;
  readonly generalPurposeBitFlag: number;
  readonly crc32: number;
  readonly compressedSize: number;
  readonly uncompressedSize: number;
  readonly relativeOffsetOfLocalHeader: number;
  readonly lastModFileDate: number;
  readonly lastModFileTime: number;
}

/** One entry of the archive as the central directory tells it. */
export interface Member {
  /** Folders separated by `/`. */
  readonly name: string;
  readonly directory: boolean;
  /** 0 stored, 8 deflated; nothing else can be read. */
  readonly method: number;
  readonly encrypted: boolean;
  readonly flags: number;
  readonly crc32: number;
  readonly compressedBytes: number;
  /** Bytes once unpacked. */
  readonly bytes: number;
  /** The start of the local header, in bytes from the start of the archive. */
  readonly offset: number;
  /**
   * The time of writing by the writer's own clock, Unix milliseconds read as UTC: the format has no time
   * zone. NaN when it is not a date.
   */
  readonly modified: number;
  /** The entry that the local header is compared and read with. */
  readonly entry: CentralHeader;
}

const ENCRYPTED = 0x0001;
const UTF8 = 0x0800;
const STORED = 0;
const DEFLATED = 8;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The name as text: UTF-8 where it is that, whatever the flag says; else one character a byte. */
export function memberName(raw: Buffer): string {
  try {
    return strictUtf8.decode(raw);
  } catch {
    return raw.toString('latin1');
  }
}

export function memberOf(entry: CentralHeader, maxNameBytes: number): Member {
  const raw = entry.fileNameRaw;
  const name = memberName(raw.length > maxNameBytes ? raw.subarray(0, maxNameBytes) : raw);
  return {
    name,
    directory: name.endsWith('/'),
    method: entry.compressionMethod,
    encrypted: (entry.generalPurposeBitFlag & ENCRYPTED) !== 0,
    flags: entry.generalPurposeBitFlag,
    crc32: entry.crc32,
    compressedBytes: entry.compressedSize,
    bytes: entry.uncompressedSize,
    offset: entry.relativeOffsetOfLocalHeader,
    modified: dosTime(entry.lastModFileDate, entry.lastModFileTime),
    entry,
  };
}

// Two 16-bit fields: year since 1980, month, day; hour, minute, second halved.
function dosTime(date: number, time: number): number {
  const [year, month, day] = [1980 + (date >> 9), (date >> 5) & 15, date & 31];
  if (month < 1 || month > 12 || day < 1) return Number.NaN;
  return Date.UTC(year, month - 1, day, time >> 11, (time >> 5) & 63, (time & 31) * 2);
}

/** Finds the problems of a member that show without reading it. */
export function memberProblems(member: Member, maxNameBytes: number): ArchiveProblem[] {
  const { name, entry } = member;
  const problems: ArchiveProblem[] = [];
  const raw = entry.fileNameRaw;
  if (raw.length > maxNameBytes) {
    const said = `The name is ${raw.length} bytes long; at most ${maxNameBytes} are read. Names of an export are below 60.`;
    problems.push(archiveProblem('name-too-long', said, name));
  }
  const unsafe = unsafeReason(name);
  if (unsafe !== undefined) {
    const said = `The name ${unsafe}. Expected a relative path with "/" only: do not extract this archive with a tool that trusts names.`;
    problems.push(archiveProblem('unsafe-name', said, name));
  }
  if ((member.flags & UTF8) !== 0 && !isStrictUtf8(raw)) {
    const said =
      'The name is marked as UTF-8 and is not: tools will show or extract it under different names.';
    problems.push(archiveProblem('name-encoding', said, name));
  }
  if (member.directory) {
    const said = 'An entry for a folder. Exports hold none; it does no harm.';
    problems.push(archiveProblem('directory-entry', said, name));
  }
  if (member.encrypted) {
    const said =
      'The member is encrypted and was not read. Exports are not encrypted: was the file repacked?';
    problems.push(archiveProblem('encrypted', said, name));
  } else if (member.method !== STORED && member.method !== DEFLATED) {
    const said = `Compression method ${member.method} is neither 0 (stored) nor 8 (deflate): the member was not read.`;
    problems.push(archiveProblem('unknown-method', said, name));
  }
  return problems;
}

/** Encrypted members and unknown methods cannot be read. */
export function readable(member: Member): boolean {
  return !member.encrypted && (member.method === STORED || member.method === DEFLATED);
}

function unsafeReason(name: string): string | undefined {
  if (name === '') return 'is empty';
  if (name.includes('\0')) return 'holds a NUL';
  if (name.includes('\\')) return 'holds a backslash';
  if (name.startsWith('/')) return 'is an absolute path';
  if (/^[a-zA-Z]:/.test(name)) return 'starts with a drive';
  if (name.split('/').includes('..')) return 'climbs out of the folder with ".."';
  return undefined;
}

function isStrictUtf8(raw: Buffer): boolean {
  try {
    strictUtf8.decode(raw);
    return true;
  } catch {
    return false;
  }
}
