import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { printable } from '../../schemas/text.ts';
import { pathOf } from '../http/path.ts';
import { parseQuery, rawQuery } from '../http/query.ts';
import { redactTarget, redactText } from '../http/redact.ts';
import type { JournalStore, RefusedConnection } from '../journal/index.ts';
import { ignoredParameters } from '../request/hints.ts';
import { performance } from '../util/timers.ts';

/**
 * Writes a line for every request that is over: method, target without secrets, status, bytes on the wire,
 * milliseconds, whether the response was complete, and the ignored parameters.
 */
export function logAccess(server: Server, write: (line: string) => void): void {
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    const startedAt = performance.now();
    const bytesBefore = socket.bytesWritten;
    response.once('close', () => {
      const target = printable(redactTarget(request.url ?? ''));
      const bytes = socket.bytesWritten - bytesBefore;
      const ms = Math.round(performance.now() - startedAt);
      const end = response.writableFinished ? 'complete' : 'aborted';
      const ignored = ignoredIn(request.url ?? '');
      write(`${request.method} ${target} ${response.statusCode} ${bytes} B ${ms} ms ${end}${ignored}`);
    });
  });
}

/** The maximum number of lines about refused connections in this time. */
const MOST_REFUSED = 10;
const REFUSED_WITHIN_MS = 1000;

/**
 * Writes a line for a refused CONNECT, and for a connection that was refused below HTTP. Many refused
 * connections in a short time are counted instead.
 *
 * @param now Milliseconds of a monotonic clock.
 */
export function logRefused(
  store: Pick<JournalStore, 'listen' | 'watch'>,
  write: (line: string) => void,
  now = performance.now,
): void {
  let begin = Number.NEGATIVE_INFINITY;
  let count = 0;
  const log = (refused: RefusedConnection): void => {
    if (now() - begin >= REFUSED_WITHIN_MS) {
      if (count > MOST_REFUSED)
        write(`refused ${count - MOST_REFUSED} more connections, left out of the log`);
      begin = now();
      count = 0;
    }
    count += 1;
    if (count <= MOST_REFUSED) write(refusedLine(refused));
    if (count === MOST_REFUSED) write('refused connections are left out of the log for a moment');
  };
  store.watch({ refused: log });
  store.listen(({ method, target, status, wireBytes, endAfterMs = 0, ending }) => {
    if (method !== 'CONNECT') return;
    const shown = printable(redactTarget(target));
    write(`${method} ${shown} ${status ?? '-'} ${wireBytes} B ${Math.round(endAfterMs)} ms ${ending}`);
  });
}

function refusedLine({ kind, scheme, proxied, name, address, port, status, reason }: RefusedConnection) {
  const way = `${scheme}${proxied ? ' through the proxy' : ''}${name === null ? '' : ` for ${name}`}`;
  return `refused ${kind} ${status ?? '-'} ${way} from ${address}:${port}: ${reason}`;
}

/** The ignored parameters after a comma; `''` when there are none. */
function ignoredIn(target: string): string {
  const query = rawQuery(target);
  const names = query === '' ? [] : ignoredParameters(pathOf(target), parseQuery(query));
  return names.length === 0 ? '' : `, ignored ${printable(redactText(names.join(', ')), 200)}`;
}
