import type { CaseResult, CheckResult, ConformanceReport } from '../model/report.ts';
import { inLine, type Markup, markup, nothing, type Piece } from '../util/escape.ts';
import { shellWords } from '../util/shell.ts';
import { type CheckStatus, nameOf, problemsOf, statusOf } from './check-status.ts';
import { findingLines } from './finding-lines.ts';
import { type Finding, type Findings, findingOfCheck, findingsOf } from './findings.ts';
import { verdictText } from './verdict.ts';

/**
 * Renders JUnit XML: a suite for each case, a test case for each check, in the dialect that Jenkins, GitLab
 * and the readers for GitHub have in common. A known failure and a failed SHOULD or MAY are skipped with
 * their reason, so that a build fails exactly when the run fails. An untested check is an error. The
 * properties of a suite have the verdict of the run. The first failure of the first case of a finding
 * describes the finding; the other failures refer to that case.
 */
export function reportJunit(report: ConformanceReport): string {
  const findings = findingsOf(report);
  const suites = [...report.cases.map(suiteOfCase(report, findings)), ...suiteOfProblems(report)];
  const sum = (name: 'tests' | 'failures' | 'errors' | 'skipped') =>
    suites.reduce((total, { counts }) => total + counts[name], 0);
  const document = markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${inLine(report.client)}" tests="${sum('tests')}" failures="${sum('failures')}" errors="${sum('errors')}" skipped="${sum('skipped')}" time="${seconds(report.ms)}">
${suites.map(({ element }) => element)}</testsuites>
`;
  return document.markup;
}

interface Suite {
  readonly element: Markup;
  readonly counts: Readonly<Record<'tests' | 'failures' | 'errors' | 'skipped', number>>;
}

const elements: Readonly<Record<CheckStatus, 'failures' | 'errors' | 'skipped' | undefined>> = {
  passed: undefined,
  failed: 'failures',
  warning: 'skipped',
  known: 'skipped',
  unsupported: 'skipped',
  untested: 'errors',
};

const suiteOfCase =
  (report: ConformanceReport, findings: Findings) =>
  (one: CaseResult): Suite => {
    const { id, checks, ms } = one;
    const count = (name: 'failures' | 'errors' | 'skipped') =>
      checks.filter((check) => elements[statusOf(check)] === name).length;
    const counts = {
      tests: checks.length,
      failures: count('failures'),
      errors: count('errors'),
      skipped: count('skipped'),
    };
    const element = markup`  <testsuite name="${inLine(id)}" tests="${counts.tests}" failures="${counts.failures}" errors="${counts.errors}" skipped="${counts.skipped}" time="${seconds(ms)}" timestamp="${report.startedAt.slice(0, 19)}">
    <properties>
${properties(report, one, findings.looksLike)}    </properties>
${checks.map((check) => testCase(one, check, findingOf(one, check, findings.list)))}${output(one)}  </testsuite>
`;
    return { element, counts };
  };

function properties(
  report: ConformanceReport,
  { title, area, runs }: CaseResult,
  looksLike: readonly string[],
): readonly Markup[] {
  const { client, kit, setup } = report;
  const commands = Object.entries(setup.commands).map(([name, argv]) => [
    `command-${name}`,
    shellWords(argv),
  ]);
  const scenarios = [...new Set(runs.flatMap(({ scenario }) => scenario ?? []))];
  const values: Readonly<Record<string, string>> = {
    client,
    kit,
    verdict: verdictText(report),
    ...(looksLike.length === 0 ? {} : { 'looks-like': looksLike.join('; ') }),
    ...Object.fromEntries(commands),
    area,
    title,
    ...(scenarios.length > 0 ? { scenarios: scenarios.join(', ') } : {}),
  };
  return Object.entries(values).map(
    ([name, value]) => markup`      <property name="${name}" value="${inLine(value)}"/>\n`,
  );
}

/** The finding that a failed check belongs to, or a reference to the case that describes it. */
function findingOf(one: CaseResult, check: CheckResult, findings: readonly Finding[]): string {
  const finding = findingOfCheck(findings, check);
  const [first] = finding?.cases ?? [];
  if (finding === undefined || first === undefined) return '';
  const name = `finding ${findings.indexOf(finding) + 1} of ${findings.length}`;
  if (first !== one) return `\n\n${name}: see ${first.id}`;
  return finding.example[0] === check ? `\n\n${name}: ${findingLines(finding).join('\n')}` : `\n\n${name}`;
}

function testCase({ id }: CaseResult, check: CheckResult, finding: string): Markup {
  return markup`    <testcase name="${inLine(nameOf(check))}" classname="${inLine(id)}"${outcome(check, finding)}</testcase>\n`;
}

function outcome(check: CheckResult, finding: string): Piece {
  const { level, demand, seen, expected, known } = check;
  const message = inLine(`${demand} Expected ${expected}; seen: ${seen}`);
  const text = `${details(check)}${finding}`;
  const pieces: Readonly<Record<CheckStatus, Markup>> = {
    passed: markup`>`,
    failed: markup`><failure message="${message}" type="${level}">${text}</failure>`,
    warning: markup`><skipped message="${`Failed, but a ${level} check does not fail the run. ${message}`}"/>`,
    known: markup`><skipped message="${`Known failure: ${inLine(known?.reason ?? '')} ${message}`}"/>`,
    untested: markup`><error message="${message}" type="not tested">${text}</error>`,
    unsupported: markup`><skipped message="${inLine(seen)}"/>`,
  };
  return pieces[statusOf(check)];
}

function details({ id, level, demand, expected, seen, rule, label, why }: CheckResult): string {
  return [
    `${level} ${id}`,
    demand,
    `expected: ${expected}`,
    `seen:     ${seen}`,
    `rule:     ${rule} (${label})`,
    `why:      ${why}`,
  ].join('\n');
}

/** The output of the client, when a check was not passed. */
function output({ checks, runs }: CaseResult): Piece {
  if (checks.every(({ verdict }) => verdict === 'passed')) return nothing;
  const printed = (name: 'stdout' | 'stderr') => runs.map((run) => run[name]).join('');
  const [out, err] = [printed('stdout'), printed('stderr')];
  return [
    out === '' ? nothing : markup`    <system-out>${out}</system-out>\n`,
    err === '' ? nothing : markup`    <system-err>${err}</system-err>\n`,
  ];
}

/** The problems of the run as a whole, as failures. */
function suiteOfProblems(report: ConformanceReport): readonly Suite[] {
  const problems = problemsOf(report);
  if (problems.length === 0) return [];
  const counts = { tests: problems.length, failures: problems.length, errors: 0, skipped: 0 };
  const element = markup`  <testsuite name="the run as a whole" tests="${problems.length}" failures="${problems.length}" errors="0" skipped="0" time="0" timestamp="${report.startedAt.slice(0, 19)}">
${problems.map(
  (problem, at) =>
    markup`    <testcase name="problem ${at + 1}" classname="run"><failure message="${inLine(problem)}" type="run">${problem}</failure></testcase>\n`,
)}  </testsuite>
`;
  return [{ element, counts }];
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
