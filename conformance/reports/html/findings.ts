import { type Markup, markup, nothing } from '../../util/escape.ts';
import { plural, wordOf } from '../check-status.ts';
import { exampleTexts } from '../finding-lines.ts';
import type { Finding, Findings } from '../findings.ts';
import type { Links } from './links.ts';

/** The findings of a report, the first to mend first. Those that do not fail the run are a line each. */
export function findingList({ looksLike, list }: Findings, links: Links): Markup {
  if (list.length === 0) return nothing;
  const like = looksLike.map((fault) => markup`<li>${fault}</li>`);
  const hard = list.filter(({ status }) => status !== 'warning');
  const soft = list.filter(({ status }) => status === 'warning');
  return markup`<section class="findings" aria-labelledby="mend">
<h2 id="mend">What to mend, in this order</h2>
${hard.length === 0 ? nothing : markup`<ol>\n${hard.map((one, at) => hardItem(one, at + 1, links))}</ol>\n`}${
  soft.length === 0
    ? nothing
    : markup`<p class="soft">SHOULD and MAY, which do not fail the run:</p>
<ol start="${hard.length + 1}">\n${soft.map((one, at) => softItem(one, hard.length + at + 1, links))}</ol>\n`
}${like.length === 0 ? nothing : markup`<div class="like"><p>The failures look like those of a client that</p><ul>${like}</ul></div>`}
</section>
`;
}

function hardItem(finding: Finding, number: number, links: Links): Markup {
  return markup`<li class="finding ${finding.status}" id="finding-${number}">
<p class="demand">${demand(finding)}</p>
<p class="mend">${finding.advice}</p>
<details><summary>Example and ${plural(finding.cases.length, 'case')}</summary>
${facts(finding)}
${caseList(finding, links)}
</details></li>
`;
}

function softItem(finding: Finding, number: number, links: Links): Markup {
  return markup`<li class="finding ${finding.status}" id="finding-${number}">
<details><summary class="demand">${demand(finding)}</summary>
<p class="mend">${finding.advice}</p>
${facts(finding)}
${caseList(finding, links)}
</details></li>
`;
}

function demand({ cases, checks, level, title }: Finding): Markup {
  const [check] = checks;
  const word = check === undefined ? '' : wordOf(check).toLowerCase();
  return markup`<span class="pill">${word}</span> <span class="level">${level}</span> <b>${title}</b>, in ${plural(cases.length, 'case')}`;
}

function caseList({ cases }: Finding, links: Links): Markup {
  return markup`<ul class="cases">${cases.map((one) => markup`<li><a href="#${links.caseAnchor(one)}">${one.id}</a></li>`)}</ul>`;
}

/** The first case of the finding, as an example. */
function facts(finding: Finding): Markup {
  const { cases, names, others, looksLike, printed, again } = finding;
  const also = others.map(([name, count]) => `${name} in ${count}`).join(', ');
  const rows: readonly (readonly [name: string, value: Markup])[] = [
    ['Example', markup`${cases[0]?.id ?? ''}: ${cases[0]?.title ?? ''}`],
    ['Expected', texts(exampleTexts(finding, 'expected'))],
    ['Seen', texts(exampleTexts(finding, 'seen'))],
    ['Printed', markup`<code>${printed || 'nothing'}</code>`],
    ...(looksLike === undefined ? [] : [['Looks like', markup`a client that ${looksLike}`] as const]),
    ['Checks', markup`${names.join(', ')}`],
    ...(also === '' ? [] : [['In consequence', markup`${also}`] as const]),
    ['Run again', markup`<code class="again">${again}</code>`],
  ];
  return markup`<dl>${rows.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** Texts, one below the other. */
function texts(all: readonly string[]): Markup {
  return markup`${all.map((text) => markup`<p>${text}</p>`)}`;
}
