import { performance } from '../util/timers.ts';
/** A rate limit: the maximum number of `requests` within `seconds`. */
export interface RateLimit {
  readonly requests: number;
  readonly seconds: number;
}

/** The maximum number of clients that are counted. Beyond it, the one seen longest ago is forgotten. */
const MAX_CLIENTS = 1000;

/** Counts the requests of each client in a sliding window. */
export class Limiter {
  readonly limit: RateLimit;
  readonly #now: () => number;
  /** The times of the counted requests, milliseconds, by client. */
  readonly #made = new Map<string, number[]>();

  constructor(limit: RateLimit, now: () => number = () => performance.now()) {
    this.limit = limit;
    this.#now = now;
  }

  /**
   * Counts a request if the limit allows it. Returns 0 then, and otherwise the milliseconds until one is
   * allowed.
   */
  ask(client: string): number {
    const now = this.#now();
    const length = this.limit.seconds * 1000;
    const made = (this.#made.get(client) ?? []).filter((at) => at > now - length);
    this.#remember(client, made);
    if (made.length >= this.limit.requests) return (made[0] as number) + length - now;
    made.push(now);
    return 0;
  }

  /** Forgets all requests. */
  reset(): void {
    this.#made.clear();
  }

  #remember(client: string, made: number[]): void {
    this.#made.delete(client);
    this.#made.set(client, made);
    const [oldest] = this.#made.keys();
    if (this.#made.size > MAX_CLIENTS && oldest !== undefined) this.#made.delete(oldest);
  }
}
