import { inLine, shortened } from '../../util/escape.ts';
import { padded, widthOf } from '../../util/padded.ts';
import { plural } from '../check-status.ts';
import type { CheckChange, Comparison, RunFigures } from './compare.ts';
import { changeCounts, factRows, historyRows, statusWords } from './rows.ts';

/** The number of changed checks that a text lists. */
const MOST_CHANGES = 40;
const MOST_OF_A_CELL = 60;

/** Renders a comparison for a terminal: the runs, the findings, and the checks with another verdict. */
export function comparisonText(comparison: Comparison): string {
  const { runs, findings, changes } = comparison;
  const facts = [['', ...runs.map(({ name }) => name)], ...factRows(runs)];
  const faults = findings.map(({ level, title, cases }) => [`${level} ${title}`, ...cases.map(String)]);
  const shown = changes.slice(0, MOST_CHANGES).map(changeLine);
  const left = changes.length - shown.length;
  const parts = [
    table(facts),
    ...(faults.length === 0 ? [] : [`Findings, with the number of cases\n${table(faults)}`]),
    [changeCounts(comparison), ...shown, ...(left > 0 ? [`and ${plural(left, 'more check')}`] : [])].join(
      '\n',
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

function changeLine({ id, level, kind, statuses }: CheckChange): string {
  const way = statuses.map((status) => statusWords[status]).join(' → ');
  return `  ${kind.padEnd(6)}  ${level.padEnd(6)}  ${inLine(id)}: ${way}`;
}

/** Renders a history for a terminal: a line for each run. */
export function historyText(runs: readonly RunFigures[]): string {
  const { header, rows } = historyRows(runs);
  return `${plural(runs.length, 'run')}, the latest last\n\n${table([header, ...rows])}\n`;
}

/** Rows of cells, the columns as wide as their longest cell. */
function table(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map((cell) => shortened(inLine(cell), MOST_OF_A_CELL)));
  const widths = (cells[0] ?? []).map((_, at) => Math.max(...cells.map((row) => widthOf(row[at] ?? ''))));
  return cells
    .map((row) => `  ${row.map((cell, at) => padded(cell, widths[at] ?? 0)).join('  ')}`.trimEnd())
    .join('\n');
}
