import type { JobStep } from '../scenarios/steps/job.ts';

/** The maximum number of export requests that a session remembers. Beyond it, the oldest is forgotten. */
const MAX_JOBS = 100;

/** An export request of the Files Export API. Its state is computed from the clock. */
export interface FilesJob {
  readonly id: string;
  /** The clock at its creation, Unix milliseconds. */
  readonly createdAt: number;
  /** The range of the request, Unix milliseconds; both are inclusive. */
  readonly since: number;
  readonly until: number;
  /** The range for the generators, Unix milliseconds; `to` is exclusive. */
  readonly window: { readonly from: number; readonly to: number };
  /** The divisor of all waits. */
  readonly timeScale: number;
  /** The steps of its scenario. */
  readonly steps: readonly JobStep[];
  /** The number of responses with its links so far. */
  linksGiven: number;
}

/** The export requests of a session. */
export class FilesJobs {
  readonly #jobs = new Map<string, FilesJob>();
  #created = 0;

  /** The number of export requests since the beginning. */
  get created(): number {
    return this.#created;
  }

  /** The export requests that are remembered, the oldest first. */
  get list(): readonly FilesJob[] {
    return [...this.#jobs.values()];
  }

  get(id: string): FilesJob | undefined {
    return this.#jobs.get(id);
  }

  add(job: FilesJob): void {
    this.#created += 1;
    this.#jobs.set(job.id, job);
    const [oldest] = this.#jobs.keys();
    if (this.#jobs.size > MAX_JOBS && oldest !== undefined) this.#jobs.delete(oldest);
  }

  /** Forgets all export requests and begins to count again. */
  clear(): void {
    this.#jobs.clear();
    this.#created = 0;
  }
}
