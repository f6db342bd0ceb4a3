import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import type { FileReader } from './file-reader.ts';
import { overlap, unlisted } from './layout.ts';
import type { ArchiveLimits } from './limits.ts';
import { type Member, memberName } from './member.ts';
import { type ArchiveProblem, archiveProblem, MemberError } from './problem.ts';

/** Output of one step of inflating. */
const INFLATE_CHUNK_BYTES = 128 * 1024;
/** Sizes and checksum stand behind the data, not in the local header. */
const DESCRIPTOR = 0x0008;
const DESCRIPTOR_SIGNATURE = 0x08074b50;
const MAX_DESCRIPTOR_BYTES = 24;
/** In a 32-bit field: the size is in the ZIP64 extra field. */
const WIDE = 0xffffffff;

/** Bytes unpacked so far, of the whole archive. */
export interface Unpacked {
  bytes: number;
}

export interface MemberPlace {
  readonly file: FileReader;
  readonly zip: ZipFile;
  readonly member: Member;
  /** The start of the next record in the archive. */
  readonly end: number;
}

/**
 * The unpacked bytes of one member. Every byte was counted and summed: when the data, the sizes, the checksum
 * or a limit disagree, it throws a `MemberError` with all of it, at once where going on is dangerous, else at
 * the end.
 */
export async function* memberData(
  place: MemberPlace,
  limits: ArchiveLimits,
  unpacked: Unpacked,
): AsyncGenerator<Buffer> {
  const { file, member, end } = place;
  const { start, problems } = await localHeader(place);
  const dataEnd = start + member.compressedBytes;
  if (dataEnd > end) throw new MemberError([...problems, overlap(member)]);
  let sum = 0;
  let bytes = 0;
  const raw = file.chunks(start, dataEnd);
  for await (const chunk of member.method === 0 ? raw : inflate(raw, member, problems)) {
    bytes += chunk.length;
    unpacked.bytes += chunk.length;
    const excess = overLimit(member, bytes, unpacked.bytes, limits);
    if (excess !== undefined) throw new MemberError([...problems, excess]);
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (bytes !== member.bytes) {
    const said = `It holds ${bytes} bytes; the central directory says ${member.bytes}. The data is cut short.`;
    problems.push(archiveProblem('size-mismatch', said, member.name));
  }
  if (sum !== member.crc32) {
    const said = `Its checksum is ${hex(sum)}; the central directory says ${hex(member.crc32)}. The data was changed on the way: fetch the export again.`;
    problems.push(archiveProblem('crc-mismatch', said, member.name));
  }
  problems.push(...(await descriptorProblems(file, member, dataEnd, end)));
  if (problems.length > 0) throw new MemberError(problems);
}

function overLimit(
  member: Member,
  bytes: number,
  total: number,
  limits: ArchiveLimits,
): ArchiveProblem | undefined {
  if (bytes > member.bytes) {
    const said = `It unpacks to more than the ${member.bytes} bytes that the central directory says; reading stopped there.`;
    return archiveProblem('size-mismatch', said, member.name);
  }
  if (bytes > limits.ratioFloorBytes && bytes > member.compressedBytes * limits.maxRatio) {
    const said = `${member.compressedBytes} bytes unpack to more than ${limits.maxRatio} times as many; reading stopped after ${bytes}. No real export does that.`;
    return archiveProblem('ratio-too-high', said, member.name);
  }
  if (total > limits.maxTotalBytes) {
    const said = `The archive unpacks to more than ${limits.maxTotalBytes} bytes; reading stopped here. Check a smaller window, or raise the limit.`;
    return archiveProblem('too-much-data', said, member.name);
  }
  return undefined;
}

async function* inflate(
  raw: AsyncIterable<Buffer>,
  member: Member,
  problems: ArchiveProblem[],
): AsyncGenerator<Buffer> {
  const inflater = createInflateRaw({ chunkSize: INFLATE_CHUNK_BYTES });
  const source = Readable.from(raw, { objectMode: false });
  source.on('error', (error) => inflater.destroy(error));
  source.pipe(inflater);
  try {
    for await (const chunk of inflater) yield chunk as Buffer;
    if (inflater.bytesWritten < member.compressedBytes) {
      const said = `The packed data ends after ${inflater.bytesWritten} of its ${member.compressedBytes} bytes; the rest belongs to nothing.`;
      problems.push(archiveProblem('bad-deflate', said, member.name));
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))) throw error;
    const said = `The packed data cannot be unpacked (${error.message}), at packed byte ${inflater.bytesWritten} or soon after. It was damaged on the way: fetch the export again.`;
    throw new MemberError([...problems, archiveProblem('bad-deflate', said, member.name)]);
  } finally {
    source.destroy();
    inflater.destroy();
  }
}

