import { availableParallelism } from 'node:os';
import { csvWriter, sharedCsvWriter } from '../csv/index.ts';
import type { Job, JobSource, WorkerPool } from '../util/worker-pool.ts';
import {
  type Method,
  type Packing,
  type PendingBlock,
  packed,
  packedHere,
  USUAL_LEVEL,
} from '../zip/index.ts';
import { type KeptBytes, KeptPart, keptBytes } from './kept-parts.ts';
import { allOf, type Made, madeOf } from './made-parts.ts';
import { NumberedParts, type PartedCsv } from './numbered-parts.ts';
import type { MadePart, PackedPart, PartJob } from './part-job.ts';
import type { PlannedCsv } from './plan.ts';

/** Settings of a queue. */
interface Queueing {
  /** The threads that make parts, too; undefined for none. */
  readonly pool: WorkerPool | undefined;
  readonly method: Method;
  /** Aborted when the client leaves. */
  readonly signal: AbortSignal;
  /**
   * The memory for parts that are made together with those of an earlier CSV.
   *
   * @default that of the process
   */
  readonly budget?: KeptBytes;
  /**
   * The number of cores, of which each thread that makes parts takes one.
   *
   * @default those of the machine
   */
  readonly cores?: number;
}

/**
 * The parts of all CSVs of an export that may be large, in order. Threads make those that come next, a few
 * ahead of the reader; this thread makes the one that is wanted if no other thread has begun it, and helps
 * with the next ones while it waits. A part whose rows a later CSV has again is made together with that of
 * the later CSV, which is kept as far as the budget allows. The bytes are the same wherever a part is made.
 */
export class PartQueue implements JobSource, Disposable {
  readonly #parts: NumberedParts;
  readonly #settings: Required<Queueing>;
  readonly #stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  /** The parts that are made or under way, by index. */
  readonly #begun = new Map<number, Made | 'under way'>();
  /** The parts that a thread has failed to make. */
  readonly #failed = new Set<number>();
  /** The first part that has not been read. */
  #first = 0;
  #changed = (): void => {};

