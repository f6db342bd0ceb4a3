import type { ServerResponse } from 'node:http';

/**
 * Runs the work of a response with a signal that aborts when the client closes the connection. An error is
 * reported if the client is still connected; it closes the connection.
 */
export async function abortOnClientClose(
  response: ServerResponse,
  report: (error: unknown) => void,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    await work(gone.signal);
  } catch (error) {
    if (!response.destroyed && !gone.signal.aborted) report(error);
    response.destroy();
  }
}
