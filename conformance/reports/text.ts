import { styleText } from 'node:util';
import type { CaseResult, CheckResult, ConformanceReport } from '../model/report.ts';
import { inLine } from '../util/escape.ts';
import { firstFew } from '../util/first-few.ts';
import { shellWords } from '../util/shell.ts';
import {
  type AreaResult,
  areasOf,
  type CheckStatus,
  conclusionText,
  duration,
  plural,
  problemsOf,
  statusOf,
  wordOf,
} from './check-status.ts';
import { findingStatus } from './finding-lines.ts';
import { type Finding, findingsOf } from './findings.ts';
import { reachText } from './verdict.ts';

/** The style of the report for a terminal. */
export interface TextOptions {
  /**
   * True for ANSI colours.
   *
   * @default false
   */
  readonly colour?: boolean;
}

type Style = 'red' | 'green' | 'yellow' | 'dim' | 'bold';
type Paint = (style: Style, text: string) => string;

const marks: Readonly<Record<CheckStatus, readonly [mark: string, style: Style]>> = {
  failed: ['✗', 'red'],
  warning: ['!', 'yellow'],
  known: ['~', 'dim'],
  untested: ['?', 'yellow'],
  unsupported: ['-', 'dim'],
  passed: ['✓', 'green'],
};

/**
 * Renders the report for a terminal: the outcome and its reach, what the client looks like, a paragraph for
 * each cause that keeps the run from passing and a line for each other one, then the areas and the totals.
 */
