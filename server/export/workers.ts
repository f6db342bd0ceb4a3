import { availableParallelism } from 'node:os';
import { once } from '../util/once.ts';
import { performance } from '../util/timers.ts';
import type { WorkerPool } from '../util/worker-pool.ts';
import type { Method } from '../zip/index.ts';
import type { PartedCsv } from './numbered-parts.ts';
import type { PartQueue } from './part-queue.ts';
import type { ExportPlan } from './plan.ts';

/** The number of parts that are worth the start of a thread, which takes as long as a few parts. */
const PARTS_A_THREAD = 8;

/**
 * The parts of the exports of some time that are worth the start of a thread on two cores, about 270 MB: what
 * a new thread has to compile takes time there from the main thread and from compression.
 */
const PARTS_BEFORE_A_THREAD = 64;
/**
 * A thread without a part ends after this time, milliseconds. Exports belong together when each is asked for
 * within it after the one before.
 */
const IDLE_MS = 10_000;

/** The maximum number of threads. */
export const MOST_WORKERS = 64;

/** The maximum number of threads where nobody says another. Each takes about 35 MB. */
const USUAL_WORKERS = 4;

/** The usual number of threads: one core remains for the main thread, which compresses beside its rows. */
function usualWorkers(cores: number): number {
  return Math.max(0, Math.min(USUAL_WORKERS, cores - 1));
}

/** The machine on which threads run. */
export interface Machine {
  readonly cores: number;
  /** A monotonic clock, milliseconds. */
  now(): number;
}

/** Makes the queue for the parts of an export. */
export type QueueOf = (csvs: readonly PartedCsv[]) => PartQueue;

/** The threads that make parts of exports. They and their code are loaded for the first large export. */
export class Workers {
  readonly #most: number;
  /** The number of parts that must have been wanted before a thread starts. */
  readonly #before: number;
  /** The parts of the latest large exports that belong together, and the time of the last of these. */
  #wanted = 0;
  #wantedAt = Number.NEGATIVE_INFINITY;
  readonly #now: () => number;
  readonly #load: () => Promise<WorkerPool>;
  #pool: WorkerPool | undefined;

  /**
   * @param most the maximum number of threads; 0 for none. Whoever says a number wants them early.
   * @param report receives the error of a thread. The parts that it had are made by the main thread.
   * @param program the program of the threads.
   * @param machine decides where nobody says a number (default: this one).
   */
  constructor(
    most: number | undefined,
    report: (error: unknown) => void,
    program = programUrl(),
    { cores, now }: Machine = { cores: availableParallelism(), now: performance.now },
  ) {
    this.#now = now;
    this.#most = most ?? usualWorkers(cores);
    this.#before = most === undefined && cores <= 2 ? PARTS_BEFORE_A_THREAD : 0;
    this.#load = once(async () => {
      const { WorkerPool } = await import('../util/worker-pool.ts');
      this.#pool = new WorkerPool(program, this.#most, report, IDLE_MS);
      return this.#pool;
    });
  }

  /** Makes queues for the parts of an export. Threads start if the export is large enough. */
  async queueFor(
    { csvs }: ExportPlan,
    settings: { readonly method: Method; readonly signal: AbortSignal },
  ): Promise<QueueOf> {
    const counts = csvs.map((csv) => csv.rows().parts?.count ?? 0);
    const threads = this.#threadsFor(counts.reduce((sum, count) => sum + count, 0));
    const isHelped = this.#most > 0 && (threads > 0 || (this.running > 0 && Math.max(...counts) > 1));
    const pool = isHelped ? await this.#load() : undefined;
    const { PartQueue } = await import('./part-queue.ts');
    return (parted) => {
      const queue = new PartQueue(parted, { ...settings, pool });
      pool?.add(queue, threads);
      return queue;
    };
  }

  #threadsFor(parts: number): number {
    const threads = Math.floor(parts / PARTS_A_THREAD);
    if (threads === 0) return 0;
    const now = this.#now();
    // A thread that ended after a pause would have to compile everything again.
    if (this.running === 0 && now - this.#wantedAt > IDLE_MS) this.#wanted = 0;
    this.#wanted += parts;
    this.#wantedAt = now;
    return this.#wanted < this.#before ? 0 : threads;
  }

  /** The number of threads that run. */
  get running(): number {
    return this.#pool?.running ?? 0;
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    await this.#pool?.close();
  }
}

/** The program of the threads. It is always the compiled one, because a thread has no loader for sources. */
function programUrl(): URL {
  const isSource = import.meta.url.endsWith('.ts');
  return new URL(isSource ? '../../dist/server/export/part-thread.js' : './part-thread.js', import.meta.url);
}
