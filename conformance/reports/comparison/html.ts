import { type Markup, markup, nothing } from '../../util/escape.ts';
import { plural } from '../check-status.ts';
import { htmlPage } from '../html/shell.ts';
import type { CheckChange, Comparison, RunFigures } from './compare.ts';
import { changeCounts, factRows, historyRows, statusWords, timeText } from './rows.ts';

/** Renders a comparison as one self-contained page without a script. */
export function comparisonHtml(comparison: Comparison): string {
  const { runs, findings, changes } = comparison;
  const names = runs.map(({ name }) => name);
  const faults = findings.map(({ level, title, cases }) => [`${level}: ${title}`, ...cases.map(String)]);
  return page(
    'Comparison of runs',
    markup`${table('The runs', ['', ...names], factRows(runs))}
${faults.length === 0 ? nothing : table('Findings, with the number of cases', ['Finding', ...names], faults)}
<h2>${changeCounts(comparison)}</h2>
${changes.length === 0 ? nothing : changeTable(changes, names)}`,
  );
}

/** Renders a history as one self-contained page: a chart of the failed checks, and a table of the runs. */
export function historyHtml(runs: readonly RunFigures[]): string {
  const { header, rows } = historyRows(runs);
  const title = `${plural(runs.length, 'run')}, the latest last`;
  return page(title, markup`${chart(runs)}\n${table('The runs', header, rows)}`);
}

function page(title: string, content: Markup): string {
  const body = markup`<header>
<p class="kind">Conformance of clients of the Data Export API</p>
<h1>${title}</h1>
</header>
<main>
${content}</main>
`;
  return htmlPage({ title, body });
}

/** A table whose first column names its rows. */
function table(caption: string, header: readonly string[], rows: readonly (readonly string[])[]): Markup {
  const heads = header.map((cell) =>
    cell === '' ? markup`<td></td>` : markup`<th scope="col">${cell}</th>`,
  );
  const lines = rows.map(
    ([first = '', ...cells]) =>
      markup`<tr><th scope="row">${first}</th>${cells.map((cell) => markup`<td>${cell}</td>`)}</tr>\n`,
  );
  return markup`<div class="compared" role="group" aria-label="${caption}" tabindex="0"><table>
<caption>${caption}</caption>
<thead><tr>${heads}</tr></thead>
<tbody>
${lines}</tbody>
</table></div>
`;
}

function changeTable(changes: readonly CheckChange[], names: readonly string[]): Markup {
  const rows = changes.map(
    ({ id, level, kind, statuses }) =>
      markup`<tr><th scope="row">${id}</th><td>${level}</td><td>${kind}</td>${statuses.map((status) => markup`<td class="status ${status}">${statusWords[status]}</td>`)}</tr>\n`,
  );
  return markup`<div class="compared" role="group" aria-label="Checks with another verdict" tabindex="0"><table>
<caption>Checks with another verdict</caption>
<thead><tr><th scope="col">Check</th><th scope="col">Level</th><th scope="col">Change</th>${names.map((name) => markup`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${rows}</tbody>
</table></div>
`;
}

const HEIGHT = 120;

/** The failed checks of each run as bars: MUST below, SHOULD and MAY above. */
function chart(runs: readonly RunFigures[]): Markup {
  const most = Math.max(1, ...runs.map(({ mustFailed, othersFailed }) => mustFailed + othersFailed));
  const width = 100 / Math.max(1, runs.length);
  const bars = runs.map(({ startedAt, mustFailed, othersFailed }, at) => {
    const [must, others] = [mustFailed, othersFailed].map((count) => (count / most) * HEIGHT);
    const x = `${(at * width).toFixed(2)}%`;
    const wide = `${(width * 0.8).toFixed(2)}%`;
    const bar = (name: string, y: number, height: number) =>
      markup`<rect class="${name}" x="${x}" y="${y.toFixed(1)}" width="${wide}" height="${height.toFixed(1)}"/>`;
    const title = `${timeText(startedAt)}: ${mustFailed} MUST and ${othersFailed} SHOULD or MAY failed`;
    return markup`<g><title>${title}</title>${bar('failed', HEIGHT - (must ?? 0), must ?? 0)}${bar('warning', HEIGHT - (must ?? 0) - (others ?? 0), others ?? 0)}</g>\n`;
  });
  return markup`<figure class="trend"><svg width="100%" height="${HEIGHT}" role="img" aria-labelledby="trend"><title id="trend">The failed checks of each run, at most ${most}</title>
${bars}</svg>
<figcaption>Failed checks of each run: MUST below, SHOULD and MAY above; at most ${most}.</figcaption>
</figure>`;
}
