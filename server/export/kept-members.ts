import type { PackedBlock, Packing, PendingBlock } from '../zip/index.ts';
import { Keeping } from './keeping.ts';

/** Makes the blocks of a member. */
type Make = (packing: Packing) => AsyncIterable<PendingBlock>;

type Blocks = AsyncGenerator<PendingBlock, void, undefined>;

/** A content, and the number of its rows so far. */
interface Counted {
  readonly rowCount: number;
}

/** A member, kept or new. */
export interface KeptMember extends Counted {
  blocks(packing: Packing): Blocks;
}

/** The packed content of a member. */
interface Packed {
  readonly blocks: readonly PackedBlock[];
  readonly rows: number;
}

/** A member that is kept, or under way. */
interface Entry {
  /** Resolves to undefined when the member is not kept after all. */
  readonly packed: Promise<Packed | undefined>;
  /** Its memory; 0 while it is under way. */
  bytes: number;
}

/** The part of the limit that a single member may take. */
const LARGEST_PART = 1 / 8;

/**
 * The CSVs and attachments of exports that were just made, packed, for whoever asks for the same: a fault
 * costs only the member that it changes. A member is made whole before its first block is given, so that a
 * slow client delays nobody who waits for it. One that is too large is not kept: everybody makes it, as if
 * nothing were kept.
 */
export class KeptMembers {
  /** The members by identity, the most recently used last. */
  readonly #entries = new Map<string, Entry>();
  /** The identities of planned objects. What a fault has changed is another object, and has none. */
  readonly #identities = new WeakMap<object, string>();
  readonly #keeping = new Keeping(() => this.#entries.clear());

  /**
   * Keeps members until disposed of. Several users at the same time share what is kept.
   *
   * @param bytes The most memory that the members may take together.
   */
  keep(bytes: number): Disposable {
    return this.#keeping.add(bytes);
  }

  /** The bytes of the members that are kept, with their identities. */
  get bytes(): number {
    return [...this.#entries.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** True while somebody keeps members. */
  get isKeeping(): boolean {
    return this.#keeping.isOn;
  }

  /** Remembers the identity of a planned object: equal for those with the same bytes. */
  identify(planned: object, identity: string): void {
    this.#identities.set(planned, identity);
  }

  /** A member of a planned object; undefined when it has no identity, or nothing is kept. */
  memberOf({ planned, path }: Place, content: Counted, make: Make): KeptMember | undefined {
    const own = this.isKeeping ? this.#identities.get(planned) : undefined;
    if (own === undefined) return undefined;
    const identity = `${path} ${own}`;
    let kept: Packed | undefined;
    const take = (packed: Packed | undefined): void => {
      kept = packed;
    };
    return {
      get rowCount() {
        return kept?.rows ?? content.rowCount;
      },
      blocks: (packing) => this.#blocks(identity, { make: () => make(packing), content, take }),
    };
  }

  async *#blocks(identity: string, making: Making): Blocks {
    const known = this.#entries.get(identity);
    if (known === undefined) return yield* this.#recorded(identity, making);
    this.#entries.delete(identity);
    this.#entries.set(identity, known);
    const packed = await known.packed;
    making.take(packed);
    yield* packed?.blocks ?? making.make();
  }

  /** Makes a member and keeps it, unless it is too large, or its maker fails or leaves. */
  async *#recorded(identity: string, { make, content }: Making): Blocks {
    const { limit } = this.#keeping;
    const end = this.#begin(identity, limit);
    let blocks: PackedBlock[] | undefined = [];
    let bytes = identity.length;
    try {
      for await (const block of make()) {
        // A copy takes no more than its bytes; they may be a small part of a large buffer.
        const done = { ...block, bytes: Buffer.from(await block.bytes) };
        bytes += done.bytes.length;
        if (blocks === undefined) yield done;
        else blocks.push(done);
        if (blocks === undefined || bytes <= limit * LARGEST_PART) continue;
        end(undefined, 0);
        yield* blocks;
        blocks = undefined;
      }
      if (blocks !== undefined) end({ blocks, rows: content.rowCount }, bytes);
    } finally {
      end(undefined, 0);
    }
    yield* blocks ?? [];
  }

  /** Begins a member. Returns the function that ends it, once. */
  #begin(identity: string, limit: number): (packed: Packed | undefined, bytes: number) => void {
    let resolve: (packed: Packed | undefined) => void = () => {};
    const packed = new Promise<Packed | undefined>((settle) => {
      resolve = settle;
    });
    const entry: Entry = { packed, bytes: 0 };
    this.#entries.set(identity, entry);
    let hasEnded = false;
    return (result, bytes) => {
      if (hasEnded) return;
      hasEnded = true;
      entry.bytes = bytes;
      if (result === undefined && this.#entries.get(identity) === entry) this.#entries.delete(identity);
      resolve(result);
      this.#forget(limit);
    };
  }

  /** Forgets the oldest members beyond the limit, but none that is under way. */
  #forget(limit: number): void {
    let { bytes } = this;
    for (const [identity, entry] of this.#entries) {
      if (bytes <= limit) return;
      if (entry.bytes > 0) this.#entries.delete(identity);
      bytes -= entry.bytes;
    }
  }
}

/** A planned CSV, or planned attachments and the path of one of them. */
interface Place {
  readonly planned: object;
  /** `''` for the only member. */
  readonly path: string;
}

/** A member that is being asked for. */
interface Making {
  readonly make: () => AsyncIterable<PendingBlock>;
  readonly content: Counted;
  /** Receives the member that was kept already. */
  readonly take: (packed: Packed | undefined) => void;
}

/** The members that this process keeps; none unless `keep` says otherwise. */
export const keptMembers = new KeptMembers();
