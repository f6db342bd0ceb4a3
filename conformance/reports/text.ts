import { styleText } from 'node:util';
import type { CaseResult, CheckResult, ConformanceReport } from '../model/report.ts';
import { inLine } from '../util/escape.ts';
import { firstFew } from '../util/first-few.ts';
import { padded, widthOf } from '../util/padded.ts';
import { type Cause, causesOf } from './causes.ts';
import {
  areasOf,
  type CheckStatus,
  type Counts,
  conclusionText,
  duration,
  nameOf,
  plural,
  problemsOf,
  statusOf,
  wordOf,
} from './check-status.ts';

/** The style of the report for a terminal. */
export interface TextOptions {
  /**
   * Whether to use ANSI colours.
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
 * Renders the report for a terminal: the checks that were not passed in detail, then a line for each area,
 * then the outcome.
 */
export function reportText(report: ConformanceReport, { colour = false }: TextOptions = {}): string {
  const paint: Paint = (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
  const parts = [
    ...causesOf(report).map((cause) => causeText(cause, paint)),
    knownLines(report.cases, paint),
    unsupportedLines(report.cases, paint),
    areaTable(report, paint),
    problemsOf(report)
      .map((problem) => paint('red', `✗ ${inLine(problem)}`))
      .join('\n'),
    conclusion(report, paint),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

const detailed: readonly CheckStatus[] = ['failed', 'untested', 'warning'];

/** A case with its checks that were not passed, or several cases in which the same checks are not passed. */
function causeText(cause: Cause, paint: Paint): string {
  const [first, ...more] = cause.cases;
  if (first === undefined) return '';
  if (more.length === 0) return detail(first, paint);
  const [check] = cause.checks;
  const names = [...new Set(cause.checks.map((one) => inLine(nameOf(one))))].join(', ');
  const word = check === undefined ? '' : `${wordOf(check)} ${check.level}`;
  const head = `${marked(cause.status, paint)} ${paint('bold', `${cause.cases.length} cases`)}  ${word} ${names}`;
  const ids = firstFew(
    cause.cases.map(({ id }) => inLine(id)),
    MOST_LISTED,
  ).join(', ');
  // What keeps no run from passing takes one line.
  if (cause.status === 'warning') return `${head}: ${ids}`;
  const others = firstFew(
    cause.others.map(([name, cases]) => `${inLine(name)} in ${cases}`),
    MOST_LISTED,
  );
  return [
    head,
    `    ${ids}`,
    ...cause.checks.flatMap((one) => checkLines(one, paint)),
    ...(others.length === 0 ? [] : [`    also     ${others.join(', ')}`]),
    ...(check === undefined ? [] : [`    why      ${inLine(check.why)}`]),
    ...printedBy(first),
    `    again    engage-export test --rerun ${inLine(first.id)}, with the same client`,
  ].join('\n');
}

/** The last line that the client printed in its last run. */
function printedBy({ runs }: CaseResult): readonly string[] {
  const { stderr = '', stdout = '' } = runs.at(-1) ?? {};
  const line = (stderr.trim() || stdout.trim()).split('\n').at(-1) ?? '';
  return line === '' ? [] : [`    printed  ${inLine(line).slice(0, MOST_PRINTED)}`];
}

const MOST_PRINTED = 160;

/** The number of cases and checks of a cause that are listed. */
const MOST_LISTED = 3;

/** A case with its checks that were not passed. */
function detail({ id, title, checks }: CaseResult, paint: Paint): string {
  const own = checks.filter((check) => detailed.includes(statusOf(check)));
  const passed = checks.filter(({ verdict }) => verdict === 'passed').length;
  const worst = detailed.find((standing) => own.some((check) => statusOf(check) === standing)) ?? 'warning';
  const head = `${marked(worst, paint)} ${paint('bold', inLine(id))}  ${inLine(title)} ${passed}/${checks.length}`;
  return [head, ...own.flatMap((check) => checkLines(check, paint))].join('\n');
}

function marked(standing: CheckStatus, paint: Paint): string {
  const [mark, style] = marks[standing];
  return paint(style, mark);
}

function checkLines(check: CheckResult, paint: Paint): readonly string[] {
  const [, style] = marks[statusOf(check)];
  const word = paint(style, `${wordOf(check)} ${check.level}`);
  return [
    `    ${word} ${inLine(nameOf(check))}: ${inLine(check.demand)}`,
    `      expected ${inLine(check.expected)}`,
    `      seen     ${inLine(check.seen)}${tallied(check)}`,
  ];
}

function tallied({ tally }: CheckResult): string {
  if (tally === undefined) return '';
  const parts = Object.entries(tally).map(([verdict, times]) => `${times} × ${verdict}`);
  return ` (${parts.join(', ')})`;
}

/** A line for each known failure. */
function knownLines(cases: readonly CaseResult[], paint: Paint): string {
  const known = cases.flatMap(({ checks }) => checks).filter((check) => statusOf(check) === 'known');
  return known
    .map((check) => {
      const link = check.known?.link === undefined ? '' : ` ${inLine(check.known.link)}`;
      return `${marked('known', paint)} ${wordOf(check)} ${inLine(check.id)}: ${inLine(check.known?.reason ?? '')}${paint('dim', link)}`;
    })
    .join('\n');
}

/** The features that the client lacks, with the number of checks that could not be tested. */
function unsupportedLines(cases: readonly CaseResult[], paint: Paint): string {
  const checks = cases.flatMap((one) => one.checks).filter((check) => statusOf(check) === 'unsupported');
  const counts = new Map<string, number>();
  for (const { seen } of checks) counts.set(seen, (counts.get(seen) ?? 0) + 1);
  const line = (count: number, why: string) =>
    `${marked('unsupported', paint)} ${plural(count, 'check')} unsupported: ${inLine(why)}`;
  const lacking = [...counts].flatMap(([why, count]) => {
    const name = LACKS.exec(why)?.[1];
    return name === undefined ? [] : [{ name, count }];
  });
  const total = lacking.reduce((sum, { count }) => sum + count, 0);
  const names = lacking.map(({ name, count }) => `${name} (${count})`).join(', ');
  return [
    ...(lacking.length > 1 ? [line(total, `The client does not support ${names}.`)] : []),
    ...[...counts]
      .filter(([why]) => lacking.length < 2 || !LACKS.test(why))
      .map(([why, count]) => line(count, why)),
  ].join('\n');
}

const LACKS = /^The client does not support ([^.]{1,60})\.$/;

const columns: readonly (readonly [name: string, standing: CheckStatus])[] = [
  ['passed', 'passed'],
  ['failed', 'failed'],
  ['SHOULD/MAY', 'warning'],
  ['known', 'known'],
  ['not tested', 'untested'],
  ['unsupported', 'unsupported'],
];

/** A line for each area. A column whose counts are all 0 is left out, except `passed`. */
function areaTable(report: ConformanceReport, paint: Paint): string {
  const areas = areasOf(report);
  const used = columns.filter(
    ([, standing]) => standing === 'passed' || areas.some((one) => one.counts[standing] > 0),
  );
  const width = Math.max(4, ...areas.map(({ area }) => widthOf(inLine(area))));
  const cells = (counts: Counts) =>
    used.map(([name, standing]) => {
      const text = String(counts[standing] || '·').padStart(name.length);
      return counts[standing] === 0 ? paint('dim', text) : paint(marks[standing][1], text);
    });
  const row = (first: string, checks: string, rest: readonly string[]) =>
    [`  ${padded(first, width)}`, checks.padStart(6), ...rest].join('  ');
  const head = row(
    'area',
    'checks',
    used.map(([name]) => name),
  );
  return [
    paint('dim', head),
    ...areas.map(({ area, checks, counts }) => row(inLine(area), String(checks), cells(counts))),
  ].join('\n');
}

function conclusion(report: ConformanceReport, paint: Paint): string {
  const { client, outcome, cases, ms, shard } = report;
  const style = { passed: 'green', failed: 'red', incomplete: 'yellow' } as const;
  const part = shard === undefined ? '' : `, shard ${shard.index} of ${shard.of}`;
  return `${paint('bold', inLine(client))}: ${paint(style[outcome], outcome)}. ${conclusionText(report)} ${plural(cases.length, 'case')}${part}, ${duration(ms)}.`;
}
