import type { Context } from '../export/context.ts';
import { ADMIN, tokenIn } from '../http/auth.ts';
import type { Journal } from '../journal/index.ts';
import type { OwnScenario } from '../scenarios/index.ts';
import type { SessionClock } from './clock.ts';
import { Limiter, type RateLimit } from './rate-limiter.ts';

/** The session that everybody is in who chooses none. */
export const MAIN = 'main';

/** Ways of choosing scenarios that are told apart; whoever makes up more of them begins the oldest again. */
const MOST_PROGRESS = 1000;
/** Redirects that can be followed in one session. */
const MOST_TICKETS = 100_000;

/** How far a scenario has got with those who ask by the same token. */
export interface Progress {
  /** Requests so far. */
  count: number;
  /** Until then (milliseconds of `performance.now()`) everybody is refused: somebody was told to come back later. */
  closedUntil: number;
}

/** What a redirected request brings along instead of a token. */
export interface Ticket {
  /** What the scenario of the redirect was chosen by. */
  readonly chosenBy: string;
  /** It was sent to another host, where the token has no business. */
  readonly elsewhere: boolean;
}

/** What a session is made from. */
export interface SessionInput {
  readonly id: string;
  /** What its token ends with, so that nothing that shows the id shows the token; `''` for the server's own, whose token is everybody's. */
  readonly key: string;
  readonly context: Context;
  readonly clock: SessionClock;
  /** What happens to everybody who brings no scenario of their own. */
  readonly scenario?: OwnScenario | undefined;
  readonly rateLimit?: RateLimit | undefined;
  /** The waits of scenarios take one part in so many of their time; 1 is all of it. */
  readonly timeScale?: number | undefined;
  /** Scenarios of the configuration that it begins with, by name. */
  readonly configured: ReadonlyMap<string, OwnScenario>;
  readonly journal: Journal;
}

/** An isolated world inside the server: its own clock, scenario, counters and journal. */
export class Session {
  readonly id: string;
  readonly key: string;
  /** The token of a verified admin that nobody has outside of this session. */
  readonly token: string;
  readonly context: Context;
  readonly clock: SessionClock;
  /** What happens to everybody who brings no scenario. */
  scenario: OwnScenario | undefined;
  readonly limiter: Limiter | undefined;
  readonly timeScale: number;
  readonly configured: ReadonlyMap<string, OwnScenario>;
  readonly journal: Journal;
  readonly #progress = new Map<string, Progress>();
  /** What each redirected request stands for, by the ticket that it comes back with. */
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

  /** A ticket for somebody who is sent to another address. */
  issue(ticket: Ticket): string {
    const text = (this.#tickets.size + 1).toString(16).padStart(8, '0');
    if (this.#tickets.size < MOST_TICKETS) this.#tickets.set(text, ticket);
    return text;
  }

  ticket(text: string): Ticket | undefined {
    return this.#tickets.get(text);
  }

  /** Begins again as it began: the clock, and everything that is counted: scenarios, the rate limit, the journal. */
  reset(): void {
    this.clock.reset();
    this.#progress.clear();
    this.limiter?.reset();
    this.journal.clear();
  }

  /** From now on this happens to everybody who brings no scenario, from its first request on; nothing when there is none. */
  play(scenario: OwnScenario | undefined): void {
    this.scenario = scenario;
    this.#progress.delete('');
  }

  /** Begins a scenario again for everybody who chose it by this name. */
  restart(scenario: string): void {
    for (const chosenBy of this.#progress.keys()) {
      if (chosenBy.replace(/~.*/s, '') === scenario) this.#progress.delete(chosenBy);
    }
  }

  /** How far a scenario has got. Every way of choosing it has numbers of its own. */
  progress(chosenBy: string): Progress {
    let progress = this.#progress.get(chosenBy);
    if (progress === undefined) {
      progress = { count: 0, closedUntil: 0 };
      const [oldest] = this.#progress.keys();
      if (this.#progress.size >= MOST_PROGRESS && oldest !== undefined) this.#progress.delete(oldest);
      this.#progress.set(chosenBy, progress);
    }
    return progress;
  }
}
