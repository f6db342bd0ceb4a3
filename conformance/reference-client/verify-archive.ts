import { open, readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { crc32 } from 'node:zlib';
import type * as Yauzl from 'yauzl';
import { CsvFactsReader } from './csv-facts-reader.ts';
import { Failure } from './failure.ts';
import { type MemberPlace, memberChunks } from './member-chunks.ts';
import { foldedName, harmIn, shownName } from './member-name.ts';
import type { ArchiveFacts, CsvFacts } from './parts.ts';

// The first `import` of a CommonJS package compiles a parser, which takes as long as the start of Node.
const yauzl: typeof Yauzl = createRequire(import.meta.url)('yauzl');

/** The maximum number of members. */
const MOST_MEMBERS = 2_000_000;
/** The maximum size of an archive that is read into memory, bytes: a member costs few reads then. */
const IN_MEMORY_BYTES = 4 * 1024 * 1024;
/** The maximum part of `log.txt` and `request.txt` that is kept, bytes. */
const TEXT_LIMIT = 4 * 1024 * 1024;
/**
 * Members that unpack to more bytes than the floor must not grow by more than the ratio: no text of people
 * does.
 */
const RATIO_FLOOR = 16 * 1024 * 1024;
const MOST_RATIO = 150;

/** Bits of the general purpose flags, and the Unix mode of a link. */
const DESCRIPTOR = 8;
const MODE = 0o170000;
const LINK = 0o120000;

/**
 * Reads an archive from its directory on: names, local headers, and every member to its end, with size and
 * CRC.
 */
export async function verifyArchive(file: string, signal: AbortSignal): Promise<ArchiveFacts> {
  await checkBeginning(file);
  let zip: Yauzl.ZipFile | undefined;
  try {
    const isSmall = (await stat(file)).size <= IN_MEMORY_BYTES;
    const bytes = isSmall ? await readFile(file) : undefined;
    const options = { lazyEntries: true, autoClose: false, decodeStrings: false };
    zip = await (bytes ? yauzl.fromBufferPromise(bytes, options) : yauzl.openPromise(file, options));
    return await readMembers({ zip, bytes }, signal);
  } catch (error) {
    if (error instanceof Failure || signal.aborted) throw error;
    throw new Failure(`the archive is damaged: ${(error as Error).message}`);
  } finally {
    zip?.close();
  }
}

async function checkBeginning(file: string): Promise<void> {
  const handle = await open(file);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(16), 0, 16, 0);
    const begin = buffer.subarray(0, bytesRead).toString('latin1');
    if (bytesRead === 0) throw new Failure('expected a ZIP, got an answer without a byte');
    if (!begin.startsWith('PK')) {
      throw new Failure(`expected a ZIP, got an answer that begins with ${shownName(begin)}`);
    }
  } finally {
    await handle.close();
  }
}

/** An archive that is open, and its bytes if they are in memory. */
type OpenArchive = Pick<MemberPlace, 'zip' | 'bytes'>;

async function readMembers(archive: OpenArchive, signal: AbortSignal): Promise<ArchiveFacts> {
  const { zip } = archive;
  const members = new Set<string>();
  const folded = new Set<string>();
  const csvs: CsvFacts[] = [];
  const texts = new Map<string, string>();
  if (zip.entryCount > MOST_MEMBERS) throw new Failure(`the archive has ${zip.entryCount} members`);
  for await (const entry of zip.eachEntry()) {
    signal.throwIfAborted();
    const { name, dataStart } = await checkedRecords(zip, entry);
    if (folded.has(foldedName(name))) throw new Failure(`the archive has ${shownName(name)} twice`);
    folded.add(foldedName(name));
    members.add(name);
    const taker = takerOf(name, csvs, texts);
    await readMember({ ...archive, entry, dataStart }, { name, taker, signal });
    taker?.end();
  }
  if (members.size === 0) throw new Failure('the archive is empty: not even log.txt is in it');
  return { members, csvs, texts };
}

/** The name of a member and the place of its data, when its two records agree and the name does no harm. */
async function checkedRecords(zip: Yauzl.ZipFile, entry: Yauzl.Entry) {
  const { fileNameRaw, generalPurposeBitFlag: flags, extraFields } = entry;
  const name = yauzl.getFileNameLowLevel(flags, fileNameRaw, extraFields, true);
  const harm = harmIn(name);
  if (harm !== undefined) throw new Failure(`the name of the member ${shownName(name)} ${harm}`);
  if (((entry.externalFileAttributes >>> 16) & MODE) === LINK) {
    throw new Failure(`the member ${shownName(name)} is a symbolic link`);
  }
  const local = await zip.readLocalFileHeaderPromise(entry);
  const agrees =
    local.fileName.equals(fileNameRaw) &&
    local.compressionMethod === entry.compressionMethod &&
    ((local.generalPurposeBitFlag & DESCRIPTOR) !== 0 || local.crc32 === entry.crc32);
  if (!agrees) throw new Failure(`the two records of the member ${shownName(name)} differ`);
  return { name, dataStart: local.fileDataStart };
}

/** Takes the content of a member. */
interface Taker {
  write(bytes: Buffer): void;
  end(): void;
}

function takerOf(name: string, csvs: CsvFacts[], texts: Map<string, string>): Taker | undefined {
  if (/(^|\/)files\//i.test(name)) return undefined;
  if (name.endsWith('.csv')) {
    const reader = new CsvFactsReader(name);
    return {
      write: (bytes) => reader.write(bytes),
      end: () => void csvs.push(reader.end()),
    };
  }
  if (!/(^|\/)(log|request)\.txt$/.test(name)) return undefined;
  const chunks: Buffer[] = [];
  let kept = 0;
  return {
    write: (bytes) => {
      kept += bytes.length;
      if (kept > TEXT_LIMIT) throw new Failure(`${shownName(name)} has more than ${TEXT_LIMIT} bytes`);
      chunks.push(Buffer.from(bytes));
    },
    end: () => void texts.set(name, Buffer.concat(chunks).toString('utf8')),
  };
}

interface Reading {
  readonly name: string;
  readonly taker: Taker | undefined;
  readonly signal: AbortSignal;
}

async function readMember(place: MemberPlace, { name, taker, signal }: Reading): Promise<void> {
  if (name.endsWith('/')) return;
  const { entry } = place;
  const most = Math.max(RATIO_FLOOR, entry.compressedSize * MOST_RATIO);
  let crc = 0;
  let size = 0;
  for await (const chunk of memberChunks(place)) {
    signal.throwIfAborted();
    crc = crc32(chunk, crc);
    size += chunk.length;
    if (size > most) {
      throw new Failure(`${shownName(name)} unpacks to more than ${MOST_RATIO} times its size`);
    }
    taker?.write(chunk);
  }
  if (size !== entry.uncompressedSize) {
    throw new Failure(`${shownName(name)} has ${size} bytes, and ${entry.uncompressedSize} were promised`);
  }
  if (crc !== entry.crc32) throw new Failure(`the CRC of ${shownName(name)} is wrong`);
}
