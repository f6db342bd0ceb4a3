import type { ShippedTable } from '../fingerprints/shipped-table.ts';
import type { Row } from './row.ts';

/** The input of a second try. */
export interface SecondTry {
  readonly rows: readonly Row[];
  /** The ids of the checks that no mutant of the rows fails. */
  readonly unproved: readonly string[];
  /** The table that says which mutants fail them. */
  readonly shipped: ShippedTable;
  /** Takes a mutant through these cases while nothing else runs. */
  readonly again: (mutant: string, cases: readonly string[]) => Promise<Row>;
}

/**
 * The rows, with the failures of a second try in them: each mutant that is known to fail an unproved check
 * goes through its cases again. Mutants whose fault takes effect for a moment, such as a peak of memory, may
 * go unseen while both cores are busy; one failure proves the check.
 */
export async function withSecondTry({ rows, unproved, shipped, again }: SecondTry): Promise<readonly Row[]> {
  const result: Row[] = [];
  for (const row of rows) {
    const ids = unproved.filter(
      (id) => row.cells[id] !== undefined && shipped.checks[id]?.includes(row.mutant),
    );
    if (ids.length === 0) {
      result.push(row);
      continue;
    }
    const { cells } = await again(row.mutant, [...new Set(ids.map(caseOf))]);
    const failed = Object.entries(cells).filter(
      ([id, { verdict }]) => ids.includes(id) && verdict === 'failed',
    );
    result.push({ ...row, cells: { ...row.cells, ...Object.fromEntries(failed) } });
  }
  return result;
}

/** The case of a check, from the check's id. */
export function caseOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}
