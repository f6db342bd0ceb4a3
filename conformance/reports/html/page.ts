import type { ConformanceReport } from '../../model/report.ts';
import { inLine, type Markup, markup, nothing, shortened } from '../../util/escape.ts';
import { shellWords } from '../../util/shell.ts';
import { areasOf, checksOf, conclusionText, duration, number, plural, problemsOf } from '../check-status.ts';
import { findingsOf } from '../findings.ts';
import { reachText } from '../verdict.ts';
import { areaTable } from './areas.ts';
import { caseSection } from './case.ts';
import { findingList } from './findings.ts';
import { style } from './style.ts';

const MOST_OF_A_TITLE = 50;

/**
 * Renders one self-contained page: no script, font or picture from outside, which a Content Security Policy
 * enforces.
 */
export function reportHtml(report: ConformanceReport): string {
  const { client, outcome, cases } = report;
  const areas = areasOf(report);
  const findings = findingsOf(report);
  const places = new Map(areas.flatMap((area) => area.cases).map(({ id }, at) => [id, at + 1]));
  // A case of a finding is unfolded when it is the first one: the others show the same.
  const first = new Set(findings.list.map((finding) => finding.cases[0]?.id));
  const sections = areas.map(
    ({ area, cases: own }, at) => markup`<section class="area" aria-labelledby="a-${at}">
<h2 id="a-${at}">${area}</h2>
${own.map((one) => caseSection(one, places.get(one.id) ?? 0, first.has(one.id)))}</section>
`,
  );
  const page = markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>${shortened(inLine(client), MOST_OF_A_TITLE)}: ${outcome}</title>
<style>${style}</style>
</head>
<body>
${hatching}
${header(report)}
${findingList(findings, (id) => `c-${places.get(id) ?? 0}`)}
${areaTable(areas)}
${cases.length === 0 ? nothing : filter(report)}
<main>
${sections}</main>
<footer><p>Written by engage-export-kit ${report.kit}. The same data is in <code>report.json</code>; <code>engage-export report</code> renders this page from it.</p></footer>
</body>
</html>
`;
  return page.markup;
}

/** The pattern for bytes that never arrived, which all pictures share. */
const hatching = markup`<svg class="defs" width="0" height="0" aria-hidden="true"><defs><pattern id="never" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="6"/></pattern></defs></svg>`;

const outcomes = {
  passed: 'Passed',
  failed: 'Failed',
  incomplete: 'Incomplete',
} as const;

function header(report: ConformanceReport): Markup {
  const { client, outcome, kit, startedAt, ms, shard, cases, machines, setup } = report;
  const facts: [string, string][] = [
    ['Cases', number(cases.length)],
    ['Checks', number(checksOf(report).length)],
    ['Started', startedAt.replace('T', ' ').replace(/\.\d+/, '').replace('Z', ' UTC')],
    ['Duration', duration(ms)],
    ['Kit', kit],
    ...machines.map(
      ({ node, platform, release, arch }) =>
        ['Machine', `Node ${node.replace('v', '')}, ${platform} ${release}, ${arch}`] as [string, string],
    ),
    ...Object.entries(setup.commands).map(
      ([name, argv]) => [`Command: ${name}`, shellWords(argv)] as [string, string],
    ),
    ...(shard === undefined ? [] : [['Shard', `${shard.index} of ${shard.of}`] as [string, string]]),
  ];
  const problems = problemsOf(report);
  return markup`<header>
<p class="kind">Conformance of a client of the Data Export API</p>
<h1>${inLine(client)}</h1>
<p class="outcome ${outcome}"><strong>${outcomes[outcome]}, ${reachText(report)}</strong> ${conclusionText(report)}</p>
${problems.length === 0 ? nothing : markup`<ul class="problems">${problems.map((problem) => markup`<li>${problem}</li>`)}</ul>`}
<dl class="facts">${facts.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
</header>`;
}

/** The choice of the shown checks, with styles only. */
function filter({ counts, cases }: ConformanceReport): Markup {
  const choices = [
    ['failed', 'Failed'],
    ['untested', 'Not tested'],
    ['unsupported', 'Unsupported'],
    ['passed', 'Passed'],
  ] as const;
  const radio = (id: string, label: string, count: number, on: Markup) =>
    markup`<label><input type="radio" name="show" id="show-${id}"${on}> ${label} <span>${number(count)}</span></label>\n`;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return markup`<fieldset class="filter" aria-label="Checks to show, of ${plural(cases.length, 'case')}">
<legend>Show</legend>
${radio('all', 'All', all, markup` checked`)}${choices.map(([verdict, label]) => radio(verdict, label, counts[verdict], nothing))}</fieldset>`;
}
