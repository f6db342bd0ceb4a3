import { BlockBuffers } from './blocks.ts';
import type { Method } from './compress.ts';
import { joinedCrc } from './crc.ts';
import { dosTime } from './dos-time.ts';
import type { Form } from './form.ts';
import { formOf, type Oddities, stated } from './oddities.ts';
import { type Content, type Packing, type PendingBlock, packed } from './packed.ts';
import type { Entry } from './records.ts';

/** One file of the archive. */
export interface Member {
  /** The path with `/` between folders, at most 65,535 bytes of UTF-8. */
  readonly name: string;
  /** Unix milliseconds; stored in UTC, down to the even second. */
  readonly modifiedAt: number;
  /**
   * Read once, and closed when the consumer stops early. Chunks may have any size; they must not change
   * afterwards.
   */
  readonly content: Content;
  /**
   * Makes the blocks of the content in another way, such as on other threads. The content is then not read.
   * The blocks are closed when the consumer stops early.
   *
   * @default the blocks of the content are compressed one after another
   */
  packed?(packing: Packing): AsyncIterable<PendingBlock>;
  /**
   * `deflate` compresses. `store` does not compress and is for compressed content; it writes stored blocks of
   * deflate, because a stream reader could not find the end of an uncompressed member whose size follows it.
   * `verbatim` is ZIP method 0, which has that problem.
   */
  readonly method: Method;
  /**
   * Deviations of its records from the baseline.
   *
   * @default none
   */
  readonly odd?: Oddities;
}

/** The next part of the archive. The data of a step may still be a promise. */
export type Step =
  | {
      readonly kind: 'local-header' | 'descriptor';
      readonly member: string;
      readonly entry: Entry;
      readonly form: Form;
    }
  | {
      readonly kind: 'data';
      readonly member: string;
      readonly entry: Entry;
      bytes: Buffer | Promise<Buffer>;
      /** The bytes of the content. */
      readonly size: number;
    };

const MOST_NAME_BYTES = 0xffff;

function newEntry(member: Member): Entry {
  const name = Buffer.from(member.name);
  for (const { length } of [name, Buffer.from(member.odd?.localName ?? member.name)]) {
    if (length > 0 && length <= MOST_NAME_BYTES) continue;
    throw new RangeError(
      `Expected a member name of 1 to ${MOST_NAME_BYTES} bytes of UTF-8, got ${length}; use another name.`,
    );
  }
  return { name, modified: dosTime(member.modifiedAt), crc: 0, size: 0, compressedSize: 0, offset: 0 };
}

/** The parameters of the steps. */
interface Stepping extends Omit<Packing, 'buffers'> {
  /** True if every member has 64-bit sizes. */
  readonly zip64: boolean;
}

/**
 * Yields the parts of all members in order, and starts the compression of each block as soon as the block is
 * full.
 */
export async function* steps(
  members: Iterable<Member> | AsyncIterable<Member>,
  { level, zip64, pause }: Stepping,
): AsyncGenerator<Step, void, undefined> {
  const packing = { level, buffers: new BlockBuffers(), pause };
  for await (const member of members) {
    const entry = newEntry(member);
    const form = await formOf(member, zip64, packing);
    yield { kind: 'local-header', member: member.name, entry, form };
    for await (const block of member.packed?.(packing) ?? packed(member, packing)) {
      entry.crc = joinedCrc(entry.crc, block.crc, block.size);
      entry.size += block.size;
      yield dataStep(member, entry, block);
    }
    yield { kind: 'descriptor', member: member.name, entry: stated(entry, member.odd), form };
  }
}

function dataStep(member: Member, entry: Entry, { bytes, size }: PendingBlock): Step {
  const step = { kind: 'data' as const, member: member.name, entry, bytes, size };
  if (!Buffer.isBuffer(bytes)) {
    bytes.then(
      (done) => {
        step.bytes = done;
      },
      // The writer reports a failure when it awaits the step.
      () => undefined,
    );
  }
  return step;
}
