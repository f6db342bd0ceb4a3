import type { Case } from '../model/case.ts';
import type { Level } from '../model/check.ts';
import type { Shard } from '../model/report.ts';
import { type Pattern, patternsOf, SelectionError } from './pattern.ts';
import { shardOf } from './shard.ts';

/** The choice of the cases that are run and of the checks that are judged. */
export interface Selection {
  /**
   * Ids of cases, areas, or ids of checks, which choose their cases and leave out the other checks; `*`
   * stands for anything. All when left out.
   */
  readonly only?: readonly string[] | undefined;
  /** The same for what is left out. */
  readonly skip?: readonly string[] | undefined;
  /** Only checks of these levels. */
  readonly levels?: readonly Level[] | undefined;
  /** One part of what was chosen. */
  readonly shard?: Shard | undefined;
}

/**
 * The cases that are chosen, each with the checks that are. Throws a `SelectionError` for a pattern that fits
 * nothing, and when nothing is left; a shard may have no case.
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
