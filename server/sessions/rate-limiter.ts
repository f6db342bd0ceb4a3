import { performance } from '../util/timers.ts';
/** So many requests in so much time. */
export interface RateLimit {
  readonly requests: number;
  readonly seconds: number;
}

/** Askers that are told apart; whoever makes up more of them is no longer limited for the first ones. */
const MOST_ASKERS = 1000;

/** Counts requests by whoever makes them, over a window that slides. */
export class Limiter {
  readonly limit: RateLimit;
  readonly #now: () => number;
  /** When the requests that count were made, milliseconds, by who made them. */
  readonly #made = new Map<string, number[]>();

  constructor(limit: RateLimit, now: () => number = () => performance.now()) {
    this.limit = limit;
    this.#now = now;
  }

  /** Milliseconds until one more is allowed; 0 when this one is, and it counts then. */
  ask(who: string): number {
    const now = this.#now();
    const length = this.limit.seconds * 1000;
    const made = (this.#made.get(who) ?? []).filter((at) => at > now - length);
    this.#remember(who, made);
    if (made.length >= this.limit.requests) return (made[0] as number) + length - now;
    made.push(now);
    return 0;
  }

  /** Nobody has asked yet. */
  reset(): void {
    this.#made.clear();
  }

  #remember(who: string, made: number[]): void {
    this.#made.delete(who);
    this.#made.set(who, made);
    const [oldest] = this.#made.keys();
    if (this.#made.size > MOST_ASKERS && oldest !== undefined) this.#made.delete(oldest);
  }
}
