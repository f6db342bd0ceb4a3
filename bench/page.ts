import { cellsOf, HEADINGS, type Report } from './report.ts';

/** The page of a run, Markdown: docs/performance.md. */
export function renderPage(report: Report): string {
  const { node, machine, date, effort, load, lines, notes } = report;
  const rows = lines.map((line) => cellsOf(line).map(escaped));
  const explained = Object.entries(notes).flatMap(([name, texts]) => [
    `**${name}**`,
    '',
    ...texts.map((text) => `- ${escaped(text)}`),
    '',
  ]);
  return `# Performance

\`npm run bench -- --${effort} --write\` wrote this page on ${date}, on Node ${node}, ${machine}; the load was ${load[0].toFixed(1)} at the start and ${load[1].toFixed(1)} at the end.

Each figure is the ratio of two measurements of the same run, taken in turns, because times alone say more about the machine than about the product. A bound that is not reached is marked; [decisions.md](decisions.md) says what limits it and what was tried.

| ${HEADINGS.join(' | ')} |
| ${HEADINGS.map(() => '---').join(' | ')} |
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}

## Notes

${explained.join('\n').trimEnd()}
`;
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
