import type { ConformanceReport } from '../../model/report.ts';
import { inLine, type Markup, markup, nothing } from '../../util/escape.ts';
import { shellWords } from '../../util/shell.ts';
import { checksOf, conclusionText, duration, number, problemsOf } from '../check-status.ts';
import { reachText } from '../verdict.ts';

const outcomes = { passed: 'Passed', failed: 'Failed', incomplete: 'Incomplete' } as const;

/** The verdict with its reach: the parts of the API that were judged, and those that were not. */
export function header(report: ConformanceReport): Markup {
  const { client, outcome } = report;
  const problems = problemsOf(report);
  return markup`<header>
<p class="kind">Conformance of a client of the Data Export API</p>
<h1>${inLine(client)}</h1>
<p class="outcome ${outcome}"><strong>${outcomes[outcome]}</strong> <span>${reachText(report)}</span></p>
<p class="counts">${conclusionText(report)}</p>
${problems.length === 0 ? nothing : markup`<ul class="problems">${problems.map((problem) => markup`<li>${problem}</li>`)}</ul>`}
${reach(report)}
${how(report)}
</header>`;
}

const notJudged = [
  ['unsupported', 'Not judged, the client lacks it'],
  ['untested', 'Not judged, the cases could not be tested'],
  ['left-out', 'Not judged, no selected case needs it'],
] as const;

/** The features that were judged, and the others by the reason. */
function reach({ reach: features }: ConformanceReport): Markup {
  const judged = features.filter(({ state }) => state === 'judged');
  const rows: (readonly [name: string, text: string])[] = [
    [
      'Judged',
      judged.map(({ name, judged: count, cases }) => `${name} (${count} of ${cases})`).join(', ') ||
        'nothing',
    ],
    ...notJudged.flatMap(([state, title]) => {
      const names = features.filter((one) => one.state === state).map(({ name }) => name);
      return names.length === 0 ? [] : [[title, names.join(', ')] as const];
    }),
  ];
  return markup`<dl class="reach">${rows.map(([name, text]) => markup`<div><dt>${name}</dt><dd>${text}</dd></div>`)}</dl>`;
}

/** The client, the machine and the selection, folded. */
function how(report: ConformanceReport): Markup {
  const facts = factsOf(report);
  return markup`<details class="how"><summary>How it was run</summary>
<dl class="facts">${facts.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
</details>`;
}

function factsOf(report: ConformanceReport): readonly (readonly [name: string, value: Markup | string])[] {
  const { kit, startedAt, ms, shard, cases, machines, setup, selection } = report;
  const list = (name: string, values: readonly string[] | undefined) =>
    values === undefined || values.length === 0 ? [] : [[name, values.join(', ')] as const];
  return [
    ...Object.entries(setup.commands).map(
      ([name, argv]) => [`Command: ${name}`, markup`<code>${shellWords(argv)}</code>`] as const,
    ),
    ['Mode', setup.mode],
    ...list('Options', setup.options),
    ['Output', setup.output.join(', ')],
    ['Clock', `of the ${setup.clock}`],
    ...(setup.address === undefined ? [] : [['Address of the service', setup.address] as const]),
    ['Time limit', `${setup.timeLimitSeconds} s`],
    ...list('Environment passed on', setup.variables),
    ...list('Only', selection.only),
    ...list('Skipped', selection.skip),
    ...list('Levels', selection.levels),
    ['Cases', `${number(cases.length)} of ${number(selection.catalogue.cases)}`],
    ['Checks', `${number(checksOf(report).length)} of ${number(selection.catalogue.checks)}`],
    ...(shard === undefined ? [] : [['Shard', `${shard.index} of ${shard.of}`] as const]),
    ['Started', startedAt.replace('T', ' ').replace(/\.\d+/, '').replace('Z', ' UTC')],
    ['Duration', duration(ms)],
    ['Kit', kit],
    ...machines.map(
      ({ node, platform, release, arch }) =>
        ['Machine', `Node ${node.replace('v', '')}, ${platform} ${release}, ${arch}`] as const,
    ),
  ];
}
