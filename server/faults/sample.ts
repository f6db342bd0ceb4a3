import { createHash } from 'node:crypto';

/** A number from 0 to 99 for a request; the same for the same words and number, and without a pattern. */
export function sampleOf(words: string, number: number): number {
  return createHash('sha256').update(`${words}\n${number}`).digest().readUInt32LE(0) % 100;
}
