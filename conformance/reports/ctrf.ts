import type { CaseResult, CheckResult, ConformanceReport } from '../model/report.ts';
import { inLine, inLines } from '../util/escape.ts';
import { shellWords } from '../util/shell.ts';
import { type CheckStatus, nameOf, problemsOf, statusOf } from './check-status.ts';
import { findingLines } from './finding-lines.ts';
import { type Finding, findingOfCheck, findingsOf } from './findings.ts';
import { verdictText } from './verdict.ts';

/** The version of the specification that the document follows. */
const SPECIFICATION = '0.0.0';

type CtrfStatus = 'passed' | 'failed' | 'skipped' | 'pending' | 'other';

/**
 * The statuses of CTRF: a build fails exactly when the run fails. A known failure and a failed SHOULD or MAY
 * are `other`, so that a reader sees them; a check that could not be tested is a failure.
 */
const ctrfStatuses: Readonly<Record<CheckStatus, CtrfStatus>> = {
  passed: 'passed',
  failed: 'failed',
  untested: 'failed',
  warning: 'other',
  known: 'other',
  unsupported: 'skipped',
};

/**
 * Renders CTRF, the Common Test Report Format (JSON): a test for each check, with the area and the case as
 * its suite. The first failure of a finding describes it; problems of the run as a whole are tests too.
 */
export function reportCtrf(report: ConformanceReport): string {
  const { client, kit, cases, startedAt, ms, setup, machines } = report;
  const { list, looksLike } = findingsOf(report);
  const tests = [
    ...cases.flatMap((one) => one.checks.map((check) => testOf(one, check, list))),
    ...problemsOf(report).map((problem, at) => ({
      testId: `run/problem-${at + 1}`,
      name: `problem ${at + 1}`,
      status: 'failed' as const,
      duration: 0,
      message: inLine(problem),
      suite: ['the run as a whole'],
    })),
  ];
  const count = (status: CtrfStatus) => tests.filter((test) => test.status === status).length;
  const start = Date.parse(startedAt);
  const [machine] = machines;
  const document = {
    reportFormat: 'CTRF',
    specVersion: SPECIFICATION,
    timestamp: startedAt,
    generatedBy: `engage-export-kit ${kit}`,
    results: {
      tool: { name: 'engage-export-kit', version: kit },
      summary: {
        tests: tests.length,
        passed: count('passed'),
        failed: count('failed'),
        pending: 0,
        skipped: count('skipped'),
        other: count('other'),
        suites: cases.length,
        start,
        stop: start + Math.round(ms),
        duration: Math.round(ms),
      },
      tests,
      environment: {
        appName: inLine(client),
        reportName: `${inLine(client)}: ${verdictText(report)}`,
        ...(machine === undefined ? {} : { osPlatform: machine.platform, osRelease: machine.release }),
        extra: {
          verdict: verdictText(report),
          looksLike,
          commands: Object.fromEntries(
            Object.entries(setup.commands).map(([name, argv]) => [name, shellWords(argv)]),
          ),
          machines,
          findings: list.map(({ title, level, advice, again, cases: own }) => ({
            title,
            level,
            advice,
            again,
            cases: own.map(({ id }) => id),
          })),
        },
      },
    },
  };
  // What cannot be seen is spelled out in every text.
  const shown = (_: string, value: unknown) => (typeof value === 'string' ? inLines(value) : value);
  return `${JSON.stringify(document, shown, 2)}\n`;
}

function testOf(one: CaseResult, check: CheckResult, findings: readonly Finding[]) {
  const { id, area, ms, runs, checks } = one;
  const status = statusOf(check);
  const finding = findingOfCheck(findings, check);
  const isOpen = status !== 'passed' && status !== 'unsupported';
  const printed = (name: 'stdout' | 'stderr') => runs.flatMap((run) => linesOf(run[name]));
  return {
    testId: check.id,
    name: nameOf(check),
    status: ctrfStatuses[status],
    // The checks of a case share its runs.
    duration: Math.round(ms / checks.length),
    suite: [area, id],
    rawStatus: status,
    tags: [check.level],
    ...(status === 'passed' ? {} : { message: messageOf(check) }),
    ...(isOpen && finding !== undefined ? { trace: traceOf(check, one, finding) } : {}),
    ...(isOpen && finding?.example[0] === check
      ? { stdout: printed('stdout'), stderr: printed('stderr') }
      : {}),
    extra: {
      demand: check.demand,
      ...(isOpen ? { rule: check.rule, label: check.label, why: check.why } : {}),
      ...(check.tally === undefined ? {} : { tally: check.tally }),
    },
  };
}

function messageOf(check: CheckResult): string {
  if (check.verdict === 'unsupported') return inLine(check.seen);
  const known = check.known === undefined ? '' : `Known failure: ${inLine(check.known.reason)} `;
  return `${known}${inLine(check.demand)} Expected ${inLine(check.expected)}; seen: ${inLine(check.seen)}`;
}

/** The finding, or the case that describes it. */
function traceOf(check: CheckResult, one: CaseResult, finding: Finding): string {
  const [first] = finding.cases;
  if (finding.example[0] === check) return findingLines(finding).join('\n');
  return first === one ? finding.title : `${finding.title}: see ${first?.id}`;
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : inLines(text).replace(/\n$/, '').split('\n');
}