  constructor(csvs: readonly PartedCsv[], settings: Queueing) {
    this.#parts = new NumberedParts(csvs);
    this.#settings = { budget: keptBytes, cores: availableParallelism(), ...settings };
    settings.signal.addEventListener('abort', this.#abort);
  }

  /** A job for a thread: the next part that nobody has begun, if it is not too far ahead. */
  next(): Job | undefined {
    const index = this.#claim((one) => !this.#failed.has(one) && this.#parts.at(one).parts.count > 1);
    if (index === undefined) return undefined;
    const later = this.#claimLater(index);
    return {
      data: this.#jobOf(index, later !== undefined),
      done: (result) => {
        if (result === undefined) return;
        const { own, other } = result as MadePart;
        this.#begun.set(index, madeOf(own));
        if (later !== undefined && other !== undefined) this.#keep(later, other);
        this.#changed();
      },
      failed: () => {
        this.#forget(index);
        if (later !== undefined) this.#forget(later);
        this.#failed.add(index);
        this.#changed();
      },
    };
  }

  /** The blocks of a CSV. CSVs are read in order. */
  async *blocks(csv: PlannedCsv, packing: Packing): AsyncGenerator<PendingBlock, void, undefined> {
    const { from, to } = this.#parts.of(csv);
    for (let index = from; index < to; index++) {
      this.#first = index;
      this.#settings.pool?.wake();
      yield* this.#made(index, packing);
      this.#forget(index);
    }
    this.#first = to;
    this.#settings.pool?.wake();
  }

  /** Stops the threads that make parts of this export. */
  [Symbol.dispose](): void {
    const { pool, signal } = this.#settings;
    pool?.remove(this);
    Atomics.store(this.#stop, 0, 1);
    signal.removeEventListener('abort', this.#abort);
    for (const index of [...this.#begun.keys()]) this.#forget(index);
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
      if (begun !== undefined && begun !== 'under way') {
        this.#parts.at(index).content.count(begun.rows);
        return yield* begun.blocks;
      }
      const own = this.#claim(() => true);
      if (own === index) return yield* this.#here(index, packing);
      if (own === undefined) await this.#change();
      else await this.#ahead(own, packing);
    }
  }

  /** Makes a part that is not wanted yet. */
  async #ahead(index: number, packing: Packing): Promise<void> {
    const blocks = await allOf(this.#here(index, packing));
    // Its rows are counted already.
    this.#begun.set(index, { blocks, rows: 0 });
  }

  /** Makes a part here, and with it the later one that has its rows again. */
  async *#here(index: number, packing: Packing): AsyncGenerator<PendingBlock, void, undefined> {
    const { csv, parts, part, content, isLast } = this.#parts.at(index);
    const { method, budget } = this.#settings;
    const isHere = this.#hasNoFreeCore();
    const pack = isHere ? packedHere : packed;
    const rows = parts.rows(part);
    const writing = { headless: part > 0, isCopied: true };
    const later = this.#claimLater(index);
    if (later === undefined || rows.within === undefined) {
      const own = content.part(csvWriter(csv.columns)(rows, writing));
      return yield* pack({ content: own, method, last: isLast }, packing);
    }
    const kept = new KeptPart(budget, { ...packing, method }, isHere);
    const both = sharedCsvWriter(csv.columns)(rows.within.rows(), kept, writing);
    let isWhole = false;
    try {
      yield* pack({ content: content.part(both), method, last: isLast }, packing);
      isWhole = true;
    } finally {
      const blocks = isWhole ? kept.end(isLast) : undefined;
      if (blocks === undefined || !this.#begun.has(later)) {
        kept[Symbol.dispose]();
        this.#begun.delete(later);
      } else this.#begun.set(later, { blocks, rows: both.otherRowCount, kept });
    }
  }

  /**
   * Tells whether this thread and those that make parts have all cores: a thread that compresses would take
   * the core of one of them, and this one would wait for it.
   */
  #hasNoFreeCore(): boolean {
    const { pool, cores } = this.#settings;
    return 1 + (pool?.ready ?? 0) >= cores;
  }

  /** Keeps a part that a thread has made. */
  #keep(index: number, part: PackedPart): void {
    const { budget } = this.#settings;
    const { byteLength } = part.bytes;
    budget.take(byteLength);
    this.#begun.set(index, { ...madeOf(part), kept: { [Symbol.dispose]: () => budget.take(-byteLength) } });
  }

  #forget(index: number): void {
    const begun = this.#begun.get(index);
    if (begun !== 'under way') begun?.kept?.[Symbol.dispose]();
    this.#begun.delete(index);
  }

  /** Begins the first part that nobody has begun; undefined when there is none, or only far ahead. */
  #claim(isWanted: (index: number) => boolean): number | undefined {
    const ahead = this.#settings.pool?.share ?? 1;
    const end = Math.min(this.#parts.count, this.#first + ahead);
    for (let index = this.#first; index < end; index++) {
      if (this.#begun.has(index) || !isWanted(index)) continue;
      this.#begun.set(index, 'under way');
      return index;
    }
    return undefined;
  }

  /** Begins the part that has the rows of this one again, if there is one and memory for it. */
  #claimLater(index: number): number | undefined {
    if (this.#settings.budget.free <= 0) return undefined;
    const later = this.#parts.again(index);
    if (later === undefined || this.#begun.has(later)) return undefined;
    this.#begun.set(later, 'under way');
    return later;
  }

  #jobOf(index: number, withLater: boolean): PartJob {
    const { csv, part, parts, isLast } = this.#parts.at(index);
    return {
      recipe: parts.recipe(part),
      columns: csv.columns,
      method: this.#settings.method,
      level: USUAL_LEVEL,
      first: part === 0,
      last: isLast,
      withLater,
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
