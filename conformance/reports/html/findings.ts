import { type Markup, markup, nothing } from '../../util/escape.ts';
import { plural, wordOf } from '../check-status.ts';
import { exampleTexts } from '../finding-lines.ts';
import type { Finding, Findings } from '../findings.ts';
import type { Links } from './links.ts';

/** The findings of a report, the first to mend first. Those that do not fail the run are folded together. */
export function findingList({ looksLike, list }: Findings, links: Links): Markup {
  if (list.length === 0) return nothing;
  const like = looksLike.map((fault) => markup`<li>${fault}</li>`);
  const items = list.map((finding, at) => [finding, findingItem(finding, at + 1, links)] as const);
  const [open, soft] = [false, true].map((isSoft) =>
    items.flatMap(([{ status }, item]) => ((status === 'warning') === isSoft ? [item] : [])),
  );
  return markup`<section class="findings" aria-labelledby="mend">
<h2 id="mend">What to mend, in this order</h2>
${orderedFindings(open ?? [], 1)}${
  soft === undefined || soft.length === 0
    ? nothing
    : markup`<details class="soft"><summary>${plural(soft.length, 'finding')} of SHOULD or MAY, which do not fail the run</summary>
${orderedFindings(soft, (open?.length ?? 0) + 1)}</details>
`
}${like.length === 0 ? nothing : markup`<div class="like"><p>The failures look like those of a client that</p><ul>${like}</ul></div>`}
</section>
`;
}

function orderedFindings(items: readonly Markup[], start: number): Markup {
  return items.length === 0 ? nothing : markup`<ol start="${start}">\n${items}</ol>\n`;
}

function findingItem(finding: Finding, number: number, links: Links): Markup {
  const { status, cases, checks, level, title, advice } = finding;
  const [check] = checks;
  const word = check === undefined ? '' : wordOf(check).toLowerCase();
  return markup`<li class="finding ${status}" id="finding-${number}">
<p class="demand"><span class="pill">${word}</span> <span class="level">${level}</span> <b>${title}</b>, in ${plural(cases.length, 'case')}</p>
<p class="mend">${advice}</p>
<details><summary>Example and ${plural(cases.length, 'case')}</summary>
${facts(finding)}
<ul class="cases">${cases.map((one) => markup`<li><a href="#${links.caseAnchor(one)}">${one.id}</a></li>`)}</ul>
</details></li>
`;
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
