import { crc32 } from 'node:zlib';
import { type Block, BlockBuffers, blocks } from './blocks.ts';
import { compress, type Method } from './compress.ts';
import { dosTime } from './dos-time.ts';
import type { Form } from './form.ts';
import { type Content, formOf, type Oddities, stated } from './oddities.ts';
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
interface Stepping {
  /** The zlib level. */
  readonly level: number;
  /** True if every member has 64-bit sizes. */
  readonly zip64: boolean;
  /** Awaited before each chunk of a content; may throw. */
  readonly pause: () => Promise<void>;
}

/**
 * Yields the parts of all members in order, and starts the compression of each block as soon as the block is
 * full.
 */
export async function* steps(
  members: Iterable<Member> | AsyncIterable<Member>,
  { level, zip64, pause }: Stepping,
): AsyncGenerator<Step, void, undefined> {
  const buffers = new BlockBuffers();
  for await (const member of members) {
    const entry = newEntry(member);
    const form = await formOf(member, zip64, { level, buffers, pause });
    yield { kind: 'local-header', member: member.name, entry, form };
    for await (const block of blocks(member.content, buffers, pause)) {
      entry.crc = crc32(block.bytes, entry.crc);
      entry.size += block.bytes.length;
      yield dataStep(member, entry, block, compress(block, member.method, level), buffers);
    }
    yield { kind: 'descriptor', member: member.name, entry: stated(entry, member.odd), form };
  }
}

function dataStep(
  member: Member,
  entry: Entry,
  block: Block,
  bytes: Buffer | Promise<Buffer>,
  buffers: BlockBuffers,
): Step {
  const step = { kind: 'data' as const, member: member.name, entry, bytes };
  if (Buffer.isBuffer(bytes)) {
    buffers.giveBack(block);
  } else {
    // The writer reports a failure when it awaits the step; this only prevents an unhandled rejection.
    bytes.then(
      (done) => {
        step.bytes = done;
        buffers.giveBack(block);
      },
      () => undefined,
    );
  }
  return step;
}
