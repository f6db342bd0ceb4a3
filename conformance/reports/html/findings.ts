import { type Markup, markup, nothing } from '../../util/escape.ts';
import { plural, wordOf } from '../check-status.ts';
import { exampleTexts } from '../finding-lines.ts';
import type { Finding, Findings } from '../findings.ts';

/** The number of cases of a finding that are listed without unfolding. */
const MOST_SHOWN = 5;

/** The findings of a report, the first to mend first, each with links to its cases. */
export function findingList({ looksLike, list }: Findings, placeOf: (id: string) => string): Markup {
  if (list.length === 0) return nothing;
  const like = looksLike.map((fault) => markup`<li>${fault}</li>`);
  return markup`<section class="findings" aria-labelledby="mend">
<h2 id="mend">What to mend, in this order</h2>
${like.length === 0 ? nothing : markup`<div class="like"><p>The failures look like those of a client that</p><ul>${like}</ul></div>`}
<ol>
${list.map((finding) => findingItem(finding, placeOf))}</ol>
</section>
`;
}

function findingItem(finding: Finding, placeOf: (id: string) => string): Markup {
  const { status, cases, checks, names, title, others, looksLike, advice, printed, again } = finding;
  const [check] = checks;
  const pill =
    check === undefined
      ? nothing
      : markup`<span class="pill">${wordOf(check).toLowerCase()}</span> <span class="level">${check.level}</span> `;
  const also = others.map(([name, count]) => `${name} in ${count}`).join(', ');
  const facts: readonly (readonly [name: string, value: Markup])[] = [
    ['Checks', markup`${names.map((name, at) => markup`${at === 0 ? '' : ', '}<code>${name}</code>`)}`],
    ['Expected', texts(exampleTexts(finding, 'expected'))],
    ['Seen', texts(exampleTexts(finding, 'seen'))],
    ['Printed', markup`<code>${printed || 'nothing'}</code>`],
    ...(looksLike === undefined ? [] : [['Looks like', markup`a client that ${looksLike}`] as const]),
    ...(also === '' ? [] : [['Also failed', markup`${also}`] as const]),
    ['Again', markup`<code>${again}</code>`],
  ];
  return markup`<li class="finding ${status}">
<p class="demand">${pill}${title}, in ${plural(cases.length, 'case')}</p>
<p class="mend">${advice}</p>
<dl>${facts.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${caseLinks(finding, placeOf)}</li>
`;
}

/** Texts, one below the other. */
function texts(all: readonly string[]): Markup {
  return markup`${all.map((text) => markup`<p>${text}</p>`)}`;
}

function caseLinks({ cases }: Finding, placeOf: (id: string) => string): Markup {
  const links = cases.map(({ id, title }) => markup`<li><a href="#${placeOf(id)}">${id}</a> ${title}</li>`);
  const shown = links.slice(0, MOST_SHOWN);
  const rest = links.slice(MOST_SHOWN);
  return markup`<ul class="cases">${shown}</ul>
${rest.length === 0 ? nothing : markup`<details><summary>${plural(rest.length, 'more case')}</summary><ul class="cases">${rest}</ul></details>\n`}`;
}
