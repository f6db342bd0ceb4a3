import { cameAs } from '../schemas/text.ts';
import type { Exchange, RefusedConnection, RequestFilter } from './journal/index.ts';
import { readInstant } from './request/instant.ts';
import type { SessionPort, SessionPortOptions, SessionPorts } from './routes/session-ports.ts';
import type { OwnScenario } from './scenarios/index.ts';
import { CLOCK_RANGE, type Live, type SessionClock, type Sessions, sessionUrl } from './sessions/index.ts';
import { isRecord } from './util/is-record.ts';
import { once } from './util/once.ts';
import { clearTimeout, setTimeout } from './util/timers.ts';

/** The default time that `waitForRequest` waits, milliseconds. */
const DEFAULT_WAIT_MS = 5000;
/** The longest delay of a Node timer, milliseconds. */
const MAX_WAIT_MS = 2 ** 31 - 1;

/** The clock of a session. */
export interface RunningClock {
  /** Unix milliseconds. */
  now(): number;
  /**
   * Stops the clock at an instant.
   *
   * @param at A date, Unix milliseconds, or ISO 8601.
   * @throws {RangeError} when `at` is not an instant from 1970 to 2199; the clock then stays as it is.
   */
  set(at: Date | number | string): void;
  /**
   * Moves the clock.
   *
   * @param ms Whole milliseconds; a negative number moves it back.
   * @throws {RangeError} when the result is not from 1970 to 2199; the clock then stays as it is.
   */
  advance(ms: number): void;
}

/** The options of `waitForRequest`. */
export interface WaitOptions {
  /**
   * The maximum time to wait, whole milliseconds.
   *
   * @default 5000
   */
  readonly timeoutMs?: number | undefined;
}

/** Access to the journal. */
export interface Journaled {
  /**
   * Lists the exchanges that match a filter, including exchanges under way, in the order in which they began.
   *
   * @param filter The conditions; an exchange must match all of them.
   * @throws {RequestFilterError} (as a rejection) when the filter is invalid.
   */
  requests(filter?: RequestFilter): Promise<readonly Exchange[]>;
  /**
   * Lists the latest connections that were refused below HTTP, in their order: for example those of a client
   * that does not trust the certificate. They are no exchanges.
   */
  refusedConnections(): Promise<readonly RefusedConnection[]>;
  /**
   * Waits for the next exchange that is over and matches. With `after` in the filter, an exchange that is
   * over already counts, too.
   *
   * @param filter The conditions; an exchange must match all of them.
   * @param waiting The maximum time to wait.
   * @throws {RequestFilterError} (as a rejection) when the filter or the time is invalid.
   * @throws {Error} (as a rejection) when no such exchange comes in time or before the server closes.
   */
  waitForRequest(filter?: RequestFilter, waiting?: WaitOptions): Promise<Exchange>;
}

/** A session: an isolated part of the server with its own clock, scenario, counters and journal. */
export interface RunningSession extends Journaled, AsyncDisposable {
  readonly id: string;
  /** The base URL of this session, without a slash at the end. The exports are at `${url}/api/v1/export`. */
  readonly url: string;
  /** The token of a verified admin in this session. It also selects the session at the URL of the server. */
  readonly token: string;
  readonly clock: RunningClock;
  /**
   * Sets the scenario of all requests that select none, and starts it from the beginning. A scenario that
   * refuses connections needs a session of its own.
   *
   * @param scenario A name or a scenario; no scenario when it is left out.
   * @throws {ScenarioError} (as a rejection) when the scenario is unknown or invalid.
   */
  play(scenario?: string | OwnScenario): Promise<void>;
  /**
   * Restores the state at the beginning: the clock, the counters of the scenarios and of the rate limit, and
   * an empty journal. The scenario that `play` set stays.
   */
  reset(): void;
  /**
   * Opens a port at which every request belongs to this session, whatever its path and its token, over HTTP,
   * over HTTPS and as a proxy: for clients that hold the address of the real service. It is open until it is
   * closed, or the server.
   *
   * @throws {Error} (as a rejection) the system's error when it cannot listen, for example `EACCES`.
   */
  listen(options?: SessionPortOptions): Promise<SessionPort>;
  /** Ends the session. Responses under way continue. A second call does nothing. */
  close(): Promise<void>;
}

/** A filter of the journal is invalid. The message says what was expected and what came. */
export class RequestFilterError extends Error {
  override readonly name = 'RequestFilterError';
}

/** The public form of a session. `serverUrl` is the URL of the server, `ports` those of its sessions. */
export function runningSession(
  sessions: Sessions,
  { session, closedPort }: Live,
  { serverUrl, ports }: { readonly serverUrl: string; readonly ports: SessionPorts },
): RunningSession {
  const { id, token } = session;
  const close = async (): Promise<void> => {
    sessions.close(id);
  };
  return {
    id,
    url: sessionUrl(id, serverUrl, closedPort),
    token,
    clock: runningClock(session.clock),
    ...journaled(sessions, { session: id }),
    play: async (scenario) =>
      session.play(scenario === undefined ? undefined : await sessions.playable(scenario)),
    reset: () => session.reset(),
    listen: (options) => ports.open(id, options),
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

/** Access to the exchanges that match `within`; `{}` means all sessions. */
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
    refusedConnections: async () => sessions.store.refusedIn(within.session),
    async waitForRequest(filter = {}, { timeoutMs = DEFAULT_WAIT_MS } = {}) {
      if (!(Number.isInteger(timeoutMs) && timeoutMs >= 0 && timeoutMs <= MAX_WAIT_MS)) {
        const what = `expected a whole number of milliseconds from 0 to ${MAX_WAIT_MS}`;
        throw new RequestFilterError(`timeoutMs: ${what}, got ${cameAs(timeoutMs)}.`);
      }
      // Subscribe before the first await: the request may come while the reader is loading.
      using subscription = sessions.store.subscribe();
      const begun = sessions.store.lastId;
      using end = new WaitEnd(timeoutMs, sessions.closed);
      const wanted = await checked(filter);
      const reader = await reading();
      const found = await reader.next(wanted, subscription, end.signal);
      if (found !== undefined) return found;
      const others = await reader.list({ ...within, after: begun, limit: 5 });
      const until = sessions.closed.aborted ? 'before the server was closed' : `within ${timeoutMs} ms`;
      throw new Error(`expected a request ${shownFilter(filter)} ${until}, got ${shownRequests(others)}.`);
    },
  };
}

/** A signal that aborts when the time is over or when the server closes. */
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
  return Object.keys(filter).length === 0 ? 'of any kind' : `that matches ${JSON.stringify(filter)}`;
}

function shownRequests(others: readonly Exchange[]): string {
  const texts = others.map(
    ({ request, response, ending }) =>
      `${request.method} ${request.target} ${response?.status ?? '-'} (${ending})`,
  );
  return texts.length === 0 ? 'none' : `only ${texts.join(', ')}`;
}
