import type { Job, JobSource, WorkerPool } from '../util/worker-pool.ts';
import {
  type Method,
  type PackedBlock,
  type Packing,
  type PendingBlock,
  packed,
  USUAL_LEVEL,
} from '../zip/index.ts';
import type { MadePart, PartJob } from './part-job.ts';
import type { PartedContent } from './parted-content.ts';
import type { Parts } from './parts.ts';
import type { PlannedCsv } from './plan.ts';

/** A CSV with parts. */
export interface PartedCsv {
  readonly csv: PlannedCsv;
  readonly parts: Parts;
  readonly content: PartedContent;
  /** Tells whether this thread makes the part more cheaply than another one. */
  isCheapHere(part: number): boolean;
}

/** A part of an export. */
interface Part extends PartedCsv {
  readonly part: number;
}

/** Settings of a queue. */
interface Queueing {
  readonly pool: WorkerPool;
  readonly method: Method;
  /** Aborted when the client leaves. */
  readonly signal: AbortSignal;
}

/** The number of blocks of a part made here that are compressed at the same time. */
const BLOCKS_AT_ONCE = 3;

/**
 * The parts of all large CSVs of an export, in order. Threads make those that come next, a few ahead of the
 * reader; this thread makes the one that is wanted if no other thread has begun it, and helps with the next
 * ones while it waits. The bytes are the same wherever a part is made.
 */
export class PartQueue implements JobSource, Disposable {
  readonly #csvs: readonly PartedCsv[];
  /** The index of the first part of each CSV, and the number of all parts. */
  readonly #starts: readonly number[];
  readonly #settings: Queueing;
  readonly #stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  /** The parts that are made or under way, by index. */
  readonly #begun = new Map<number, readonly PackedBlock[] | 'under way'>();
  /** The parts that a thread has failed to make. */
  readonly #failed = new Set<number>();
  /** The first part that has not been read. */
  #first = 0;
  #changed = (): void => {};

  constructor(csvs: readonly PartedCsv[], settings: Queueing) {
    this.#csvs = csvs;
    this.#settings = settings;
    const starts = [0];
    for (const { parts } of csvs) starts.push((starts.at(-1) ?? 0) + parts.count);
    this.#starts = starts;
    settings.signal.addEventListener('abort', this.#abort);
  }

  /** A job for a thread: the next part that nobody has begun, if it is not too far ahead. */
  next(): Job | undefined {
    const index = this.#claim(
      (one) => !this.#failed.has(one) && !this.#at(one).isCheapHere(this.#at(one).part),
    );
    if (index === undefined) return undefined;
    const { content } = this.#at(index);
    return {
      data: this.#jobOf(index),
      done: (result) => {
        if (result === undefined) return;
        const made = result as MadePart;
        content.count(made.rows);
        this.#begun.set(index, blocksOf(made));
        this.#changed();
      },
      failed: () => {
        this.#begun.delete(index);
        this.#failed.add(index);
        this.#changed();
      },
    };
  }

  /** The blocks of a CSV. CSVs are read in order. */
  async *blocks(csv: PlannedCsv, packing: Packing): AsyncGenerator<PendingBlock, void, undefined> {
    const place = this.#csvs.findIndex((one) => one.csv === csv);
    const end = this.#starts[place + 1] ?? 0;
    for (let index = this.#starts[place] ?? 0; index < end; index++) {
      this.#first = index;
      this.#settings.pool.wake();
      yield* this.#made(index, packing);
      this.#begun.delete(index);
    }
    this.#first = end;
    this.#settings.pool.wake();
  }

  /** Stops the threads that make parts of this export. */
  [Symbol.dispose](): void {
    const { pool, signal } = this.#settings;
    pool.remove(this);
    Atomics.store(this.#stop, 0, 1);
    signal.removeEventListener('abort', this.#abort);
    this.#begun.clear();
  }

  readonly #abort = (): void => {
    this[Symbol.dispose]();
    this.#changed();
  };

  /** The blocks of a part: from the thread that has begun it, otherwise made here. */
  async *#made(index: number, packing: Packing): AsyncGenerator<PendingBlock, void, undefined> {
    for (;;) {
      await packing.pause();
      const begun = this.#begun.get(index);
      if (begun !== undefined && begun !== 'under way') return yield* begun;
      const own = this.#claim(() => true);
      if (own === index) return yield* this.#here(index, packing);
      if (own === undefined) await this.#change();
      else this.#begun.set(own, await allOf(this.#here(own, packing)));
    }
  }

  #here(index: number, packing: Packing): AsyncGenerator<PendingBlock, void, undefined> {
    const { content, part, parts } = this.#at(index);
    const { method } = this.#settings;
    return packed({ content: content.part(part), method, last: part === parts.count - 1 }, packing);
  }

  /** Begins the first part that nobody has begun; undefined when there is none, or only far ahead. */
  #claim(isWanted: (index: number) => boolean): number | undefined {
    const end = Math.min(this.#starts.at(-1) ?? 0, this.#first + this.#settings.pool.share);
    for (let index = this.#first; index < end; index++) {
      if (this.#begun.has(index) || !isWanted(index)) continue;
      this.#begun.set(index, 'under way');
      return index;
    }
    return undefined;
  }

  #at(index: number): Part {
    const place = this.#starts.findLastIndex((start) => start <= index);
    const one = this.#csvs[place] as PartedCsv;
    return { ...one, part: index - (this.#starts[place] ?? 0) };
  }

  #jobOf(index: number): PartJob {
    const { csv, part, parts } = this.#at(index);
    return {
      recipe: parts.recipe(part),
      columns: csv.columns,
      method: this.#settings.method,
      level: USUAL_LEVEL,
      first: part === 0,
      last: part === parts.count - 1,
      stop: this.#stop,
    };
  }

  /** Resolves when a thread has finished a part, or when the export ends. */
  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#changed = resolve;
    });
  }
}

function blocksOf({ bytes, blocks }: MadePart): PackedBlock[] {
  let at = 0;
  return blocks.map(({ length, size, crc }) => {
    const block = { bytes: Buffer.from(bytes, at, length), size, crc };
    at += length;
    return block;
  });
}

/** Collects blocks; a few of them are compressed at the same time. */
async function allOf(blocks: AsyncIterable<PendingBlock>): Promise<PackedBlock[]> {
  const pending: Promise<PackedBlock>[] = [];
  try {
    for await (const { bytes, ...rest } of blocks) {
      pending.push(Promise.resolve(bytes).then((done) => ({ bytes: done, ...rest })));
      await pending.at(-BLOCKS_AT_ONCE);
    }
    return await Promise.all(pending);
  } finally {
    await Promise.allSettled(pending);
  }
}
