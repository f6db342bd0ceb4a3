import type { User } from './users.ts';

/** Where an attack takes place. */
export interface Ground {
  readonly user: User;
  /** The package, readable for this user. */
  readonly installed: string;
  /** A folder of this user's for this attack alone, and one for temporary files in it. */
  readonly folder: string;
  readonly tmp: string;
}

/** One thing that a hostile party tries. */
export interface Attack {
  readonly name: string;
  /** Tries it, and tells in words what it has done harm to; nothing when all has held. Undefined when this user cannot try it here. */
  try(ground: Ground): Promise<readonly string[] | undefined>;
}

/** Attacks of one kind. */
export interface Suite {
  readonly name: string;
  /** How many are tried at the same time. */
  readonly together: number;
  /** As many as there have to be, so that none gets lost unnoticed. */
  readonly atLeast: number;
  readonly attacks: readonly Attack[];
}
