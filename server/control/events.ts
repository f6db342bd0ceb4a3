import { Readable } from 'node:stream';
import { Feed } from '../journal/feed.ts';
import type { RequestFilter } from '../journal/filter.ts';
import type { Exchange } from '../journal/index.ts';
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
      await feed.more();
      const { exchanges, lost, refused, cleared } = await reader.take(filter, feed);
      const all = [
        ...(lost > 0 ? [event('lost', { count: lost })] : []),
        ...cleared
          .filter((session) => exists(session, sessions))
          .map((session) => event('cleared', { session })),
        ...exchanges.map(eventOf),
        ...refused.map((one) => event('refused', one)),
      ];
      if (!signal.aborted) yield all.length > 0 ? all.join('') : ': still here\n\n';
    }
  } finally {
    clearInterval(beat);
    clearTimeout(timer);
    for (const one of ends) one.removeEventListener('abort', end);
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
