import { styleText } from 'node:util';
import type { CaseResult, CheckResult, ConformanceReport } from '../model/report.ts';
import { inLine } from '../util/escape.ts';
import { padded, widthOf } from '../util/padded.ts';
import {
  areasOf,
  type CheckStatus,
  type Counts,
  conclusionText,
  duration,
  nameOf,
  plural,
  problemsOf,
  someStands,
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
  const gating = report.cases.filter((one) => someStands(one, 'failed', 'untested'));
  const parts = [
    ...gating.map((one) => detail(one, paint)),
    ...report.cases
      .filter((one) => !gating.includes(one) && someStands(one, 'warning'))
      .map((one) => detail(one, paint)),
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
  return [...new Set(checks.map(({ seen }) => seen))]
    .map((why) => {
      const own = checks.filter(({ seen }) => seen === why);
      return `${marked('unsupported', paint)} ${plural(own.length, 'check')} unsupported: ${inLine(why)}`;
    })
    .join('\n');
}

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
