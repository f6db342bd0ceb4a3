import { Failure } from './failure.ts';
import type { Answer, Waiting } from './parts.ts';
import { wholeBody } from './whole-body.ts';

/** The longest response in JSON, bytes. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Reads a body that is short. Rejects with a `Failure` when not all of it came. */
export async function textOf(answer: Answer, waiting: Waiting): Promise<string> {
  return wholeBody(answer, waiting, {
    what: 'a response',
    read: async (seen) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      for await (const chunk of answer.body) {
        seen();
        bytes += (chunk as Buffer).length;
        if (bytes > MOST_BYTES) throw new Failure(`a response has more than ${MOST_BYTES} bytes`);
        chunks.push(chunk as Buffer);
      }
      return Buffer.concat(chunks).toString('utf8');
    },
  });
}
