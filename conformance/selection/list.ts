import { cases } from '../cases/index.ts';
import { checkId, demandOf } from '../checks/judge.ts';
import type { Level } from '../model/check.ts';
import { type Selection, selectCases } from './select.ts';

/** A case as it is listed, with its checks that are chosen. */
export interface ListedCase {
  readonly id: string;
  readonly area: string;
  /** The title: what a passing client does, as a sentence. */
  readonly title: string;
  /** Runs of the client in it. */
  readonly runs: number;
  readonly checks: readonly { readonly id: string; readonly level: Level; readonly demand: string }[];
}

/** The cases that would be run. Throws a `SelectionError`. */
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
