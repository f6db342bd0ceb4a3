import type { User } from './users.ts';

/** The environment of an attack. */
export interface Ground {
  readonly user: User;
  /** The package, readable for this user. */
  readonly installed: string;
  /** A folder of this user for this attack only. `tmp` is a folder for temporary files in it. */
  readonly folder: string;
  readonly tmp: string;
}

/** One action of a hostile party. */
export interface Attack {
  readonly name: string;
  /**
   * Runs the attack and returns the damage as sentences; empty when there is none. Resolves to undefined when
   * this user cannot run it here.
   */
  try(ground: Ground): Promise<readonly string[] | undefined>;
}

/** Attacks of one kind. */
export interface Suite {
  readonly name: string;
  /** The number of attacks that run at the same time. */
  readonly together: number;
  /** The minimum number of attacks, so that a lost attack is noticed. */
  readonly atLeast: number;
  readonly attacks: readonly Attack[];
}
