import type { CaseResult, CheckResult, ConformanceReport } from '../model/report.ts';
import { inLine } from '../util/escape.ts';
import { nameOf, problemsOf, someStands, statusOf } from './check-status.ts';
import { findingLines } from './finding-lines.ts';
import { findingsOf } from './findings.ts';
import { verdictText } from './verdict.ts';

/**
 * Renders TAP 14: a subtest for each case, a test point for each check. A TAP reader computes the same
 * outcome as the run: an unsupported check is skipped; a known failure and a failed SHOULD or MAY are a TODO;
 * an untested check is not ok. Comments at the beginning list the findings, the first to mend first.
 */
export function reportTap(report: ConformanceReport): string {
  const { client, kit, cases } = report;
  const problems = problemsOf(report);
  const { looksLike, list } = findingsOf(report);
  const comments = [
    `${client}: ${verdictText(report)}, judged by engage-export-kit ${kit}`,
    ...(looksLike.length === 0 ? [] : [`looks like: ${looksLike.join('; ')}`]),
    ...list.flatMap(findingLines),
  ];
  const lines = [
    'TAP version 14',
    ...comments.map((line) => `# ${inLine(line)}`),
    `1..${cases.length + problems.length}`,
    ...cases.flatMap((one, at) => caseLines(one, at + 1)),
    ...problems.map((problem, at) => `not ok ${cases.length + at + 1} - ${described(problem)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function caseLines(one: CaseResult, place: number): readonly string[] {
  const { id, title, checks, ms } = one;
  const inner = [`1..${checks.length}`, ...checks.flatMap((check, at) => checkLines(check, at + 1))];
  const ok = someStands(one, 'failed', 'untested') ? 'not ok' : 'ok';
  return [
    `# Subtest: ${described(id)}`,
    ...inner.map((line) => `    ${line}`),
    `${ok} ${place} - ${described(`${id}: ${title}`)}`,
    '  ---',
    `  duration_ms: ${ms}`,
    '  ...',
  ];
}

function checkLines(check: CheckResult, place: number): readonly string[] {
  const { level, demand, verdict } = check;
  const point = `${place} - ${described(`${level} ${nameOf(check)}: ${demand}`)}`;
  if (verdict === 'passed') return [`ok ${point}`];
  if (verdict === 'unsupported') return [`ok ${point} # SKIP ${described(check.seen)}`];
  return [`not ok ${point}${directive(check)}`, ...diagnostics(check)];
}

function directive(check: CheckResult): string {
  const standing = statusOf(check);
  if (standing === 'known') return ` # TODO ${described(check.known?.reason ?? '')}`;
  return standing === 'warning' ? ` # TODO a failed ${check.level} check does not fail the run` : '';
}

/** The details as YAML, each text in double quotes as in JSON. */
function diagnostics(check: CheckResult): readonly string[] {
  const { id, verdict, expected, seen, rule, label, why, known } = check;
  const texts = {
    check: id,
    verdict,
    expected,
    seen,
    rule,
    label,
    why,
    ...(known?.link ? { link: known.link } : {}),
  };
  const lines = Object.entries(texts).map(([name, text]) => `  ${name}: ${JSON.stringify(inLine(text))}`);
  return ['  ---', ...lines, '  ...'];
}

/** Escapes a description: it may contain neither the sign of a directive (`#`) nor a backslash. */
function described(text: string): string {
  return inLine(text).replace(/[\\#]/g, '\\$&');
}
