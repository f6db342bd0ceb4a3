import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { printable } from '../../schemas/text.ts';
import { pathOf } from '../http/path.ts';
import { parseQuery, rawQuery } from '../http/query.ts';
import { redactTarget, redactText } from '../http/redact.ts';
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

/** The ignored parameters after a comma; `''` when there are none. */
function ignoredIn(target: string): string {
  const query = rawQuery(target);
  const names = query === '' ? [] : ignoredParameters(pathOf(target), parseQuery(query));
  return names.length === 0 ? '' : `, ignored ${printable(redactText(names.join(', ')), 200)}`;
}
