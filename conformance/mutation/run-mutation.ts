import { cases } from '../cases/index.ts';
import { shippedTable } from '../fingerprints/shipped-table.ts';
import { mutants as allMutants, mutantNamed, reference, referenceForms } from '../mutants/index.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { selectCases } from '../selection/select.ts';
import type { Row } from './row.ts';
import { caseOf, withSecondTry } from './second-try.ts';
import {
  type Demands,
  type MutationTable,
  problemsOf,
  referenceProblemsOf,
  shippedOf,
  tableOf,
} from './table.ts';
import { rowsOf } from './workers.ts';

/** The choice of mutants and cases. */
export interface MutationOptions {
  /** Names; all when there is none. */
  readonly mutants?: readonly string[] | undefined;
  /** Patterns of cases and checks; all when there is none. */
  readonly only?: readonly string[] | undefined;
  /**
   * The demands on the table. Default: a part of the mutants demands nothing of the checks, and a part of the
   * cases demands nothing of the mutants.
   */
  readonly demands?: Demands | undefined;
  /** Called after every mutant. */
  readonly onRow?: ((row: Row) => void) | undefined;
}

/** The result of running the mutants. */
export interface MutationVerdict {
  readonly table: MutationTable;
  /** The rows of the mutants, without that of the reference client. */
  readonly rows: readonly Row[];
  /** The reasons why the checks prove less than they say, as sentences; empty when all is well. */
  readonly problems: readonly string[];
}

/**
 * Takes the mutants through the cases. Rejects with a `RangeError` for a name or a pattern that fits nothing.
 */
export async function runMutation({
  mutants = [],
  only = [],
  demands,
  onRow,
}: MutationOptions): Promise<MutationVerdict> {
  const chosenMutants = mutants.length === 0 ? allMutants : mutants.map(mutantNamed);
  // The reference client needs only the cases of the chosen mutants.
  const own = mutants.length === 0 ? [] : chosenMutants.flatMap((one) => one.in ?? cases.map(({ id }) => id));
  const patterns = only.length === 0 ? own : only;
  const chosen = patterns.length === 0 ? [] : selectCases(cases, { only: patterns }).map(({ id }) => id);
  // Processes take longest, and come first.
  const order = [reference, ...chosenMutants]
    .toSorted((a, b) => weight(b) - weight(a))
    .map(({ name }) => name);
  const usual = { checks: mutants.length === 0, mutants: only.length === 0 };
  const demanded = demands ?? usual;
  const first = await rowsOf({ mutants: order, only: chosen, onRow });
  const right = await completed(first.find(({ mutant }) => mutant === reference.name));
  const unproved = demanded.checks ? unprovedBy(tableOf(chosenMutants, first, right)) : [];
  const rows = await withSecondTry({
    rows: first,
    unproved,
    harmless: demanded.mutants,
    shipped: shippedTable(),
    again,
  });
  const table = tableOf(chosenMutants, rows, right);
  const broken = rows.flatMap(({ mutant, problem }) =>
    problem === undefined ? [] : [`${mutant}: the kit broke off: ${problem}`],
  );
  return {
    table,
    rows: rows.filter(({ mutant }) => mutant !== reference.name),
    problems: [...broken, ...referenceProblemsOf(table), ...problemsOf(shippedOf(table), demanded)],
  };
}

/** The row of the reference client, with what a function cannot show seen of its other forms. */
async function completed(row: Row | undefined): Promise<Row> {
  if (row === undefined) throw new Error('The reference client has no row.');
  let cells = row.cells;
  for (const { name } of referenceForms) {
    const open = Object.keys(cells).filter((id) => cells[id]?.verdict === 'unsupported');
    if (open.length === 0) break;
    const more = await again(name, [...new Set(open.map(caseOf))]);
    const seen = Object.entries(more.cells).filter(([id]) => open.includes(id));
    cells = { ...cells, ...Object.fromEntries(seen) };
  }
  return { ...row, cells };
}

async function again(mutant: string, only: readonly string[]): Promise<Row> {
  const [row] = await rowsOf({ mutants: [mutant], only });
  if (row === undefined) throw new Error(`The mutant ${mutant} has no row.`);
  return row;
}

function unprovedBy({ checks }: MutationTable): readonly string[] {
  return Object.keys(checks).filter((id) => checks[id]?.by.length === 0);
}

function weight({ processes }: Mutant): number {
  return processes === 'all' ? 1 : 0;
}
