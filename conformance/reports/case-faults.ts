import type { CaseResult, CheckResult, ExchangeResult, RunResult } from '../model/report.ts';
import { type CheckStatus, nameOf, statusOf } from './check-status.ts';
import { type Fault, type FaultId, faultOfCheck, faults } from './faults.ts';
import { faultOfRemark } from './remark-faults.ts';

/** The failed checks of a case that come from one fault. */
export interface CaseFault {
  readonly fault: Fault;
  readonly status: CheckStatus;
  readonly level: CheckResult['level'];
  readonly checks: readonly CheckResult[];
  /** Other failed checks of the case that follow from this fault. */
  readonly consequences: readonly CheckResult[];
}

/** The statuses that keep a case from passing, the worst first. */
export const openStatuses: readonly CheckStatus[] = ['failed', 'untested', 'warning'];
const levels = ['MUST', 'SHOULD', 'MAY'];

/**
 * The faults of a client in a case. Checks of one level with the same fault belong together; a failure that
 * follows from another fault of the case is a consequence of that one.
 */
export function caseFaults(one: CaseResult): readonly CaseFault[] {
  const groups = new Map<string, CaseFault & { readonly checks: CheckResult[] }>();
  for (const check of one.checks) {
    const status = statusOf(check);
    if (!openStatuses.includes(status)) continue;
    for (const fault of faultsOf(check, one)) {
      const key = `${status} ${check.level} ${fault.id}`;
      const group = groups.get(key) ?? { fault, status, level: check.level, checks: [], consequences: [] };
      group.checks.push(check);
      groups.set(key, group);
    }
  }
  const all = [...groups.values()].sort((a, b) => weightOf(a) - weightOf(b));
  const causeOf = (each: CaseFault) =>
    all.find((other) => other !== each && weightOf(other) <= weightOf(each) && follows(each, other));
  const roots = all.filter((each) => causeOf(each) === undefined);
  return roots.map((root) => ({
    ...root,
    consequences: all.filter((each) => causeOf(each) === root).flatMap(({ checks }) => checks),
  }));
}

/** The name of a check in its case, without its run. */
export function plainName(check: CheckResult): string {
  return nameOf(check).replace(/@\d+$/, '');
}

/** The place of a status and a level in the order of findings. */
export function weightOf({ status, level }: Pick<CaseFault, 'status' | 'level'>): number {
  return openStatuses.indexOf(status) * levels.length + levels.indexOf(level);
}

const everything = Object.keys(faults) as FaultId[];
const output: readonly FaultId[] = ['no-output', 'wrong-output', 'dropped-rows'];
const requests: readonly FaultId[] = ['too-many-requests', 'too-few-requests'];
const runs: readonly FaultId[] = ['gap', 'repeated', 'replaced-export', 'false-export', ...requests];
const messages: readonly FaultId[] = ['silent', 'vague'];

/** The faults that follow from another one in the same case. */
const following: Readonly<Record<string, readonly FaultId[]>> = {
  'no-start': everything,
  'no-request': everything,
  hang: [...output, ...runs, ...messages, 'crash', 'wrong-outcome', 'unfinished'],
  crash: [...output, ...messages, 'gap', 'unfinished'],
  success: [...output, ...runs, ...messages, 'unfinished', 'success:damaged'],
  failure: [...output, 'gap', ...requests, ...messages, 'wrong-outcome'],
  'wrong-request': [...output, 'gap', 'wrong-encoding'],
  'wrong-path': [...output],
  'wrong-outcome': [...messages],
  certificate: ['success:plain', 'success:no-export', 'success:damaged', 'false-export', ...messages],
  'false-export': ['replaced-export', 'unfinished', ...output],
  gap: ['wrong-output', 'no-output'],
};

function follows({ fault }: CaseFault, { fault: cause }: CaseFault): boolean {
  const own = following[cause.id] ?? following[cause.id.split(':')[0] ?? ''] ?? [];
  return fault.id !== cause.id && own.some((id) => id === fault.id) && !isMutual(fault.id, cause.id);
}

/** Two successes that are false do not follow from each other. */
function isMutual(a: string, b: string): boolean {
  return a === 'success:damaged' && b.startsWith('success:') && b !== 'success:plain';
}

/** The faults that a failed check shows; several for a check on several runs. */
function faultsOf(check: CheckResult, one: CaseResult): readonly Fault[] {
  if (check.verdict === 'untested') return [untestedFault(check)];
  if (check.expected === 'a request to the service') return [faults['no-request']];
  const [kind = '', parameter = ''] = plainName(check).split(/:(.*)/s);
  const run = runOf(check, one);
  if (kind === 'makes-no-remark') return [faultOfRemark(parameter)];
  if (kind === 'says-how-it-ended') return [endFault(check.expected, check.seen, one, run)];
  if (kind === 'says-how-each-run-ended') return eachEndFault(check, one);
  if (kind === 'keeps-the-export')
    return [faults[/^the rows/.test(check.expected) ? 'wrong-output' : 'no-output']];
  // What the first run should have exported is missing, and not what a later one removed.
  if (kind === 'keeps-the-earlier-export' && /^none before/.test(check.seen)) {
    return [faults[falseFailure(one, one.runs[0])]];
  }
  if (kind === 'asks-for')
    return [faults[isOtherSelection(parameter, one) ? 'shared-watermark' : 'wrong-request']];
  if (kind === 'keeps-every-row')
    return [faults[check.seen.includes('although the responses held them') ? 'dropped-rows' : 'gap']];
  if (kind === 'asks-so-often')
    return [
      faults[
        Number.parseInt(check.seen, 10) < Number.parseInt(check.expected, 10)
          ? 'too-few-requests'
          : 'too-many-requests'
      ],
    ];
  if (kind === 'keeps-what-it-says') return [contentFault(check, one, run)];
  if (Object.hasOwn(faultOfCheck, kind)) return [faults[faultOfCheck[kind as keyof typeof faultOfCheck]]];
  return [
    {
      id: `check:${kind}`,
      title: `Does not meet the demand: ${check.demand.replace(/\.$/, '')}`,
      advice: check.why.trim() || 'See the rule of the check.',
    },
  ];
}

