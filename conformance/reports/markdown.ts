import type { CheckResult, ConformanceReport } from '../model/report.ts';
import { inLine, markdownText, shortened } from '../util/escape.ts';
import { firstFew } from '../util/first-few.ts';
import { plainName } from './case-faults.ts';
import { caseStatus } from './case-status.ts';
import {
  areasOf,
  type CheckStatus,
  checksOf,
  conclusionText,
  duration,
  plural,
  problemsOf,
  statusOf,
  wordOf,
} from './check-status.ts';
import { findingStatus, findingTitle } from './finding-lines.ts';
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
 * Renders Markdown for a job summary, at most about 60 KB, to be read in a minute: the outcome and its reach,
 * the findings with their advice, the first to mend first, each with a folded example; folded, the findings
 * that do not fail the run and the known failures; and the areas with a mark for each case.
 */
export function reportMarkdown(report: ConformanceReport): string {
  const { looksLike, list } = findingsOf(report);
  const head = heading(report, looksLike);
  const tail = `\n${areaTable(report)}\n`;
  const [open, soft] = [false, true].map((isSoft) =>
    list.filter(({ status }) => (status === 'warning') === isSoft),
  );
  const foldings: string[] = [];
  let room = MOST_BYTES - Buffer.byteLength(head) - Buffer.byteLength(tail);
  const all = [
    ...(open ?? []).map((finding, at) => openFinding(finding, at + 1)),
    ...(soft ?? []).map(folded),
    ...knownFolding(report),
  ];
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

/** A finding that keeps the run from passing: its title and advice, and a folded example. */
function openFinding(finding: Finding, number: number): string {
  const { cases, advice, status } = finding;
  const title = `${findingStatus(finding)}: ${finding.title}`;
  return [
    `**${number}. ${marks[status]} ${clipped(title).trim()}**, in ${plural(cases.length, 'case')}<br>`,
    clipped(advice),
    '',
    ...example(finding, 'Example and cases'),
  ].join('\n');
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
    '',
    reachLine(report),
    ...(looksLike.length === 0 ? [] : ['', `Looks like: ${clipped(looksLike.join('; '))}.`]),
    ...(problems.length > 0 ? ['', ...problems] : []),
    '',
    `<sub>engage-export-kit ${markdownText(kit)} · ${plural(cases.length, 'case')} · ${duration(ms)}</sub>`,
  ].join('\n');
}

/** The features that were judged and those that were not. */
function reachLine({ reach }: ConformanceReport): string {
  const names = (isJudged: boolean) =>
    reach.filter(({ state }) => (state === 'judged') === isJudged).map(({ name }) => markdownText(name));
  const [judged, others] = [names(true), names(false)];
  const not = others.length === 0 ? '' : ` · Not judged: ${others.join(', ')}`;
  return `Judged: ${judged.join(', ') || 'nothing'}${not}`;
}

/** A row for each area: the checks, and a mark for each case. */
function areaTable(report: ConformanceReport): string {
  const header = ['Area', 'Checks passed', 'Cases'];
  const rows = areasOf(report).map(({ area, checks, counts, cases }) => [
    markdownText(area),
    `${counts.passed} of ${checks}`,
    cases.map((one) => caseMarks[caseStatus(one)]).join(''),
  ]);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const key =
    '✅ passed · ❌ a MUST failed · ❔ not tested · 🟡 a SHOULD or MAY failed · ➖ known failure · ⬜ unsupported';
  return [line(header), line(['---', '--:', '---']), ...rows.map(line), '', `<sub>${key}</sub>`].join('\n');
}

/** A folded finding that does not fail the run. */
function folded(finding: Finding): string {
  const title = summaryText(findingTitle(finding));
  return example(finding, `${marks[finding.status]} <b>${title}</b>`, finding.advice).join('\n');
}

/** A folded example: its checks, the command to see it again, and the cases of the finding. */
function example(finding: Finding, summary: string, advice?: string): readonly string[] {
  const { cases, example: checks, looksLike, printed, again } = finding;
  const rows = checks.map(
    (check) => `| ${checkCell(check)} | ${clipped(check.expected)} | ${clipped(check.seen)} |`,
  );
  const ids = firstFew(
    cases.map(({ id }) => markdownText(id)),
    MOST_CASES,
  );
  return [
    `<details><summary>${summary}</summary>`,
    '',
    '| Check | Expected | Seen |',
    '| --- | --- | --- |',
    ...rows,
    '',
    ...(advice === undefined ? [] : [`- **Mend:** ${clipped(advice)}`]),
    ...(looksLike === undefined ? [] : [`- **Looks like:** a client that ${clipped(looksLike)}`]),
    `- **Printed:** ${clipped(printed || 'nothing')}`,
    `- **Again:** <code>${clipped(again)}</code>`,
    `- **Cases:** ${ids.join(', ')}`,
    '',
    '</details>',
    '',
  ];
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

/** The marks of cases in the table of areas. */
const caseMarks: Readonly<Record<CheckStatus, string>> = {
  passed: '✅',
  failed: '❌',
  untested: '❔',
  warning: '🟡',
  known: '➖',
  unsupported: '⬜',
};

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
