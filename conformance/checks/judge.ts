import type { Exchange } from '../../server/index.ts';
import { isOfAttachments } from '../compare/member-kind.ts';
import type { Run } from '../model/case.ts';
import type { CheckSpec, Judgement } from '../model/check.ts';
import type { CaseObservation, RunObservation } from '../model/observation.ts';
import { whyNotAt } from './address.ts';
import { checks } from './all-checks.ts';
import { type Check, demandWith } from './check.ts';
import { endOf } from './exit.ts';
import { outputChecks } from './output.ts';
import { safetyChecks } from './safety.ts';
import { sequenceChecks } from './sequence.ts';

/** The checks that are judged by the files in the folders. */
const fileChecks: ReadonlySet<string> = new Set(
  [outputChecks, sequenceChecks, safetyChecks].flatMap((group) => Object.keys(group)),
);

/** The demand of a check, as a sentence. */
export function demandOf({ check, of = '' }: CheckSpec): string {
  return `${demandWith(checks[check], of)}.`;
}

/**
 * Judges one check by the observation of its case. Without a request to the service every check fails: a
 * client that does nothing must not pass. A run whose window is empty needs no request.
 */
export function judge(spec: CheckSpec, seen: CaseObservation): Judgement {
  const breach = seen.runs.find((one) => one.breach !== undefined)?.breach;
  if (breach !== undefined)
    return { verdict: 'failed', expected: 'the folders that the kit made, within the limits', seen: breach };
  const run = spec.run === undefined ? seen.runs.at(-1) : seen.runs[spec.run - 1];
  if (run === undefined) return { verdict: 'untested', why: `Run ${spec.run} did not take place.` };
  if (run.process.ended.kind === 'not-started') {
    return { verdict: 'untested', why: `The client did not start: ${run.process.ended.reason}` };
  }
  if (seen.runs.some(({ damaged }) => damaged?.length === 0)) {
    return { verdict: 'unsupported', why: 'The client keeps no small file in {state_dir}.' };
  }
  const notHere = whyNotAt(run, spec);
  if (notHere !== undefined) return { verdict: 'unsupported', why: notHere };
  const [unread, ...more] = fileChecks.has(spec.check) ? unreadIn(run) : [];
  if (run.exchanges.length === 0 && !isExcused(run, seen) && !mayBeEmpty(run, seen)) {
    return { verdict: 'failed', expected: 'a request to the service', seen: `no request; ${endOf(run)}` };
  }
  if (run.exchanges.length > 0 && run.run.operation !== 'files' && missesTheFault(run)) {
    const { length } = run.exchanges;
    return {
      verdict: 'unsupported',
      why: `None of the ${length} responses of this run had the data in which the scenario has its fault.`,
    };
  }
  if (hasUnaskedAttachments(run))
    return {
      verdict: 'unsupported',
      why: 'The client asked for no attachments, and the scenario adds one to its export.',
    };
  if (unread !== undefined) {
    const others = more.length > 0 ? ` And ${more.length} more.` : '';
    return {
      verdict: 'failed',
      expected: 'files and folders that the kit can read',
      seen: `${unread}${others}`,
    };
  }
  const check: Check = checks[spec.check];
  return check.judge(run, spec, seen);
}

/** The reasons why the output cannot be judged. A database of a failed run need not exist. */
function unreadIn({ unreadable, dumpFailure, outcome }: RunObservation): readonly string[] {
  const hasExport = outcome === 'complete' || outcome === 'partial';
  return dumpFailure !== undefined && hasExport ? [dumpFailure, ...unreadable] : unreadable;
}

/**
 * Tells whether a run has nothing to export: the client exported before, and the clock is not later than it
 * was then.
 */
function mayBeEmpty(run: RunObservation, { runs }: CaseObservation): boolean {
  const before = runs.slice(0, runs.indexOf(run));
  return (
    run.run.operation === 'resume' && before.some((one) => one.exchanges.length > 0 && one.now >= run.now)
  );
}

/**
 * Tells whether a run may have no request, because a fault of the machine or of the certificate in it or
 * before it prevents one. The client has to make requests in another run of the case.
 */
function isExcused(seen: RunObservation, { runs }: CaseObservation): boolean {
  const sofar = runs.slice(0, runs.indexOf(seen) + 1);
  const isFaulty = sofar.some(({ run }) => run.machine !== undefined || run.certificate !== undefined);
  return isFaulty && runs.some(({ exchanges }) => exchanges.length > 0);
}

/**
 * Tells whether every response of a run was complete and without the fault of its scenario: the client
 * requests the data in other parts than one export.
 */
function missesTheFault({ run: { scenario }, exchanges }: RunObservation): boolean {
  return (
    scenario !== undefined &&
    exchanges.length > 0 &&
    !isForMoreThan(exchanges.length, scenario) &&
    exchanges.every(
      ({ steps, response, ending }) =>
        steps.length === 0 && response?.status === 200 && ending === 'complete',
    )
  );
}

/**
 * Tells whether a scenario adds attachments to an export without any, and the run must be complete: a client
 * may take what it did not ask for as a fault. The service does not send it.
 */
function hasUnaskedAttachments({ run: { ends, operation }, exchanges }: RunObservation): boolean {
  const isUnasked = ({ plan, archive }: Exchange) =>
    plan?.attachments === false && archive.some(({ name }) => isOfAttachments(name ?? ''));
  return operation !== 'files' && ends.every((end) => end === 'complete') && exchanges.some(isUnasked);
}

/** Tells whether all faults of a scenario are in later requests than a client made: it may make fewer. */
function isForMoreThan(requests: number, scenario: NonNullable<Run['scenario']>): boolean {
  if (typeof scenario === 'string') return false;
  return scenario.rules.every(({ when }) => Number.parseInt(when?.requests ?? '1', 10) > requests);
}
