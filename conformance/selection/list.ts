import { checkId } from '../cases/ids.ts';
import { cases } from '../cases/index.ts';
import { demandOf } from '../checks/judge.ts';
import type { Level } from '../model/check.ts';
import { type Selection, selectCases } from './select.ts';

/** A case of the list, with its chosen checks. */
export interface ListedCase {
  readonly id: string;
  readonly area: string;
  /** The title: what a passing client does, as a sentence. */
  readonly title: string;
  /** The number of runs of the client. */
  readonly runs: number;
  readonly checks: readonly { readonly id: string; readonly level: Level; readonly demand: string }[];
}

/**
 * The cases that a selection runs.
 * @throws {SelectionError} as `selectCases` does.
 */
export function listCases(selection: Selection = {}): readonly ListedCase[] {
  return selectCases(cases, selection).map((one) => ({
    id: one.id,
    area: one.area,
    title: one.title,
    runs: one.runs.length,
    checks: one.checks.map((check) => ({
      id: checkId(one, check),
      level: check.level,
      demand: demandOf(check),
    })),
  }));
}
