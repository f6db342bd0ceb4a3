import type { BigIntStats } from 'node:fs';

/**
 * Tells a file or folder from every other one of the machine that is there at the same time, whatever it is
 * called. The number of one that was removed may be used again, so the kind has to be compared too.
 */
export interface Identity {
  readonly dev: bigint;
  readonly ino: bigint;
}

/** The identity that was looked up. */
export function identityOf({ dev, ino }: BigIntStats): Identity {
  return { dev, ino };
}

/** Tells whether both are the same file or folder. */
export function isSame(one: Identity, other: Identity): boolean {
  return one.dev === other.dev && one.ino === other.ino;
}

/** Something else stands where the kit expected a file or folder that it knows. */
export class ReplacedError extends Error {
  override readonly name = 'ReplacedError';
}