export function reportText(report: ConformanceReport, { colour = false }: TextOptions = {}): string {
  const paint: Paint = (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
  const { looksLike, list } = findingsOf(report);
  const [warnings, others] = [true, false].map((isWarning) =>
    list.filter(({ status }) => (status === 'warning') === isWarning),
  );
  const lines = warningLines(warnings ?? [], report, (others ?? []).length > 0, paint);
  const parts = [
    [heading(report, paint), ...likeness(looksLike)].join('\n'),
    findingTexts(others ?? [], MOST_LINES - lines.length, paint).join('\n'),
    [
      ...lines,
      ...knownLines(report.cases, paint),
      ...unsupportedLines(report.cases, paint),
      ...areaLines(report, paint),
      ...problemsOf(report).map((problem) => paint('red', `✗ ${inLine(problem)}`)),
      conclusion(report, paint),
    ].join('\n'),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

const outcomeStyle = { passed: 'green', failed: 'red', incomplete: 'yellow' } as const;

function heading(report: ConformanceReport, paint: Paint): string {
  const { client, outcome } = report;
  return `${paint('bold', inLine(client))}: ${paint(outcomeStyle[outcome], outcome)}, ${reachText(report)}`;
}

function likeness(looksLike: readonly string[]): readonly string[] {
  return looksLike.length === 0 ? [] : [`looks like: ${firstFew(looksLike, MOST_LISTED).join('; ')}`];
}

/** The lines that findings and warnings should take; a longer text hides the first things to mend. */
const MOST_LINES = 32;
/** The lines of a finding of which only the title and the advice are shown. */
const SHORT = 2;

/** The findings: the first ones with all that is known, the others with their title and advice. */
function findingTexts(findings: readonly Finding[], lines: number, paint: Paint): readonly string[] {
  let room = lines - SHORT * findings.length;
  return findings.flatMap((finding, place) => {
    const whole = [titleLine(finding, paint), ...factLines(finding)];
    room -= whole.length - SHORT;
    return place === 0 || room >= 0 ? whole : [titleLine(finding, paint), adviceLine(finding)];
  });
}

/** The fault of the client, and its cases. */
function titleLine(finding: Finding, paint: Paint): string {
  const { cases, status, title } = finding;
  const [, style] = marks[status];
  const ids = firstFew(
    cases.map(({ id }) => inLine(id)),
    MOST_LISTED,
  ).join(', ');
  const many = cases.length === 1 ? '' : `${cases.length} cases: `;
  return `${marked(status, paint)} ${paint(style, findingStatus(finding))}: ${paint('bold', inLine(title))}, in ${many}${ids}`;
}

/** The checks, the expectation and the observation, the advice, and the command to see the case again. */
function factLines(finding: Finding): readonly string[] {
  const { names, others, example, printed, again } = finding;
  const also = firstFew(
    others.map(([name, count]) => `${inLine(name)} in ${count}`),
    MOST_LISTED,
  );
  const checks = firstFew(names.map(inLine), MOST_LISTED).join(', ');
  return [
    `    checks   ${checks}${also.length === 0 ? '' : `; in consequence ${also.join(', ')}`}`,
    ...expectation(example),
    ...(printed === '' ? [] : [`    printed  ${inLine(printed)}`]),
    adviceLine(finding),
    `    again    ${inLine(again)}`,
  ];
}

function adviceLine({ advice, looksLike }: Finding): string {
  const like = looksLike === undefined ? '' : ` (looks like: ${looksLike})`;
  return `    mend     ${inLine(advice)}${like}`;
}

/** The expectation and the observation, in one line when they are short. */
function expectation(checks: readonly CheckResult[]): readonly string[] {
  const expected = `    expected ${joined(checks.map((one) => one.expected))}`;
  const seen = joined(checks.map((one) => `${one.seen}${tallied(one)}`));
  const line = `${expected}; seen ${seen}`;
  return line.length <= MOST_OF_A_LINE ? [line] : [expected, `    seen     ${seen}`];
}

/** The different texts of several checks in one line. */
function joined(texts: readonly string[]): string {
  return firstFew([...new Set(texts.map(inLine))], MOST_LISTED).join('; ');
}

/** A line for each cause that keeps no run from passing. */
function warningLines(
  warnings: readonly Finding[],
  { setup }: ConformanceReport,
  hasFindings: boolean,
  paint: Paint,
): readonly string[] {
  const lines = warnings.map((finding) => titleLine(finding, paint));
  // A finding has the command already.
  if (lines.length === 0 || hasFindings) return lines;
  const again = shellWords(['npx', 'engage-export', 'test', '--rerun']);
  const words = setup.words.length === 0 ? '' : ` ${inLine(shellWords(setup.words))}`;
  return [...lines, `  Details of a case: ${again} CASE${words}`];
}

const MOST_OF_A_LINE = 160;

/** The number of cases and checks of a cause that are listed. */
const MOST_LISTED = 3;

function marked(standing: CheckStatus, paint: Paint): string {
  const [mark, style] = marks[standing];
  return paint(style, mark);
}

function tallied({ tally }: CheckResult): string {
  if (tally === undefined) return '';
  const parts = Object.entries(tally).map(([verdict, times]) => `${times} × ${verdict}`);
  return ` (${parts.join(', ')})`;
}

/** A line for each known failure. */
function knownLines(cases: readonly CaseResult[], paint: Paint): readonly string[] {
  const known = cases.flatMap(({ checks }) => checks).filter((check) => statusOf(check) === 'known');
  return known.map((check) => {
    const link = check.known?.link === undefined ? '' : ` ${inLine(check.known.link)}`;
    return `${marked('known', paint)} ${wordOf(check)} ${inLine(check.id)}: ${inLine(check.known?.reason ?? '')}${paint('dim', link)}`;
  });
}

/** The number of unsupported checks, with the reasons: the features that the client lacks first. */
function unsupportedLines(cases: readonly CaseResult[], paint: Paint): readonly string[] {
  const checks = cases.flatMap((one) => one.checks).filter((check) => statusOf(check) === 'unsupported');
  if (checks.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { seen } of checks) counts.set(seen, (counts.get(seen) ?? 0) + 1);
  const reasons = [...counts].map(([why, count]) => ({ why, count, lacks: LACKS.exec(why)?.[1] }));
  const lacking = reasons.filter(({ lacks }) => lacks !== undefined);
  const names = lacking.map(({ lacks = '', count }) => `${lacks} (${count})`).join(', ');
  const others = lacking.length > 1 ? reasons.filter(({ lacks }) => lacks === undefined) : reasons;
  const one = others.length === 1 && lacking.length < 2;
  const texts = [
    ...(lacking.length > 1 ? [`The client does not support ${names}.`] : []),
    ...others.map(({ why, count }) => (one ? why : `${why.replace(/\.$/, '')} (${count}).`)),
  ];
  const all = firstFew(texts.map(inLine), MOST_LISTED).join(' ');
  return [`${marked('unsupported', paint)} ${plural(checks.length, 'check')} unsupported: ${all}`];
}

const LACKS = /^The client does not support ([^.]{1,60})\.$/;

/** The areas with a check that keeps the run from passing, and the others, each with its passed checks. */
function areaLines(report: ConformanceReport, paint: Paint): readonly string[] {
  const areas = areasOf(report);
  const isOpen = ({ counts }: AreaResult) => counts.failed + counts.untested > 0;
  const line = (style: Style, what: string, some: readonly AreaResult[]) => {
    const texts = some.map(({ area, checks, counts }) => `${inLine(area)} ${counts.passed}/${checks}`);
    return texts.length === 0 ? [] : [`  ${paint(style, what)} ${texts.join(', ')}`];
  };
  return [
    ...line('red', 'not passed:', areas.filter(isOpen)),
    ...line(
      'green',
      'no MUST failed:',
      areas.filter((one) => !isOpen(one)),
    ),
  ];
}

function conclusion(report: ConformanceReport, paint: Paint): string {
  const { client, outcome, ms } = report;
  const verdict = `${paint(outcomeStyle[outcome], outcome)}, ${reachText(report)}`;
  return `${paint('bold', inLine(client))}: ${verdict}. ${conclusionText(report)} ${duration(ms)}.`;
}
