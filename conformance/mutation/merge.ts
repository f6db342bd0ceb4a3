import type { ShippedTable, TableMutant } from '../fingerprints/shipped-table.ts';
import type { Mutant } from '../mutants/mutant.ts';
import type { Row } from './row.ts';

/** A run of a part of the mutants or of a part of the cases. */
export interface PartialRun {
  readonly rows: readonly Row[];
  /** True when the rows hold all cases of their mutants. */
  readonly allCases: boolean;
  /** All mutants, in order. */
  readonly mutants: readonly Mutant[];
  /** The ids of all checks, in order. */
  readonly checks: readonly string[];
}

/**
 * The shipped table with the results of a partial run in it. Mutants and checks that no longer exist are
 * removed. A mutant that ran through a part of its cases keeps its number of judged checks, plus the new
 * checks; the whole run counts again.
 */
export function mergedTable(shipped: ShippedTable, run: PartialRun): ShippedTable {
  const rows = new Map(
    run.rows.filter(({ problem }) => problem === undefined).map((row) => [row.mutant, row]),
  );
  const mutants = run.mutants.flatMap((mutant) => {
    const old = shipped.mutants.find(({ name }) => name === mutant.name);
    const row = rows.get(mutant.name);
    if (row === undefined) return old === undefined ? [] : [{ ...old, does: mutant.does }];
    const before = run.allCases ? undefined : old;
    return [countedAgain(mutant, row, { before, shipped })];
  });
  const counts = new Map(mutants.map(({ name, failed }) => [name, failed]));
  const active = new Set(mutants.filter(({ idle }) => !idle).map(({ name }) => name));
  const checks = run.checks.map((id) => {
    const old = shipped.checks[id] ?? [];
    const again = ({ cells }: Row) => run.allCases || cells[id] !== undefined;
    const kept = old.filter((name) => {
      const row = rows.get(name);
      return active.has(name) && !(row !== undefined && again(row));
    });
    const failing = [...rows.values()].filter(
      ({ mutant, cells }) => active.has(mutant) && cells[id]?.verdict === 'failed',
    );
    const now = [...kept, ...failing.map(({ mutant }) => mutant)];
    const same = now.length === old.length && old.every((name) => now.includes(name));
    const by = same ? old : now.toSorted((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0));
    return [id, by] as const;
  });
  return { version: 2, mutants, checks: Object.fromEntries(checks) };
}

/** The known state of a mutant before a partial run. */
interface Known {
  /** Undefined when the row counts alone. */
  readonly before: TableMutant | undefined;
  readonly shipped: ShippedTable;
}

function countedAgain({ name, does, idle }: Mutant, { cells }: Row, known: Known): TableMutant {
  const { before, shipped } = known;
  let { failed, judged } = before ?? { failed: 0, judged: 0 };
  for (const [id, { verdict }] of Object.entries(cells)) {
    const old = before === undefined ? undefined : shipped.checks[id];
    const fails = verdict === 'failed' ? 1 : 0;
    if (old === undefined) {
      failed += fails;
      if (fails === 1 || verdict === 'passed') judged += 1;
    } else if (idle !== true) {
      failed += fails - (old.includes(name) ? 1 : 0);
    }
  }
  return { name, does, failed, judged, idle: idle === true };
}
