import { inflateRawSync } from 'node:zlib';
import type * as Yauzl from 'yauzl';

/** A member and the place of its data. */
export interface MemberPlace {
  readonly zip: Yauzl.ZipFile;
  /** The bytes of the archive; undefined when it is read from its file. */
  readonly bytes: Buffer | undefined;
  readonly entry: Yauzl.Entry;
  /** The offset of the data in the archive. */
  readonly dataStart: number;
}

/** A larger member is inflated by a stream, in pieces. */
const AT_ONCE_BYTES = 1024 * 1024;
const DEFLATED = 8;

/** The content of a member. A stream for each small one would take ten times as long as to inflate it. */
export async function* memberChunks(place: MemberPlace): AsyncGenerator<Buffer, void, undefined> {
  const whole = inflated(place);
  if (whole !== undefined) yield whole;
  else yield* (await place.zip.openReadStreamPromise(place.entry)) as AsyncIterable<Buffer>;
}

/** The content of a small member; undefined for any other, and for a damaged one: the stream says why. */
function inflated({ bytes, entry, dataStart }: MemberPlace): Buffer | undefined {
  const { compressionMethod, compressedSize, uncompressedSize } = entry;
  if (bytes === undefined || compressionMethod !== DEFLATED || entry.isEncrypted()) return undefined;
  if (Math.max(compressedSize, uncompressedSize) > AT_ONCE_BYTES) return undefined;
  try {
    const content = inflateRawSync(bytes.subarray(dataStart, dataStart + compressedSize), {
      maxOutputLength: Math.max(uncompressedSize, 1),
    });
    return content.length === uncompressedSize ? content : undefined;
  } catch {
    return undefined;
  }
}
