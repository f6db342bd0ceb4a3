import type { ServerResponse } from 'node:http';

/** Does the work of an answer as long as somebody takes it: the signal ends it when the client has left. What fails while the client is still there is reported, and the connection is over. */
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
