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
  /** Read once, and closed when the consumer stops early. Chunks of any size, not changed once given. */
  readonly content: Content;
  /**
   * `deflate` compresses. `store` does not, for what is compressed already: it is written as deflate's stored blocks,
   * because a reader of a stream could not find the end of a member whose size comes after it otherwise. `verbatim`
   * is that other way, ZIP's method 0.
   */
  readonly method: Method;
  /** What is not as usual about its records; nothing when left out. */
  readonly odd?: Oddities;
}

/** What comes next in the archive. The data of a step may still be in the making. */
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
      `A member's name takes 1 to ${MOST_NAME_BYTES} bytes of UTF-8, but one takes ${length}; give it another.`,
    );
  }
  return { name, modified: dosTime(member.modifiedAt), crc: 0, size: 0, compressedSize: 0, offset: 0 };
}

/** What the steps go by. */
interface Stepping {
  /** zlib's level. */
  readonly level: number;
  /** Every member has 64-bit sizes. */
  readonly zip64: boolean;
  /** Awaited before each chunk of a content; may throw. */
  readonly pause: () => Promise<void>;
}

/** Walks through the members, one after another, and starts the compression of each block as soon as it is full. */
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
    // A failure is reported when the step's turn comes; here it only must not count as unhandled.
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
