import type { CaseResult, CheckResult, ConformanceReport } from '../model/report.ts';
import { inLine, markdownText, shortened } from '../util/escape.ts';
import {
  areasOf,
  conclusionText,
  duration,
  nameOf,
  plural,
  problemsOf,
  someStands,
  statusOf,
  wordOf,
} from './check-status.ts';

/**
 * The maximum size of a job summary, bytes in UTF-8: far below the limit of GitHub, so that several fit on
 * one page.
 */
const MOST_BYTES = 60_000;
const MOST_OF_A_TEXT = 500;

const outcomes = { passed: '✅ passed', failed: '❌ failed', incomplete: '⚠️ incomplete' } as const;

/**
 * Renders Markdown for a job summary, at most about 60 KB: the outcome, a table by area, and the checks that
 * were not passed, folded.
 */
export function reportMarkdown(report: ConformanceReport): string {
  const head = `${heading(report)}\n\n${areaTable(report)}\n`;
  const cases = [
    ...report.cases.filter((one) => someStands(one, 'failed')),
    ...report.cases.filter(
      (one) => !someStands(one, 'failed') && someStands(one, 'untested', 'warning', 'known'),
    ),
  ];
  const foldings: string[] = [];
  let room = MOST_BYTES - Buffer.byteLength(head);
  for (const folding of cases.map(folded)) {
    room -= Buffer.byteLength(folding) + 1;
    if (room < 0) break;
    foldings.push(folding);
  }
  const left = cases.length - foldings.length;
  const rest =
    left === 0 ? '' : `\nThe report lists ${plural(left, 'more case')} with checks that were not passed.\n`;
  const title = foldings.length === 0 ? '' : '\n### Not passed\n\n';
  return `${head}${title}${foldings.join('\n')}${rest}`;
}

function heading(report: ConformanceReport): string {
  const { client, outcome, kit, cases, ms, shard } = report;
  const part = shard === undefined ? '' : ` · shard ${shard.index} of ${shard.of}`;
  const problems = problemsOf(report)
    .slice(0, 20)
    .map((problem) => `- ❌ ${clipped(problem)}`);
  return [
    `## ${markdownText(shortened(client, 200))}: ${outcomes[outcome]}`,
    '',
    conclusionText(report),
    ...(problems.length > 0 ? ['', ...problems] : []),
    '',
    `<sub>engage-export-kit ${markdownText(kit)} · ${plural(cases.length, 'case')}${part} · ${duration(ms)}</sub>`,
  ].join('\n');
}

function areaTable(report: ConformanceReport): string {
  const header = [
    'Area',
    'Checks',
    'Passed',
    'Failed',
    'SHOULD or MAY',
    'Known',
    'Not tested',
    'Unsupported',
  ];
  const rows = areasOf(report).map(({ area, checks, counts }) => [
    markdownText(area),
    ...[
      checks,
      counts.passed,
      counts.failed,
      counts.warning,
      counts.known,
      counts.untested,
      counts.unsupported,
    ].map((count) => (count === 0 ? '·' : String(count))),
  ]);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map((_, at) => (at === 0 ? '---' : '--:'))), ...rows.map(line)].join(
    '\n',
  );
}

/** A folded case with a table of its checks that were not passed. */
function folded({ id, title, checks }: CaseResult): string {
  const rest = checks.filter(({ verdict }) => verdict !== 'passed' && verdict !== 'unsupported');
  const rows = rest.map(
    (check) => `| ${checkCell(check)} | ${clipped(check.expected)} | ${clipped(check.seen)} |`,
  );
  return [
    `<details><summary><b>${summaryText(id)}</b> ${summaryText(title)} (${plural(rest.length, 'check')} not passed)</summary>`,
    '',
    '| Check | Expected | Seen |',
    '| --- | --- | --- |',
    ...rows,
    '',
    '</details>',
    '',
  ].join('\n');
}

function checkCell(check: CheckResult): string {
  const known = check.known === undefined ? '' : ` (${clipped(check.known.reason)})`;
  const marks = { failed: '❌', warning: '⚠️', known: '➖', untested: '❔', unsupported: '', passed: '' };
  const mark = marks[statusOf(check)];
  return `${mark} ${wordOf(check)} ${check.level} **${markdownText(nameOf(check))}**: ${clipped(check.demand)}${known}`;
}

function clipped(text: string): string {
  return markdownText(shortened(inLine(text), MOST_OF_A_TEXT));
}

/** Text in a block of HTML, where Markdown has no effect. */
function summaryText(text: string): string {
  return inLine(shortened(text, 200)).replace(/[&<>@]/g, (c) => `&#${c.codePointAt(0)};`);
}
