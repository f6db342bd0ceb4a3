import type { ServerResponse } from 'node:http';

/** Writes an answer's body buffer by buffer, as fast as the client reads and no faster. A client that leaves ends the work: the source is closed, and nothing more is asked of it. */
export async function send(body: AsyncIterable<Buffer>, response: ServerResponse): Promise<void> {
  for await (const bytes of body) {
    if (!response.destroyed && !response.write(bytes)) await writable(response);
    if (response.destroyed) return;
  }
  response.end();
}

/** Resolves when the response takes more, or when there is nobody left to take it. */
export function writable(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.on('drain', done);
    response.on('close', done);
  });
}
