import { createHash } from 'node:crypto';

/** A pseudo-random number from 0 to 99 for a request: a hash of the words and the number. */
export function sampleOf(words: string, number: number): number {
  return createHash('sha256').update(`${words}\n${number}`).digest().readUInt32LE(0) % 100;
}
