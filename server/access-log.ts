import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { printable } from './printable.ts';
import { redactTarget } from './redact.ts';
import { performance } from './timers.ts';

/** Says one line about every request when it is over: method, target without secrets, status, bytes on the wire, milliseconds, and whether the answer was taken to its end. */
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
      write(`${request.method} ${target} ${response.statusCode} ${bytes} B ${ms} ms ${end}`);
    });
  });
}
