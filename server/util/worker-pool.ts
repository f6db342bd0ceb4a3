import { Worker } from 'node:worker_threads';
import { clearTimeout, setTimeout } from './timers.ts';

/** The jobs that a thread holds: one that it makes, and the next one, so that it need not wait for it. */
const JOBS_A_THREAD = 2;
/** The parts that wait for their turn, over all sources together, for each thread. */
const HELD_A_THREAD = 4;
/** The parts that wait for their turn of each source, however many there are. */
const HELD_A_SOURCE = 2;
/**
 * The heap of a thread. It needs half of that; without limits, the engine collects garbage late and a thread
 * takes twice the memory.
 */
const LIMITS = { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 96 };
/** A job for a thread. */
export interface Job {
  /** The data for the thread; they are copied. */
  readonly data: unknown;
  /** Receives the result; undefined when the job was stopped. */
  done(result: unknown): void;
  /** Called when the job cannot be made on a thread. */
  failed(): void;
}

/** Gives out jobs. */
export interface JobSource {
  /** The next job; undefined when there is none now. */
  next(): Job | undefined;
}

/** The first message of a thread: it takes jobs from now on. */
export const READY = 'ready';

/** The message of a thread after a job. */
export interface JobAnswer {
  readonly id: number;
  readonly result?: unknown;
  /** The error; the job can then be made elsewhere. */
  readonly error?: unknown;
}

interface Thread {
  readonly worker: Worker;
  readonly jobs: Map<number, Job>;
  ready: boolean;
  idle: NodeJS.Timeout | undefined;
}

/**
 * Threads that make the parts of all exports of a server. A thread that has time takes the next job of each
 * source in turn; nothing waits in a queue. Threads start on demand, and end when they are idle.
 */
export class WorkerPool {
  readonly #program: URL;
  readonly #most: number;
  readonly #report: (error: unknown) => void;
  readonly #idleMs: number;
  readonly #threads = new Set<Thread>();
  /** The sources, the one that gave a job last at the end. */
  readonly #sources = new Set<JobSource>();
  #lastId = 0;
  /** True after a thread has failed: the program does not run here, or the machine has no room. */
  #broken = false;

  /**
   * @param program the program of the threads.
   * @param most the maximum number of threads.
   * @param report receives the error of a thread.
   * @param idleMs a thread without a job ends after this time, milliseconds.
   */
  constructor(program: URL, most: number, report: (error: unknown) => void, idleMs: number) {
    this.#program = program;
    this.#most = most;
    this.#report = report;
    this.#idleMs = idleMs;
  }

  /** The number of threads that run. */
  get running(): number {
    return this.#threads.size;
  }

  /** The number of threads that take jobs; the others are starting. */
  get ready(): number {
    return [...this.#threads].filter(({ ready }) => ready).length;
  }

  /** The number of parts that one source may have ahead of its consumer. */
  get share(): number {
    const all = this.#threads.size * HELD_A_THREAD;
    return HELD_A_SOURCE + Math.ceil(all / Math.max(1, this.#sources.size));
  }

  /**
   * Adds a source of jobs.
   *
   * @param threads the number of threads that are worth starting for it.
   */
  add(source: JobSource, threads: number): void {
    this.#sources.add(source);
    const wanted = this.#broken ? 0 : Math.min(threads, this.#most);
    while (this.#threads.size < wanted) this.#start();
    this.wake();
  }

  /** Removes a source. Its jobs that are under way still get their results. */
  remove(source: JobSource): void {
    this.#sources.delete(source);
  }

  /** Gives jobs to the threads that have time. Call it when a source has jobs again. */
  wake(): void {
    for (let depth = 1; depth <= JOBS_A_THREAD; depth++) {
      for (const thread of this.#threads) {
        if (!thread.ready || thread.jobs.size >= depth) continue;
        const job = this.#next();
        if (job === undefined) return;
        this.#give(thread, job);
      }
    }
  }

  /** Ends all threads; their jobs fail. */
  async close(): Promise<void> {
    await Promise.all(Array.from(this.#threads, (thread) => this.#end(thread)));
  }

  #next(): Job | undefined {
    for (const source of this.#sources) {
      const job = source.next();
      if (job === undefined) continue;
      this.#sources.delete(source);
      this.#sources.add(source);
      return job;
    }
    return undefined;
  }

  #give(thread: Thread, job: Job): void {
    const id = ++this.#lastId;
    thread.jobs.set(id, job);
    clearTimeout(thread.idle);
    // An export waits for the job, so the process must not end.
    thread.worker.ref();
    thread.worker.postMessage({ id, data: job.data });
  }

  #start(): void {
    // Flags of Node such as --import are for the main thread.
    const worker = new Worker(this.#program, { name: 'export', execArgv: [], resourceLimits: LIMITS });
    const thread: Thread = { worker, jobs: new Map(), ready: false, idle: undefined };
    this.#threads.add(thread);
    worker.on('message', (message: typeof READY | JobAnswer) => {
      // A message may arrive after the end has begun, which keeps the process until the thread is gone.
      if (!this.#threads.has(thread)) return;
      if (message === READY) thread.ready = true;
      else this.#answered(thread, message);
      this.wake();
      if (thread.jobs.size === 0) this.#rest(thread);
    });
    worker.once('error', (error) => {
      this.#broken = true;
      this.#report(error);
    });
    worker.once('exit', () => this.#gone(thread));
    worker.unref();
  }

  #answered(thread: Thread, { id, result, error }: JobAnswer): void {
    const job = thread.jobs.get(id);
    thread.jobs.delete(id);
    if (error === undefined) job?.done(result);
    else job?.failed();
  }

  /** Lets a thread without a job end after some time; the process can end before. */
  #rest(thread: Thread): void {
    thread.worker.unref();
    clearTimeout(thread.idle);
    thread.idle = setTimeout(() => this.#end(thread), this.#idleMs).unref();
  }

  async #end(thread: Thread): Promise<void> {
    this.#gone(thread);
    await thread.worker.terminate();
  }

  #gone(thread: Thread): void {
    clearTimeout(thread.idle);
    this.#threads.delete(thread);
    const jobs = [...thread.jobs.values()];
    thread.jobs.clear();
    for (const job of jobs) job.failed();
  }
}
