import type { CheckResult, ConformanceReport } from '../model/report.ts';
import { inLine, markdownText, shortened } from '../util/escape.ts';
import { firstFew } from '../util/first-few.ts';
import { plainName } from './case-faults.ts';
import {
  areasOf,
  checksOf,
  conclusionText,
  duration,
  plural,
  problemsOf,
  statusOf,
  wordOf,
} from './check-status.ts';
import { findingTitle } from './finding-lines.ts';
import { type Finding, findingsOf } from './findings.ts';
import { reachText } from './verdict.ts';

/**
 * The maximum size of a job summary, bytes in UTF-8: far below the limit of GitHub, so that several fit on
 * one page.
 */
const MOST_BYTES = 60_000;
const MOST_OF_A_TEXT = 500;
/** The number of cases of a finding, and of known failures, that are listed. */
const MOST_CASES = 40;
const MOST_KNOWN = 100;

const outcomes = { passed: '✅ passed', failed: '❌ failed', incomplete: '⚠️ incomplete' } as const;

/**
 * Renders Markdown for a job summary, at most about 60 KB: the outcome and its reach, a folded finding for
 * each cause, the first to mend first, the known failures, and a table by area.
 */
export function reportMarkdown(report: ConformanceReport): string {
  const { looksLike, list } = findingsOf(report);
  const head = heading(report, looksLike);
  const tail = `\n${areaTable(report)}\n`;
  const foldings: string[] = [];
  let room = MOST_BYTES - Buffer.byteLength(head) - Buffer.byteLength(tail);
  const all = [...list.map(folded), ...knownFolding(report)];
  for (const folding of all) {
    room -= Buffer.byteLength(folding) + 1;
    if (room < 0) break;
    foldings.push(folding);
  }
  const left = all.length - foldings.length;
  const rest = left === 0 ? '' : `\nThe report lists ${plural(left, 'more finding')}.\n`;
  const title = foldings.length === 0 ? '' : '\n### What to mend, in this order\n\n';
  return `${head}\n${title}${foldings.join('\n')}${rest}${tail}`;
}

function heading(report: ConformanceReport, looksLike: readonly string[]): string {
  const { client, outcome, kit, cases, ms } = report;
  const problems = problemsOf(report)
    .slice(0, 20)
    .map((problem) => `- ❌ ${clipped(problem)}`);
  return [
    `## ${markdownText(shortened(client, 200))}: ${outcomes[outcome]}, ${reachText(report)}`,
    '',
    conclusionText(report),
    ...(looksLike.length === 0 ? [] : ['', `Looks like: ${clipped(looksLike.join('; '))}.`]),
    ...(problems.length > 0 ? ['', ...problems] : []),
    '',
    `<sub>engage-export-kit ${markdownText(kit)} · ${plural(cases.length, 'case')} · ${duration(ms)}</sub>`,
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

/** A folded finding: its checks, the advice, the command to see it again, and its cases. */
function folded(finding: Finding): string {
  const { status, cases, example, looksLike, advice, printed, again } = finding;
  const rows = example.map(
    (check) => `| ${checkCell(check)} | ${clipped(check.expected)} | ${clipped(check.seen)} |`,
  );
  const like = looksLike === undefined ? '' : ` (looks like: ${clipped(looksLike)})`;
  const ids = firstFew(
    cases.map(({ id }) => markdownText(id)),
    MOST_CASES,
  );
  return [
    `<details><summary>${marks[status]} <b>${summaryText(findingTitle(finding))}</b></summary>`,
    '',
    '| Check | Expected | Seen |',
    '| --- | --- | --- |',
    ...rows,
    '',
    `- **Mend:** ${clipped(advice)}${like}`,
    `- **Printed:** ${clipped(printed || 'nothing')}`,
    `- **Again:** <code>${clipped(again)}</code>`,
    `- **Cases:** ${ids.join(', ')}`,
    '',
    '</details>',
    '',
  ].join('\n');
}

/** The known failures, folded; nothing when there are none. */
function knownFolding(report: ConformanceReport): readonly string[] {
  const known = checksOf(report).filter((check) => statusOf(check) === 'known');
  if (known.length === 0) return [];
  const rows = known.map(
    (check) => `| ${markdownText(check.id)} | ${wordOf(check)} | ${clipped(check.known?.reason ?? '')} |`,
  );
  return [
    [
      `<details><summary>${marks.known} <b>${plural(known.length, 'known failure')}</b></summary>`,
      '',
      '| Check | Status | Reason |',
      '| --- | --- | --- |',
      ...firstFew(rows, MOST_KNOWN).map((row) => (row.startsWith('|') ? row : `| ${row} | | |`)),
      '',
      '</details>',
      '',
    ].join('\n'),
  ];
}

const marks = {
  failed: '❌',
  warning: '⚠️',
  known: '➖',
  untested: '❔',
  unsupported: '',
  passed: '',
} as const;

function checkCell(check: CheckResult): string {
  return `${wordOf(check)} ${check.level} **${markdownText(plainName(check))}**: ${clipped(check.demand)}`;
}

function clipped(text: string): string {
  return markdownText(shortened(inLine(text), MOST_OF_A_TEXT));
}

/** Text in a block of HTML, where Markdown has no effect. */
function summaryText(text: string): string {
  return inLine(shortened(text, 200)).replace(/[&<>@]/g, (c) => `&#${c.codePointAt(0)};`);
}
