import type { Table } from '../model/observation.ts';

/** Two tables whose columns are known, and what tells their rows apart. */
export interface Sides {
  readonly expected: Table;
  readonly seen: Table;
  /** For each column of the expected table its place in the client's rows, or -1. */
  readonly places: readonly number[];
  /**
   * Columns of the expected table that together tell a row from every other; all that both have when empty.
   */
  readonly identity: readonly number[];
}