/** The run that a check judges: the one in its name, else the last one. */
function runOf(check: CheckResult, { runs: own }: CaseResult): RunResult | undefined {
  const [, number] = /@(\d+)$/.exec(check.id) ?? [];
  return number === undefined ? own.at(-1) : own[Number(number) - 1];
}

function untestedFault({ seen }: CheckResult): Fault {
  return /^The client did not start/.test(seen)
    ? { ...faults['no-start'], title: seen.replace(/\.$/, '') }
    : {
        id: `untested:${seen}`,
        title: `Could not be judged: ${seen.replace(/\.$/, '')}`,
        advice: 'Mend what keeps the run from being judged, and run the case again.',
      };
}

/** Tells whether the window of a run begins at the wrong time after a run that asked for other models. */
function isOtherSelection(parameter: string, { runs: [first, ...others] }: CaseResult): boolean {
  return (
    parameter === 'since' && others.some(({ parameters }) => parameters.model !== first?.parameters.model)
  );
}

/** The fault of a run that ended with a wrong outcome. */
function endFault(expected: string, seen: string, one: CaseResult, run: RunResult | undefined): Fault {
  const [, exited, returned] = /means (\w+)$|^returned (\w+)$/.exec(seen) ?? [];
  const outcome = exited ?? returned;
  if (outcome === undefined) return faults[/^still running/.test(seen) ? 'hang' : 'crash'];
  if (outcome === 'complete') return faults[falseSuccess(one, run)];
  return faults[/\bcomplete\b/.test(expected) ? falseFailure(one, run) : 'wrong-outcome'];
}

/** The faults of a check on all runs, which lists the wrong ones: `run 4 (error-500): …, not failed`. */
function eachEndFault({ seen }: CheckResult, one: CaseResult): readonly Fault[] {
  const found = seen.split('; ').flatMap((text) => {
    const number = /^run (\d+)/.exec(text)?.[1];
    const [place, end] = [text.indexOf(': '), text.lastIndexOf(', not ')];
    if (number === undefined || place === -1 || end < place) return [];
    return endFault(text.slice(end), text.slice(place + 2, end), one, one.runs[Number(number) - 1]);
  });
  return found.length === 0 ? [faults['wrong-outcome']] : [...new Set(found)];
}

/** The fault of an output that does not match the outcome of the run. */
function contentFault({ expected, seen }: CheckResult, one: CaseResult, run: RunResult | undefined): Fault {
  if (/^no /.test(expected)) return faults['false-export'];
  if (/^a run that ends/.test(expected)) return faults[/^still running/.test(seen) ? 'hang' : 'crash'];
  const situation = falseSuccess(one, run);
  return faults[situation === 'success:rows' ? 'wrong-output' : situation];
}

const successes: Readonly<Record<string, FaultId>> = {
  errors: 'success:no-export',
  access: 'success:no-export',
  download: 'success:damaged',
  archive: 'success:damaged',
  rows: 'success:rows',
  partial: 'success:partial',
  attachments: 'success:partial',
};

/** The fault of a run that is complete by its exit code only: what the service did instead. */
function falseSuccess({ area }: CaseResult, run: RunResult | undefined): FaultId {
  if (Object.hasOwn(successes, area)) return successes[area] ?? 'success:plain';
  const { exchanges = [], scenario = null } = run ?? {};
  const steps = exchanges.flatMap((exchange) => exchange.steps);
  if (area === 'files') return falseFilesSuccess(steps.map(({ text }) => text));
  if (exchanges.every(({ status }) => status !== 200)) return 'success:no-export';
  if (/^(?:partial|log)-/.test(scenario ?? '')) return 'success:partial';
  if (steps.some(({ endsBody }) => endsBody === true)) return 'success:damaged';
  return scenario === null ? 'success:plain' : 'success:damaged';
}

/** The same for an export of files, by the steps of the scenario. */
function falseFilesSuccess(steps: readonly string[]): FaultId {
  if (steps.some((text) => text.includes('of the archive') || text.includes('in the archive')))
    return 'success:damaged';
  if (steps.some((text) => text.endsWith('part'))) return 'success:partial';
  return steps.every((text) => text.startsWith('finishes')) ? 'success:plain' : 'success:no-export';
}

const failures: Readonly<Record<string, FaultId>> = {
  access: 'failure:sign-in',
  download: 'failure:response',
  archive: 'failure:archive',
  rows: 'failure:rows',
  partial: 'failure:partial',
  attachments: 'failure:attachments',
  windows: 'failure:runs',
  sequences: 'failure:runs',
  limits: 'failure:retry',
  scale: 'failure:scale',
  safety: 'failure:safety',
  files: 'failure:files',
};

/** Tells whether the service gave no sound response; one that it only delayed was left by the client. */
function isBroken({ status, steps }: ExchangeResult): boolean {
  if (status === null) return steps.length === 0 || !steps.every(({ text }) => text.startsWith('waits '));
  return status === 429 || status >= 500 || steps.some(({ endsBody }) => endsBody === true);
}

/** The fault of a run that fails although a correct client completes it. */
function falseFailure({ area }: CaseResult, run: RunResult | undefined): FaultId {
  if ((run?.exchanges ?? []).some(isBroken)) return 'failure:retry';
  return failures[area] ?? (run?.scenario == null ? 'failure:plain' : 'failure:response');
}
