import { Readable } from 'node:stream';
import { Feed } from '../journal/feed.ts';
import type { RequestFilter } from '../journal/filter.ts';
import type { Exchange, RefusedConnection } from '../journal/index.ts';
import { MAIN } from '../sessions/index.ts';
import { clearInterval, clearTimeout, setInterval, setTimeout } from '../util/timers.ts';
import type { Answer, Call } from './call.ts';

/** The interval of a comment that keeps a quiet connection open, milliseconds. */
const HEARTBEAT_MS = 15_000;

const MEDIA_TYPE = 'text/event-stream; charset=utf-8';

/**
 * Answers with server-sent events: first `server` with the id of the server, then `exchange` for every
 * matching exchange that begins or ends, `lost` with the number of exchanges that were dropped because the
 * client reads too slowly, and `cleared` with a session that was reset. With `after`, the exchanges of the
 * journal come first. `refused` tells of every connection that was refused below HTTP, unless the filter is
 * about requests.
 *
 * @param waitMs The time after which the response ends; without it, with the client, the session or the
 * server.
 */
export function events(call: Call, filter: RequestFilter, waitMs: number | undefined): Answer {
  const body = Readable.from(pieces(call, filter, waitMs), { objectMode: false });
  return { status: 200, headers: { 'content-type': MEDIA_TYPE }, body };
}

async function* pieces(
  { reader, sessions, signal }: Call,
  filter: RequestFilter,
  waitMs: number | undefined,
): AsyncGenerator<string> {
  using feed = new Feed(sessions.store);
  using refused = new RefusedFeed(sessions.store, filter, feed.wake);
  const over = new AbortController();
  const end = (): void => {
    over.abort();
    feed.wake();
  };
  const ends = [signal, sessions.closed];
  const beat = setInterval(feed.wake, HEARTBEAT_MS).unref();
  const timer = waitMs === undefined ? undefined : setTimeout(end, waitMs);
  for (const one of ends) one.addEventListener('abort', end);
  const isOver = (): boolean =>
    over.signal.aborted || ends.some(({ aborted }) => aborted) || !exists(filter.session, sessions);
  try {
    yield event('server', { id: sessions.store.id });
    if (filter.after !== undefined) yield (await reader.list(filter)).map(eventOf).join('');
    while (!isOver()) {
      if (!refused.waits) await feed.more();
      const { exchanges, lost, cleared } = await reader.take(filter, feed);
      const all = [
        ...(lost > 0 ? [event('lost', { count: lost })] : []),
        ...cleared
          .filter((session) => exists(session, sessions))
          .map((session) => event('cleared', { session })),
        ...exchanges.map(eventOf),
        ...refused.take().map((one) => event('refused', one)),
      ];
      if (!signal.aborted) yield all.length > 0 ? all.join('') : ': still here\n\n';
    }
  } finally {
    clearInterval(beat);
    clearTimeout(timer);
    for (const one of ends) one.removeEventListener('abort', end);
  }
}

/** The maximum number of refused connections that wait for a client; later ones are left out. */
const MOST_REFUSED = 100;

/** The refused connections that wait for a client. */
class RefusedFeed implements Disposable {
  #waiting: RefusedConnection[] = [];
  readonly #stop: () => void;

  constructor(store: Call['sessions']['store'], filter: RequestFilter, wake: () => void) {
    const { session, after: _after, limit: _limit, ...ofRequests } = filter;
    const wanted = Object.keys(ofRequests).length === 0;
    this.#stop = store.listenRefused((refused) => {
      if (!wanted || (session !== undefined && refused.session !== session)) return;
      if (this.#waiting.length < MOST_REFUSED) this.#waiting.push(refused);
      wake();
    });
  }

  get waits(): boolean {
    return this.#waiting.length > 0;
  }

  take(): readonly RefusedConnection[] {
    return this.#waiting.splice(0);
  }

  [Symbol.dispose](): void {
    this.#stop();
  }
}

function exists(session: string | undefined, sessions: Call['sessions']): boolean {
  return session === undefined || session === MAIN || sessions.live(session) !== undefined;
}

function eventOf(exchange: Exchange): string {
  return event('exchange', exchange);
}

function event(name: string, data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
