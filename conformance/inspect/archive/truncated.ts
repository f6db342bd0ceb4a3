import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import type { FileReader } from './file-reader.ts';
import type { ArchiveLimits } from './limits.ts';
import { memberName } from './member.ts';
import { type ArchiveProblem, archiveProblem } from './problem.ts';

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;
const CENTRAL_HEADER = 0x02014b50;
const DESCRIPTOR = 0x0008;
const DESCRIPTOR_SIGNATURE = 0x08074b50;
const DEFLATED = 8;

/**
 * The problem of a file without an end record: a truncated archive, with the place that it reached, or no
 * archive at all. Stops looking when `mayGoOn` returns false.
 */
export async function cutOff(
  file: FileReader,
  limits: ArchiveLimits,
  mayGoOn: () => boolean,
): Promise<ArchiveProblem> {
  if (await startsAsZip(file)) {
    const said = `The file has ${file.size} bytes and no end record, which every ZIP ends with: the download was cut off. ${await progress(file, limits, mayGoOn)} Fetch the export again; a smaller window is less likely to break.`;
    return archiveProblem('truncated', said);
  }
  const head = await file.bytesAt(0, 4);
  const start = (await file.bytesAt(0, 512)).toString('latin1');
  const said = `Not a ZIP: ${file.size === 0 ? 'the file is empty' : looksLike(start)}. Expected the body of a 200 answer; look at the status and type of the answer that was saved.`;
  return archiveProblem(isPartOf(head) ? 'truncated' : 'not-a-zip', said);
}

/** Tells whether the file's first bytes are those of a member. */
export async function startsAsZip(file: FileReader): Promise<boolean> {
  const head = await file.bytesAt(0, 4);
  return head.length === 4 && head.readUInt32LE(0) === LOCAL_HEADER;
}

// The first one to three bytes of a local header are a very short download.
function isPartOf(head: Buffer): boolean {
  return head.length > 0 && head.length < 4 && 'PK\u0003\u0004'.startsWith(head.toString('latin1'));
}

function looksLike(start: string): string {
  const text = start.trimStart();
  if (/^<(!doctype|html)/i.test(text)) return 'it is an HTML page';
  if (text.startsWith('{')) return 'it is JSON, such as an error message';
  if (/^HTTP\/1/.test(text)) return 'it starts with an HTTP status line';
  return 'it has neither the start nor the end of one';
}

// Walks from local header to local header, as a streaming reader would.
async function progress(file: FileReader, limits: ArchiveLimits, mayGoOn: () => boolean): Promise<string> {
  let position = 0;
  let whole = 0;
  while (whole < limits.maxMembers && mayGoOn()) {
    const header = await file.bytesAt(position, LOCAL_HEADER_BYTES);
    if (header.length >= 4 && header.readUInt32LE(0) === CENTRAL_HEADER) {
      return `All ${whole} members arrived; only the list of them at the end is missing.`;
    }
    if (header.length < LOCAL_HEADER_BYTES || header.readUInt32LE(0) !== LOCAL_HEADER) {
      return `${whole} members arrived whole.`;
    }
    const nameBytes = header.readUInt16LE(26);
    const start = position + LOCAL_HEADER_BYTES + nameBytes + header.readUInt16LE(28);
    const name = memberName(
      await file.bytesAt(position + LOCAL_HEADER_BYTES, Math.min(nameBytes, limits.maxNameBytes)),
    );
    const end = await memberEnd({ file, limits, mayGoOn }, header, start);
    if (!mayGoOn()) break;
    if (end === undefined || end > file.size) {
      return `${whole} members arrived whole; ${JSON.stringify(name)}, which starts at byte ${position}, did not.`;
    }
    position = end;
    whole += 1;
  }
  return `At least ${whole} members arrived whole.`;
}

/** The state of looking through a truncated archive. */
interface Walk {
  readonly file: FileReader;
  readonly limits: ArchiveLimits;
  readonly mayGoOn: () => boolean;
}

// Where the member ends; undefined when that cannot be found out.
async function memberEnd(walk: Walk, header: Buffer, start: number): Promise<number | undefined> {
  const { file } = walk;
  if ((header.readUInt16LE(6) & DESCRIPTOR) === 0) return start + header.readUInt32LE(18);
  if (header.readUInt16LE(8) !== DEFLATED) return undefined;
  const packed = await packedBytes(walk, start);
  if (packed === undefined) return undefined;
  const behind = await file.bytesAt(start + packed, 28);
  const signed = behind.length >= 4 && behind.readUInt32LE(0) === DESCRIPTOR_SIGNATURE ? 4 : 0;
  for (const used of [signed + 12, signed + 20]) {
    const next = behind.length >= used + 4 ? behind.readUInt32LE(used) : 0;
    if (next === LOCAL_HEADER || next === CENTRAL_HEADER) return start + packed + used;
  }
  return behind.length >= signed + 12 ? start + packed + signed + 12 : undefined;
}

// Packed bytes of the deflate stream at `start`; undefined when it has no end or is none.
async function packedBytes({ file, limits, mayGoOn }: Walk, start: number): Promise<number | undefined> {
  const source = Readable.from(file.chunks(start, file.size), { objectMode: false });
  const inflater = createInflateRaw({ chunkSize: 128 * 1024 });
  source.on('error', (error) => inflater.destroy(error));
  source.pipe(inflater);
  let bytes = 0;
  try {
    for await (const chunk of inflater) {
      bytes += (chunk as Buffer).length;
      if (bytes > limits.ratioFloorBytes && bytes > inflater.bytesWritten * limits.maxRatio) return undefined;
      if (bytes > limits.maxTotalBytes || !mayGoOn()) return undefined;
    }
    return inflater.bytesWritten;
  } catch {
    return undefined;
  } finally {
    source.destroy();
    inflater.destroy();
  }
}
