import { connectionFailure, Failure } from './failure.ts';
import type { Answer, Waiting } from './parts.ts';

/**
 * Reads a body to its end. All of it must come, by its length or its last chunk, and never stop for too long.
 * Rejects with a `Failure`.
 *
 * @param what The body, as a noun phrase.
 * @param read Reads the body, and calls `seen` for each piece of it.
 */
export async function wholeBody<T>(
  { body }: Answer,
  { limits, signal }: Waiting,
  { what, read }: { readonly what: string; readonly read: (seen: () => void) => Promise<T> },
): Promise<T> {
  const stalled = new Failure(`nothing came for ${limits.stallMs / 1000} s in the middle of ${what}`, {
    again: true,
  });
  const timer = setTimeout(() => body.destroy(stalled), limits.stallMs);
  let result: T;
  try {
    result = await read(() => void timer.refresh());
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw connectionFailure(error, `${what} broke off`);
  } finally {
    clearTimeout(timer);
  }
  if (!body.complete) throw new Failure(`${what} broke off before its end`, { again: true });
  return result;
}
