import { hash } from 'node:crypto';
import { type IdBudget, IdTable } from './id-table.ts';

/**
 * Ids of the columns that others refer to, by `Users.id` and the like, of all networks together: people and
 * threads cross them.
 */
export class IdStore {
  /** The budget that all tables of the check share. */
  readonly budget: IdBudget;
  readonly #columns = new Map<string, IdTable>();
  readonly #incomplete = new Set<string>();

  constructor(budget: IdBudget) {
    this.budget = budget;
  }

  /** The table of a column that a file of the export has. */
  open(column: string): IdTable {
    const table = this.#columns.get(column) ?? new IdTable(this.budget);
    this.#columns.set(column, table);
    return table;
  }

  /** The file could not be read to its end, so an id that is not held may well exist. */
  markIncomplete(key: string): void {
    this.#incomplete.add(key);
  }

  /** Tells whether the whole column is held: the file is there, was read to its end, and every id fitted. */
  complete(column: string): boolean {
    const table = this.#columns.get(column);
    const key = column.slice(0, column.lastIndexOf('.'));
    return table !== undefined && !this.#incomplete.has(key) && !table.full;
  }

  has(column: string, id: string): boolean {
    return this.#columns.get(column)?.has(id) ?? false;
  }
}

/** Takes several values as one identity. Returns as `IdTable.add` does. */
export function addIdentity(table: IdTable, values: readonly string[], line: number): number {
  // 85 bits of SHA-1: with a million rows, two different ones meet once in 10^14 exports.
  const digest = hash('sha1', values.map((value) => `${value.length}:${value}`).join(), 'buffer');
  const high = digest.readUIntBE(0, 6) * 32 + (digest.readUInt8(6) & 31);
  return table.addKey(high + 1, digest.readUInt32BE(8), line);
}
