import type { Case } from '../model/case.ts';
import type { CheckData, Judgement } from '../model/check.ts';
import type { CaseSeen } from '../model/observation.ts';
import { aspects } from './all-checks.ts';
import type { Aspect } from './check-spec.ts';
import { endOf } from './exit.ts';
import { artefactAspects } from './output.ts';
import { safetyAspects } from './safety.ts';
import { campaignAspects } from './sequence.ts';

/** The aspects that are judged by what lies in the folders. */
const restingOnFiles: ReadonlySet<string> = new Set(
  [artefactAspects, campaignAspects, safetyAspects].flatMap((group) => Object.keys(group)),
);

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
  const breach = seen.runs.find((one) => one.breach !== undefined)?.breach;
  if (breach !== undefined)
    return { verdict: 'failed', expected: 'folders that can be judged', seen: breach };
  const run = check.run === undefined ? seen.runs.at(-1) : seen.runs[check.run - 1];
  if (run === undefined) return { verdict: 'untested', why: `There was no run ${check.run}.` };
  if (run.process.ended.kind === 'not-started') {
    return { verdict: 'untested', why: `The client did not start: ${run.process.ended.reason}` };
  }
  if (run.exchanges.length === 0) {
    return { verdict: 'failed', expected: 'a request to the service', seen: `none; ${endOf(run)}` };
  }
  const [unread, ...more] = restingOnFiles.has(check.aspect) ? run.unreadable : [];
  if (unread !== undefined) {
    const others = more.length > 0 ? ` And ${more.length} more.` : '';
    return { verdict: 'failed', expected: 'files and folders that can be read', seen: `${unread}${others}` };
  }
  const aspect: Aspect = aspects[check.aspect];
  return aspect.judge(run, check, seen);
}
