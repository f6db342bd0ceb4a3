import { type Case, caseAreas } from '../model/case.ts';
import type { CheckSpec } from '../model/check.ts';
import { cases } from './index.ts';

/**
 * The stable id of a check: its case, its name, its parameter, and the run if it is not the last one.
 */
export function checkId(one: Pick<Case, 'id'>, { check, of, run }: CheckSpec): string {
  return `${one.id}/${check}${of === undefined ? '' : `:${of}`}${run === undefined ? '' : `@${run}`}`;
}

/** Returns the ids of all cases. */
export function caseIds(): readonly string[] {
  return cases.map(({ id }) => id);
}

/** Returns the areas, the ids of all cases and the ids of all checks. */
export function selectableIds(): readonly string[] {
  return [...caseAreas, ...cases.flatMap((one) => [one.id, ...one.checks.map((spec) => checkId(one, spec))])];
}
