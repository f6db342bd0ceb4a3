/** One value of a switch. */
export interface Choice {
  /** The value to write; with a pattern, an example of it. */
  readonly value: string;
  /** A regular expression for the accepted texts, where they cannot be listed. */
  readonly pattern?: string;
  /** The effect on the server, in one sentence. */
  readonly does: string;
}

/** A behaviour that only the service itself knows, decided here so that the mock is definite. */
export interface Assumption {
  /** The unknown behaviour, as a heading. */
  readonly about: string;
  /** The possible values; the first one is the default. */
  readonly values: readonly [Choice, ...Choice[]];
}
