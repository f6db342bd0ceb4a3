import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { pathOf } from '../http/path.ts';
import { parseQuery, rawQuery } from '../http/query.ts';
import { redactTarget, redactText } from '../http/redact.ts';
import { ignoredParameters } from '../request/hints.ts';
import { printable } from '../util/printable.ts';
import { performance } from '../util/timers.ts';

/** Says one line about every request when it is over: method, target without secrets, status, bytes on the wire, milliseconds, whether the answer was taken to its end, and the parameters that nobody reads. */
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

/** The parameters that nobody reads, after a comma; `''` when all are read. */
function ignoredIn(target: string): string {
  const query = rawQuery(target);
  const names = query === '' ? [] : ignoredParameters(pathOf(target), parseQuery(query));
  return names.length === 0 ? '' : `, ignored ${printable(redactText(names.join(', ')), 200)}`;
}
