import { pdfDocument } from './pdf-document.ts';
import { picture } from './picture.ts';
import { recording } from './recording.ts';
import { textFile } from './text-file.ts';
import { wordDocument } from './word-document.ts';

/** A kind of file that users upload. */
export interface AttachmentType {
  readonly mediaType: string;
  /** The smallest file of this type; a smaller requested size is raised to it. */
  readonly minimumBytes: number;
  /** The size is a multiple of this number; other requested sizes are rounded up. */
  readonly step: number;
  /** The content of the file, for a size that the type can have. */
  readonly content: (key: number, bytes: number) => Iterable<Buffer> | AsyncIterable<Buffer>;
}

/** All types, by extension. Common programs open each of them; `wav` does not compress. */
export const attachmentTypes = {
  txt: { mediaType: 'text/plain', minimumBytes: 64, step: 1, content: textFile },
  png: { mediaType: 'image/png', minimumBytes: 128, step: 1, content: picture },
  pdf: { mediaType: 'application/pdf', minimumBytes: 2048, step: 1, content: pdfDocument },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    minimumBytes: 3072,
    step: 1,
    content: wordDocument,
  },
  wav: { mediaType: 'audio/wav', minimumBytes: 64, step: 2, content: recording },
} as const satisfies Readonly<Record<string, AttachmentType>>;

/** The extension of a type, as in a file's name. */
export type AttachmentExtension = keyof typeof attachmentTypes;

/** WAV stores its size in 32 bits; no type exceeds this. */
const maximumBytes = 4_000_000_000;

/** The exact size of the file that `attachmentContent` makes for a requested number of `bytes`. */
export function attachmentSize(type: AttachmentExtension, bytes: number): number {
  if (!Number.isInteger(bytes) || bytes < 0 || bytes > maximumBytes) {
    throw new RangeError(
      `expected the size of an attachment, a whole number of bytes from 0 to ${maximumBytes}, got ${bytes}. ` +
        'Choose another attachment size.',
    );
  }
  const { minimumBytes, step } = attachmentTypes[type];
  return Math.ceil(Math.max(bytes, minimumBytes) / step) * step;
}

/**
 * The content of a file, a pure function of its type, `key` (32 bits; another key gives another content) and
 * size.
 *
 * The content comes in pieces of at most 64 KiB that are made on demand, so memory does not grow with the
 * size. The size is `attachmentSize(type, bytes)`. Nothing inside is compressed: the bytes are the same with
 * every version of zlib.
 *
 * @throws RangeError if `bytes` is not a whole number from 0 to 4,000,000,000.
 */
export function attachmentContent(
  type: AttachmentExtension,
  key: number,
  bytes: number,
): Iterable<Buffer> | AsyncIterable<Buffer> {
  return attachmentTypes[type].content(key >>> 0, attachmentSize(type, bytes));
}
