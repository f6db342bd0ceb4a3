import { crc32 } from 'node:zlib';
import { type BlockBuffers, blocks } from './blocks.ts';
import { compress, type Method } from './compress.ts';
import { type Form, type Measure, usualForm } from './form.ts';

export type Content = Iterable<Buffer> | AsyncIterable<Buffer>;

/** A member's content once more, read and packed before the member begins, and written nowhere. */
export interface DryRun {
  /** The same bytes as the member's content. Read once, unless it is the very content, which then has to stand being read twice. */
  readonly content: Content;
  /** Takes what came of it. */
  done?(measure: Readonly<Measure>): void;
}

/** How a member's records differ from the usual ones. What is left out is as usual. */
export interface Oddities {
  /** What is behind the data: `unsigned`, a descriptor without its signature; `none`: sizes and CRC are in the local header, and a rehearsal has to find them. */
  readonly descriptor?: 'unsigned' | 'none';
  readonly rehearsal?: DryRun;
  /** The name in the local header only; as long as a name may be. */
  readonly localName?: string;
  /** The flags do not say that the name is UTF-8. */
  readonly unflagged?: boolean;
  /** The external attributes. */
  readonly attributes?: number;
  /** Every bit of the CRC is the opposite, wherever it stands. */
  readonly wrongCrc?: boolean;
  /** Added to the size of the content, wherever it stands; taken away when it would be below zero. */
  readonly sizeOff?: number;
}

/** What packing goes by. */
export interface Packing {
  /** zlib's level. */
  readonly level: number;
  readonly buffers: BlockBuffers;
  /** Awaited before each chunk of a content; may throw. */
  readonly pause: () => Promise<void>;
}

const plainForms: readonly [Form, Form] = [usualForm, { ...usualForm, zip64: true }];

/** The form of a member. Its rehearsal, if there is one, is over then. */
export async function formOf(
  { method, odd }: { readonly method: Method; readonly odd?: Oddities },
  zip64: boolean,
  packing: Packing,
): Promise<Form> {
  if (odd === undefined && method !== 'verbatim') return plainForms[zip64 ? 1 : 0];
  const { descriptor = 'signed', rehearsal, localName, unflagged, attributes } = odd ?? {};
  const measure = rehearsal && (await measured(rehearsal.content, method, packing));
  if (measure) rehearsal.done?.({ ...measure });
  if (descriptor === 'none' && measure === undefined) {
    throw new TypeError(
      'Sizes can stand before the data only after a rehearsal, but a member without descriptor has none.',
    );
  }
  return {
    method: method === 'verbatim' ? 0 : 8,
    descriptor,
    known: descriptor === 'none' && measure ? stated(measure, odd) : undefined,
    zip64,
    utf8: !unflagged,
    attributes: attributes ?? usualForm.attributes,
    localName: localName === undefined ? undefined : Buffer.from(localName),
  };
}

/** Makes of the truth what the records say. */
export function stated<M extends Measure>(measure: M, { wrongCrc, sizeOff = 0 }: Oddities = {}): M {
  if (wrongCrc) measure.crc = ~measure.crc >>> 0;
  measure.size += measure.size + sizeOff < 0 ? -sizeOff : sizeOff;
  return measure;
}

async function measured(
  content: Content,
  method: Method,
  { level, buffers, pause }: Packing,
): Promise<Measure> {
  const measure: Measure = { crc: 0, size: 0, compressedSize: 0 };
  for await (const block of blocks(content, buffers, pause)) {
    measure.crc = crc32(block.bytes, measure.crc);
    measure.size += block.bytes.length;
    measure.compressedSize += (await compress(block, method, level)).length;
    buffers.giveBack(block);
  }
  return measure;
}
