import type { Context } from '../export/context.ts';
import { ADMIN, tokenIn } from '../http/auth.ts';
import type { Journal } from '../journal/index.ts';
import type { OwnScenario } from '../scenarios/index.ts';
import type { SessionClock } from './clock.ts';
import { FilesJobs } from './files-jobs.ts';
import { Progress } from './progress.ts';
import { Limiter, type RateLimit } from './rate-limiter.ts';

/** The id of the session of requests that select none. */
export const MAIN = 'main';

/**
 * The base URL of a session.
 *
 * @param serverUrl The URL of the server.
 * @param closedPort The port that refuses connections, for a session of which all requests are refused.
 */
export function sessionUrl(id: string, serverUrl: string, closedPort: number | undefined): string {
  if (id === MAIN) return serverUrl;
  return `${closedPort === undefined ? serverUrl : `http://127.0.0.1:${closedPort}`}/s/${id}`;
}

/**
 * The maximum number of scenario selections with a state of their own. Beyond it, the oldest starts again.
 */
const MAX_PROGRESS = 1000;
/** The maximum number of redirects that can be followed in one session. */
const MAX_TICKETS = 100_000;

/** The data of a redirected request, in place of its token. */
export interface Ticket {
  /** The scenario selection of the redirected request. */
  readonly chosenBy: string;
  /** The part of the origin that differs from that of the request; the token does not belong there. */
  readonly elsewhere: 'host' | 'port' | undefined;
}

/** The parts of a new session. */
export interface SessionInput {
  readonly id: string;
  /**
   * The end of the session's token. It differs from the id, so that the id does not reveal the token. `''`
   * for the server's own session, which has the public token.
   */
  readonly key: string;
  readonly context: Context;
  readonly clock: SessionClock;
  /** The scenario of all requests that select none. */
  readonly scenario?: OwnScenario | undefined;
  readonly rateLimit?: RateLimit | undefined;
  /**
   * The divisor of all waits in scenarios, and of the time that an export request takes.
   *
   * @default 1
   */
  readonly timeScale?: number | undefined;
  /** The scenarios of the configuration at the beginning of the session, by name. */
  readonly configured: ReadonlyMap<string, OwnScenario>;
  readonly journal: Journal;
}

/** A session: an isolated part of the server with its own clock, scenario, counters and journal. */
export class Session {
  readonly id: string;
  readonly key: string;
  /** The token of a verified admin, valid only in this session. */
  readonly token: string;
  readonly context: Context;
  readonly clock: SessionClock;
  /** The scenario of all requests that select none. */
  scenario: OwnScenario | undefined;
  readonly limiter: Limiter | undefined;
  readonly timeScale: number;
  readonly configured: ReadonlyMap<string, OwnScenario>;
  readonly journal: Journal;
  /** The export requests of the Files Export API. */
  readonly filesJobs = new FilesJobs();
  readonly #progress = new Map<string, Progress>();
  /** The redirected requests, by ticket. */
  readonly #tickets = new Map<string, Ticket>();

  constructor(input: SessionInput) {
    this.id = input.id;
    this.key = input.key;
    this.token = input.key === '' ? ADMIN : tokenIn(input.key);
    this.context = input.context;
    this.clock = input.clock;
    this.scenario = input.scenario;
    this.limiter = input.rateLimit && new Limiter(input.rateLimit);
    this.timeScale = input.timeScale ?? 1;
    this.configured = input.configured;
    this.journal = input.journal;
  }

  /** Makes a ticket for a redirect. */
  issue(ticket: Ticket): string {
    const text = (this.#tickets.size + 1).toString(16).padStart(8, '0');
    if (this.#tickets.size < MAX_TICKETS) this.#tickets.set(text, ticket);
    return text;
  }

  ticket(text: string): Ticket | undefined {
    return this.#tickets.get(text);
  }

  /**
   * Restores the initial state: the clock, and all counters: scenarios, the rate limit, the journal, the
   * export requests.
   */
  reset(): void {
    this.clock.reset();
    this.#progress.clear();
    this.limiter?.reset();
    this.journal.clear();
    this.filesJobs.clear();
  }

  /** Sets the scenario of all requests that select none, and starts it; `undefined` sets none. */
  play(scenario: OwnScenario | undefined): void {
    this.scenario = scenario;
    for (const chosenBy of this.#progress.keys())
      if (/^(?:~|$)/.test(chosenBy)) this.#progress.delete(chosenBy);
  }

  /** Starts a scenario again for all requests that select it by this name. */
  restart(scenario: string): void {
    for (const chosenBy of this.#progress.keys()) {
      if (chosenBy.replace(/~.*/s, '') === scenario) this.#progress.delete(chosenBy);
    }
  }

  /** The state of a scenario. Every way of selecting it has a state of its own. */
  progress(chosenBy: string): Progress {
    let progress = this.#progress.get(chosenBy);
    if (progress === undefined) {
      progress = new Progress();
      const [oldest] = this.#progress.keys();
      if (this.#progress.size >= MAX_PROGRESS && oldest !== undefined) this.#progress.delete(oldest);
      this.#progress.set(chosenBy, progress);
    }
    return progress;
  }
}
