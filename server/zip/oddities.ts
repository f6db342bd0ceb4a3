import { crc32 } from 'node:zlib';
import { blocks } from './blocks.ts';
import { compress, type Method } from './compress.ts';
import { type Form, type Measure, usualForm } from './form.ts';
import type { Content, Packing } from './packed.ts';

/** A first reading of the content of a member that determines CRC and sizes, without writing. */
export interface DryRun {
  /**
   * The same bytes as the content of the member. Read once, unless it is the content itself, which must then
   * be readable twice.
   */
  readonly content: Content;
  /** Receives the result. */
  done?(measure: Readonly<Measure>): void;
}

/**
 * Deviations of the records of a member from the baseline. Properties that are left out have the baseline
 * value.
 */
export interface Oddities {
  /**
   * The descriptor after the data: `unsigned` has no signature; with `none`, sizes and CRC are in the local
   * header, and `dryRun` must determine them.
   */
  readonly descriptor?: 'unsigned' | 'none';
  readonly dryRun?: DryRun;
  /** The name in the local header only; the maximum length is that of a name. */
  readonly localName?: string;
  /** Omits the flag that marks the name as UTF-8. */
  readonly unflagged?: boolean;
  /** The external attributes. */
  readonly attributes?: number;
  /** Inverts every bit of the CRC in all records. */
  readonly wrongCrc?: boolean;
  /** Added to the size of the content in all records; subtracted when the sum would be negative. */
  readonly sizeOff?: number;
}

const plainForms: readonly [Form, Form] = [usualForm, { ...usualForm, zip64: true }];

/**
 * The form of a member. Runs the dry run, if `odd` has one.
 *
 * @throws TypeError for a member without a descriptor and without a dry run.
 */
export async function formOf(
  { method, odd }: { readonly method: Method; readonly odd?: Oddities },
  zip64: boolean,
  packing: Packing,
): Promise<Form> {
  if (odd === undefined && method !== 'verbatim') return plainForms[zip64 ? 1 : 0];
  const { descriptor = 'signed', dryRun, localName, unflagged, attributes } = odd ?? {};
  const measure = dryRun && (await measured(dryRun.content, method, packing));
  if (measure) dryRun.done?.({ ...measure });
  if (descriptor === 'none' && measure === undefined) {
    throw new TypeError(
      'Expected a dry run for a member without a descriptor, got none; set odd.dryRun, so that the sizes are known before the data.',
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

/** Changes the true values to the values that the records state. */
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
  for await (const block of blocks(content, { buffers, pause })) {
    measure.crc = crc32(block.bytes, measure.crc);
    measure.size += block.bytes.length;
    measure.compressedSize += (await compress(block, method, level)).length;
    buffers.giveBack(block);
  }
  return measure;
}
