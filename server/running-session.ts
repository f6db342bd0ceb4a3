import type { Exchange, RequestFilter } from './journal/index.ts';
import { readInstant } from './request/instant.ts';
import type { OwnScenario } from './scenarios/index.ts';
import { CLOCK_RANGE, type Live, type SessionClock, type Sessions } from './sessions/index.ts';
import { cameAs, isRecord } from './util/came-as.ts';
import { once } from './util/once.ts';
import { clearTimeout, setTimeout } from './util/timers.ts';

/** How long somebody waits for a request who does not say it, milliseconds. */
const USUAL_WAIT_MS = 5000;
/** No timer of Node goes further, milliseconds. */
const MOST_WAIT_MS = 2 ** 31 - 1;

/** The time of a session. */
export interface RunningClock {
  /** Unix milliseconds. */
  now(): number;
  /** Stands still from now on, at this instant: a date, Unix milliseconds, or ISO 8601. Throws a RangeError for what is no instant from 1970 to 2199. */
  set(at: Date | number | string): void;
  /** Moves on by so many whole milliseconds, back if negative. Throws a RangeError when that leads out of these years. */
  advance(ms: number): void;
}

/** How long to wait. */
export interface WaitOptions {
  /** Default 5000. */
  readonly timeoutMs?: number | undefined;
}

/** What was asked and answered. */
export interface Journaled {
  /** The exchanges that fit, those under way included, in the order in which they began. Rejects with a `RequestFilterError` when the filter cannot be meant. */
  requests(filter?: RequestFilter): Promise<readonly Exchange[]>;
  /**
   * Resolves to the next exchange that is over and fits; with `after` in the filter, one that is over already will do.
   * Rejects when none comes in time, and with a `RequestFilterError` when the filter cannot be meant.
   */
  waitForRequest(filter?: RequestFilter, waiting?: WaitOptions): Promise<Exchange>;
}

/** A session: a world of its own inside the server. */
export interface RunningSession extends Journaled, AsyncDisposable {
  readonly id: string;
  /** The base URL of this session, without a slash at the end. Its exports are at `${url}/api/v1/export`. */
  readonly url: string;
  /** The token of a verified admin in this session; it chooses the session below the server's own URL, too. */
  readonly token: string;
  readonly clock: RunningClock;
  /**
   * From now on this happens to everybody who brings no scenario, from its first request on; nothing out of the
   * ordinary when it is left out. A scenario that refuses connections needs a session of its own. Rejects with a
   * `ScenarioError` for what is no scenario.
   */
  play(scenario?: string | OwnScenario): Promise<void>;
  /** Begins again as it began: the clock shows what it showed at the beginning, and scenarios, the rate limit and the journal count from the start. The scenario that is played stays. */
  reset(): void;
  /** Ends the session; what is on its way goes on. Calling it again does nothing more. */
  close(): Promise<void>;
}

/** A filter says something that cannot be meant. The message says what was expected and what came. */
export class RequestFilterError extends Error {
  override readonly name = 'RequestFilterError';
}

/** A session as its users see it. `serverUrl` is where the server listens. */
export function runningSession(
  sessions: Sessions,
  { session, closedPort }: Live,
  serverUrl: string,
): RunningSession {
  const { id, token } = session;
  const close = async (): Promise<void> => {
    sessions.close(id);
  };
  return {
    id,
    url: `${closedPort === undefined ? serverUrl : `http://127.0.0.1:${closedPort}`}/s/${id}`,
    token,
    clock: runningClock(session.clock),
    ...journaled(sessions, { session: id }),
    play: async (scenario) =>
      session.play(scenario === undefined ? undefined : await sessions.playable(scenario)),
    reset: () => session.reset(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

export function runningClock(clock: SessionClock): RunningClock {
  return {
    now: clock.now,
    set(at) {
      const ms = readInstant(at);
      if (ms === undefined) throw new RangeError(`expected ${CLOCK_RANGE}, got ${cameAs(at)}.`);
      clock.set(ms);
    },
    advance: (ms) => clock.advance(ms),
  };
}

/** The exchanges of all sessions, or of those within a filter. */
export function journaled(sessions: Sessions, within: RequestFilter): Journaled {
  const reading = once(async () => {
    const { JournalReader } = await import('./journal/reader.ts');
    return new JournalReader(sessions);
  });
  const checked = async (filter: RequestFilter): Promise<RequestFilter> => {
    if (!isRecord(filter)) throw new RequestFilterError(`expected an object, got ${cameAs(filter)}.`);
    const [mistake] = await (await reading()).mistakes(filter);
    if (mistake !== undefined) throw new RequestFilterError(`${mistake.path.slice(1)}: ${mistake.text}`);
    return { ...filter, ...within };
  };
  return {
    requests: async (filter = {}) => (await reading()).list(await checked(filter)),
    async waitForRequest(filter = {}, { timeoutMs = USUAL_WAIT_MS } = {}) {
      if (!(Number.isInteger(timeoutMs) && timeoutMs >= 0 && timeoutMs <= MOST_WAIT_MS)) {
        const what = `expected a whole number of milliseconds from 0 to ${MOST_WAIT_MS}`;
        throw new RequestFilterError(`timeoutMs: ${what}, got ${cameAs(timeoutMs)}.`);
      }
      // Begun at once: the request may come before what reads it is there.
      using tape = sessions.store.subscribe();
      const begun = sessions.store.lastId;
      using end = new WaitEnd(timeoutMs, sessions.closed);
      const wanted = await checked(filter);
      const reader = await reading();
      const found = await reader.next(wanted, tape, end.signal);
      if (found !== undefined) return found;
      const others = await reader.list({ ...within, after: begun, limit: 5 });
      const until = sessions.closed.aborted ? 'before the server was closed' : `within ${timeoutMs} ms`;
      throw new Error(`expected a request ${shownFilter(filter)} ${until}, got ${shownRequests(others)}.`);
    },
  };
}

/** Aborts when the time is over, or with the server. */
class WaitEnd implements Disposable {
  readonly #ending = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #closed: AbortSignal;
  readonly #end = (): void => this.#ending.abort();

  constructor(timeoutMs: number, closed: AbortSignal) {
    this.#timer = setTimeout(this.#end, timeoutMs);
    this.#closed = closed;
    if (closed.aborted) this.#end();
    else closed.addEventListener('abort', this.#end);
  }

  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#closed.removeEventListener('abort', this.#end);
  }
}

function shownFilter(filter: RequestFilter): string {
  return Object.keys(filter).length === 0 ? 'of any kind' : `that fits ${JSON.stringify(filter)}`;
}

function shownRequests(others: readonly Exchange[]): string {
  const texts = others.map(
    ({ request, response, ending }) =>
      `${request.method} ${request.target} ${response?.status ?? '-'} (${ending})`,
  );
  return texts.length === 0 ? 'none' : `none but ${texts.join(', ')}`;
}