// The header in front of the data, which streaming readers believe, against the central directory, which
// others believe.
async function localHeader(place: MemberPlace): Promise<{ start: number; problems: ArchiveProblem[] }> {
  const { zip, member } = place;
  const header = await zip.readLocalFileHeaderPromise(member.entry as Entry).catch((error: unknown) => {
    if (!(error instanceof Error) || 'code' in error) throw error;
    const said = `No readable local header at byte ${member.offset} (${error.message}): the member was not read.`;
    throw new MemberError([archiveProblem('local-header', said, member.name)]);
  });
  const wrong: string[] = [];
  const differs = (what: string, local: string | number, central: string | number) => {
    if (local !== central) wrong.push(`${what} ${local} instead of ${central}`);
  };
  if (!header.fileName.equals(member.entry.fileNameRaw)) wrong.push(`name "${memberName(header.fileName)}"`);
  differs('method', header.compressionMethod, member.method);
  differs('flags', header.generalPurposeBitFlag, member.flags);
  if ((member.flags & DESCRIPTOR) === 0) {
    differs('checksum', hex(header.crc32), hex(member.crc32));
    if (header.compressedSize !== WIDE) differs('packed size', header.compressedSize, member.compressedBytes);
    if (header.uncompressedSize !== WIDE) differs('size', header.uncompressedSize, member.bytes);
  }
  if (wrong.length === 0) return { start: header.fileDataStart, problems: [] };
  const said = `The local header says ${wrong.join(', ')}: readers that stream and readers that use the central directory see different files.`;
  return { start: header.fileDataStart, problems: [archiveProblem('local-header', said, member.name)] };
}

// Behind the data: nothing, or checksum and sizes in 32 or 64 bits, with or without a signature.
async function descriptorProblems(
  file: FileReader,
  member: Member,
  dataEnd: number,
  end: number,
): Promise<ArchiveProblem[]> {
  const gap = end - dataEnd;
  if ((member.flags & DESCRIPTOR) === 0) return gap === 0 ? [] : [unlisted(dataEnd, end, member.name)];
  const held = await file.bytesAt(dataEnd, Math.min(gap, MAX_DESCRIPTOR_BYTES));
  const signed = held.length >= 4 && held.readUInt32LE(0) === DESCRIPTOR_SIGNATURE;
  for (const fields of signed ? [held.subarray(4), held] : [held]) {
    const used = descriptorBytes(fields, member);
    if (used === 0) continue;
    const from = dataEnd + used + (held.length - fields.length);
    return from === end ? [] : [unlisted(from, end, member.name)];
  }
  const said = 'The sizes and checksum behind its data differ from the central directory.';
  return [archiveProblem('data-descriptor', said, member.name)];
}

// Bytes of the descriptor in either width when it agrees with the member, else 0.
function descriptorBytes(fields: Buffer, member: Member): number {
  if (fields.length < 12 || fields.readUInt32LE(0) !== member.crc32) return 0;
  const wide = fields.length >= 20;
  if (wide && reads64(fields, 4, member.compressedBytes) && reads64(fields, 12, member.bytes)) return 20;
  const narrow = fields.readUInt32LE(4) === member.compressedBytes && fields.readUInt32LE(8) === member.bytes;
  return narrow ? 12 : 0;
}

function reads64(fields: Buffer, at: number, expected: number): boolean {
  return fields.readBigUInt64LE(at) === BigInt(expected);
}

function hex(sum: number): string {
  return sum.toString(16).padStart(8, '0');
}
