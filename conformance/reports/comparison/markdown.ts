import { inLine, markdownText, shortened } from '../../util/escape.ts';
import { plural } from '../check-status.ts';
import type { Comparison, RunFigures } from './compare.ts';
import { changeCounts, factRows, historyRows, statusWords } from './rows.ts';

/** The number of changed checks that a summary lists. */
const MOST_CHANGES = 100;
const MOST_OF_A_CELL = 200;

/** Renders a comparison as Markdown. */
export function comparisonMarkdown(comparison: Comparison): string {
  const { runs, findings, changes } = comparison;
  const names = runs.map(({ name }) => name);
  const faults = findings.map(({ level, title, cases }) => [level, title, ...cases.map(String)]);
  const shown = changes
    .slice(0, MOST_CHANGES)
    .map(({ id, level, kind, statuses }) => [kind, level, id, ...statuses.map((one) => statusWords[one])]);
  const left = changes.length - shown.length;
  const parts = [
    '## Comparison of runs',
    table(['', ...names], factRows(runs)),
    ...(faults.length === 0
      ? []
      : ['### Findings, with the number of cases', table(['Level', 'Finding', ...names], faults)]),
    `### ${changeCounts(comparison)}`,
    ...(shown.length === 0 ? [] : [table(['', 'Level', 'Check', ...names], shown)]),
    ...(left > 0 ? [`And ${plural(left, 'more check')}.`] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Renders a history as Markdown. */
export function historyMarkdown(runs: readonly RunFigures[]): string {
  const { header, rows } = historyRows(runs);
  return `## ${plural(runs.length, 'run')}, the latest last\n\n${table(header, rows)}\n`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => markdownText(shortened(inLine(cell), MOST_OF_A_CELL))).join(' | ')} |`;
  return [line(header), `|${header.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n');
}
