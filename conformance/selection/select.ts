import type { Case } from '../model/case.ts';
import type { Level } from '../model/check.ts';
import type { Shard } from '../model/report.ts';
import { type Pattern, patternsOf, SelectionError } from './pattern.ts';
import { shardOf } from './shard.ts';

/** The choice of the cases that are run and of the checks that are judged. */
export interface Selection {
  /**
   * Ids of cases, areas, or ids of checks; the id of a check chooses its case without the other checks. `*`
   * matches anything. All cases when left out.
   */
  readonly only?: readonly string[] | undefined;
  /** The patterns of the cases and checks that are left out. */
  readonly skip?: readonly string[] | undefined;
  /** The levels of the checks; all when left out. */
  readonly levels?: readonly Level[] | undefined;
  /** One part of the chosen cases. */
  readonly shard?: Shard | undefined;
}

/**
 * The chosen cases, each with its chosen checks. A shard may be empty.
 * @throws {SelectionError} for a pattern that matches nothing, and when no check is left.
 */
export function selectCases(all: readonly Case[], selection: Selection): readonly Case[] {
  const { shard, levels } = selection;
  const only = patternsOf('only', selection.only ?? [], all);
  const skip = patternsOf('skip', selection.skip ?? [], all);
  const chosen = all.flatMap((one): readonly Case[] => {
    const checks = one.checks.filter(
      (check) =>
        (only.length === 0 || fits(only, one, check)) &&
        !fits(skip, one, check) &&
        (levels === undefined || levels.includes(check.level)),
    );
    return checks.length === 0 ? [] : [{ ...one, checks }];
  });
  if (chosen.length === 0) {
    throw new SelectionError('all', 'expected at least one check that is left, got none: choose more.');
  }
  return shard === undefined ? chosen : shardOf(chosen, shard);
}

function fits(patterns: readonly Pattern[], one: Case, check: Case['checks'][number]): boolean {
  return patterns.some((pattern) => pattern.fitsCase(one) || pattern.fitsCheck(one, check));
}
