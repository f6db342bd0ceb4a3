import type { ServerResponse } from 'node:http';
import { clearTimeout, setTimeout } from '../util/timers.ts';

/** Waits for the given milliseconds, or until the client disconnects. */
export function pause(ms: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (response.destroyed) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      response.off('close', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    response.once('close', done);
  });
}
