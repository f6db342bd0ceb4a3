import { levels } from '../../model/check.ts';
import type { CaseResult } from '../../model/report.ts';
import { type Markup, markup, nothing } from '../../util/escape.ts';
import { caseStatus } from '../case-status.ts';
import type { CheckStatus } from '../check-status.ts';
import { number, plural } from '../check-status.ts';

/** The outcomes that can be chosen, each with the statuses of its cases. */
const outcomes: readonly (readonly [id: string, label: string, statuses: readonly CheckStatus[]])[] = [
  ['failed', 'Failed', ['failed', 'warning', 'known']],
  ['untested', 'Not tested', ['untested']],
  ['unsupported', 'Unsupported', ['unsupported']],
  ['passed', 'Passed', ['passed']],
];

/** The choice of the shown cases by outcome and level, with styles only, and by words with the script. */
export function filters(cases: readonly CaseResult[]): Markup {
  const count = (of: readonly CheckStatus[]) => cases.filter((one) => of.includes(caseStatus(one))).length;
  return markup`<div class="filters" role="search" aria-label="Cases to show, of ${plural(cases.length, 'case')}">
<fieldset><legend>Outcome</legend>
${radio('show', 'all', 'All', cases.length)}${outcomes.map(([id, label, of]) => radio('show', id, label, count(of)))}</fieldset>
<fieldset><legend>Level of what failed</legend>
${radio('level', 'any', 'Any')}${levels.map((level) => radio('level', level, level))}</fieldset>
<p class="with-script" hidden><label>Search <input type="search" id="search" autocomplete="off"></label> <output id="shown" for="search"></output></p>
</div>
`;
}

function radio(name: string, id: string, label: string, count?: number): Markup {
  const isDefault = id === 'all' || id === 'any';
  const counted = count === undefined ? nothing : markup` <span>${number(count)}</span>`;
  return markup`<label><input type="radio" name="${name}" id="${name}-${id}"${isDefault ? markup` checked` : nothing}> ${label}${counted}</label>\n`;
}

/** The styles that hide the cases that were not chosen. */
export const filterStyle: Markup = {
  markup: [
    ...outcomes.map(
      ([id, , statuses]) =>
        `body:has(#show-${id}:checked) :is(.case, .group):not(${statuses.map((one) => `.${one}`).join(', ')}) { display: none; }`,
    ),
    ...levels.map(
      (level) =>
        `body:has(#level-${level}:checked) :is(.case:not(.${level}), .check:not(.${level}), .group:not(:has(.${level}))) { display: none; }`,
    ),
  ].join('\n'),
};
