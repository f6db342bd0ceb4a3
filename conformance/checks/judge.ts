import type { Case } from '../cases/case.ts';
import type { CaseSeen } from '../running/observation.ts';
import type { Aspect } from './aspect.ts';
import { endOf } from './aspects/outcome.ts';
import { aspects } from './aspects.ts';
import type { CheckData, Judgement } from './check.ts';

/** The stable name of a check: its case, its aspect, what that is about, and the run where it is not the last. */
export function checkId(one: Case, { aspect, of, run }: CheckData): string {
  return `${one.id}/${aspect}${of === undefined ? '' : `:${of}`}${run === undefined ? '' : `@${run}`}`;
}

/** What is demanded by a check, as a sentence. */
export function demandOf({ aspect, of = '' }: CheckData): string {
  return `${aspects[aspect].demand.replace('{of}', of)}.`;
}

/** Judges one check by what was seen in its case. A client that asked for nothing has shown nothing, however well it fails. */
export function judge(check: CheckData, seen: CaseSeen): Judgement {
  const run = check.run === undefined ? seen.runs.at(-1) : seen.runs[check.run - 1];
  if (run === undefined) return { verdict: 'untested', why: `There was no run ${check.run}.` };
  if (run.process.ended.kind === 'not-started') {
    return { verdict: 'untested', why: `The client did not start: ${run.process.ended.reason}` };
  }
  if (run.exchanges.length === 0) {
    return { verdict: 'failed', expected: 'a request to the service', seen: `none; ${endOf(run)}` };
  }
  const aspect: Aspect = aspects[check.aspect];
  return aspect.judge(run, check, seen);
}
