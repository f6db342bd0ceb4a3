import { connectionFailure, Failure } from './failure.ts';
import type { Answer, Waiting } from './parts.ts';

/** The longest response in JSON, bytes. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Reads a body that is short. Rejects with a `Failure` when not all of it came. */
export async function textOf({ body }: Answer, { limits, signal }: Waiting): Promise<string> {
  const stalled = new Failure(`nothing came for ${limits.stallMs / 1000} s in the middle of a response`, {
    again: true,
  });
  const timer = setTimeout(() => body.destroy(stalled), limits.stallMs);
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body) {
      timer.refresh();
      bytes += (chunk as Buffer).length;
      if (bytes > MOST_BYTES) throw new Failure(`a response has more than ${MOST_BYTES} bytes`);
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw connectionFailure(error, 'a response broke off');
  } finally {
    clearTimeout(timer);
  }
  if (!body.complete) throw new Failure('a response broke off before its end', { again: true });
  return Buffer.concat(chunks).toString('utf8');
}
