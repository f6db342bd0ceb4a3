import type { ShippedTable } from '../fingerprints/shipped-table.ts';
import type { Row } from './row.ts';

/** The input of a second try. */
export interface SecondTry {
  readonly rows: readonly Row[];
  /** The ids of the checks that no mutant of the rows fails. */
  readonly unproved: readonly string[];
  /** True when mutants that fail nothing are tried again too. */
  readonly harmless: boolean;
  /** The table that says which mutants fail them. */
  readonly shipped: ShippedTable;
  /** Takes a mutant through these cases while nothing else runs. */
  readonly again: (mutant: string, cases: readonly string[]) => Promise<Row>;
}

/**
 * The rows, with the failures of a second try in them. A mutant goes once more through the cases of the
 * checks that it is known to fail, where no mutant failed them or where it failed nothing at all. Mutants
 * whose fault takes effect for a moment, such as a peak of memory or a file that is early, may go unseen
 * while both cores are busy; one failure proves the check.
 */
export async function withSecondTry(input: SecondTry): Promise<readonly Row[]> {
  const result: Row[] = [];
  for (const row of input.rows) result.push(await triedAgain(row, input));
  return result;
}

async function triedAgain(row: Row, { unproved, harmless, shipped, again }: SecondTry): Promise<Row> {
  const failsNothing = Object.values(row.cells).every(({ verdict }) => verdict !== 'failed');
  const known = Object.keys(row.cells).filter((id) => shipped.checks[id]?.includes(row.mutant));
  const ids = harmless && failsNothing ? known : known.filter((id) => unproved.includes(id));
  if (ids.length === 0) return row;
  const { cells } = await again(row.mutant, [...new Set(ids.map(caseOf))]);
  const failed = Object.entries(cells).filter(
    ([id, { verdict }]) => ids.includes(id) && verdict === 'failed',
  );
  return { ...row, cells: { ...row.cells, ...Object.fromEntries(failed) } };
}

/** The case of a check, from the check's id. */
export function caseOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}
