import { assumptionEntries } from './assumptions.ts';
import { type FidelityLine, fidelityLines, notMocked } from './fidelity.ts';
import type { Change } from './fidelity-area.ts';
import { markdownTable } from './markdown.ts';

/**
 * The fidelity page in Markdown: every behaviour with its evidence, every switch, and everything that is not
 * mocked.
 */
export function fidelityPage(): string {
  const areas = [...new Set(fidelityLines.map(({ area }) => area))];
  return `${[
    '<!-- Derived from schemas/ by `npm run docs`. Change the tables there, not this page. -->',
    '# Fidelity',
    'The behaviour of the mock and the evidence for it, line by line. Evidence: *documented* on one of Microsoft’s pages, *observed* as a behaviour that public clients depend on, *assumed* by this project because it is unknown outside the service.',
    'An assumed behaviour can be changed if the last column names a switch (`--assume NAME=VALUE`, or `assumptions` in the library) or a flag. *Data*: it is in the synthetic network. *Fixed*: it cannot be changed.',
    ...areas.map(areaSection),
    '## Switches',
    'The first value is the default. `engage-export serve --assume include-default=csv --assume bad-parameter=ignore` sets two; `/__admin/info` lists those that are not at their default.',
    switchTable(),
    '## What is not mocked',
    markdownTable(['Not mocked', 'Instead'], notMocked),
  ].join('\n\n')}\n`;
}

function areaSection(area: string): string {
  const lines = fidelityLines.filter((line) => line.area === area);
  const rows = lines.map((line) => [line.behaviour, line.evidence, changeText(line)]);
  return `## ${area}\n\n${markdownTable(['Behaviour', 'Evidence', 'Changed by'], rows)}`;
}

function changeText({ change }: FidelityLine): string {
  return change === undefined ? '' : (unchangeable[change] ?? `\`${change}\``);
}

const unchangeable: Readonly<Partial<Record<Change, string>>> = { data: 'data', fixed: 'fixed' };

function switchTable(): string {
  const rows = assumptionEntries.flatMap(([name, { about, values }]) =>
    values.map(({ value, does }, index) => [
      index === 0 ? `\`${name}\`` : '',
      index === 0 ? about : '',
      `\`${value}\``,
      does,
    ]),
  );
  return markdownTable(['Switch', 'About', 'Value', 'Effect'], rows);
}
