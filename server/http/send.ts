import type { ServerResponse } from 'node:http';

/**
 * Writes a body buffer by buffer, as fast as the client reads. When the client leaves, the source is closed
 * and no more is read from it.
 */
export async function send(body: AsyncIterable<Buffer>, response: ServerResponse): Promise<void> {
  for await (const bytes of body) {
    if (!response.destroyed && !response.write(bytes)) await writable(response);
    if (response.destroyed) return;
  }
  response.end();
}

/** Resolves when the response accepts more data, or when the client has left. */
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
