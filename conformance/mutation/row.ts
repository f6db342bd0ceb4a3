import { cases } from '../cases/index.ts';
import type { CheckResult } from '../model/report.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { runConformance } from '../run-conformance.ts';
import { selectCases } from '../selection/select.ts';
import { functionOf, processOf } from './clients.ts';

/** The result of one check of a mutant. */
export type Cell = Pick<CheckResult, 'verdict' | 'expected' | 'seen'>;

/** The results of all checks of a mutant, by the id of the check. */
export interface Row {
  readonly mutant: string;
  readonly cells: Readonly<Record<string, Cell>>;
  /** Milliseconds. */
  readonly ms: number;
  /** The reason why there are no results: the kit broke off. */
  readonly problem?: string;
}

/** Cases of one mutant at the same time. */
const PARALLEL = 6;

/** Takes a mutant through the cases, by the patterns of `--only`; through all when there is none. */
export async function rowOf(mutant: Mutant, only: readonly string[], signal: AbortSignal): Promise<Row> {
  const begun = performance.now();
  const { processes = [] } = mutant;
  const within = idsOf(mutant.in ?? []);
  const chosen = idsOf(only).filter((id) => within.includes(id));
  const apart = processes === 'all' ? chosen : processes.length === 0 ? [] : idsOf(processes);
  const parts = [
    { client: processOf(mutant), ids: chosen.filter((id) => apart.includes(id)) },
    { client: functionOf(mutant), ids: chosen.filter((id) => !apart.includes(id)) },
  ].filter(({ ids }) => ids.length > 0);
  const cells: Record<string, Cell> = {};
  for (const { client, ids } of parts) {
    const report = await runConformance({
      client,
      only: ids,
      parallel: PARALLEL,
      preflight: false,
      signal,
      // A mutant is to fail, and other mutants keep the machine busy.
      cpuTime: () => undefined,
    });
    for (const { id, verdict, expected, seen } of report.cases.flatMap(({ checks }) => checks)) {
      cells[id] = { verdict, expected, seen };
    }
  }
  return { mutant: mutant.name, cells, ms: performance.now() - begun };
}

function idsOf(only: readonly string[]): readonly string[] {
  return selectCases(cases, { only }).map(({ id }) => id);
}
