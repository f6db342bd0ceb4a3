import type { CaseResult } from '../../model/report.ts';
import { type Markup, markup, nothing } from '../../util/escape.ts';
import { caseStatus, statuses } from '../case-status.ts';
import { type AreaResult, number } from '../check-status.ts';
import type { Links } from './links.ts';

/** The areas as rows of cases: each cell has the status of a case and links to it. */
export function matrix(areas: readonly AreaResult[], links: Links): Markup {
  if (areas.length === 0) return nothing;
  return markup`<section class="matrix" aria-labelledby="matrix">
<h2 id="matrix">Cases by area</h2>
<p class="skip"><a href="#cases">Skip the matrix</a></p>
<table>
<thead><tr><th scope="col">Area</th><th scope="col">Cases</th><th scope="col">Passed</th></tr></thead>
<tbody>
${areas.map((area) => row(area, links))}</tbody>
</table>
<p class="marks">${statuses.map(({ status, word, mark }) => markup`<span class="${status}">${mark}</span> ${word} `)}</p>
</section>
`;
}

function row({ area, cases, checks, counts }: AreaResult, links: Links): Markup {
  return markup`<tr><th scope="row">${area}</th><td class="cells">${cases.map((one) => cell(one, links))}</td><td class="share">${number(counts.passed)}<span>/${number(checks)}</span></td></tr>
`;
}

function cell(one: CaseResult, links: Links): Markup {
  const status = caseStatus(one);
  const { word, mark } = statuses.find((each) => each.status === status) ?? { word: status, mark: '' };
  return markup`<a class="${status}" href="#${links.caseAnchor(one)}" title="${one.id}" aria-label="${one.id}: ${word}">${mark}</a>`;
}
