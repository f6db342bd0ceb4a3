import type { CaseResult, CheckResult } from '../../model/report.ts';
import { type Markup, markup, nothing } from '../../util/escape.ts';
import { type CheckStatus, nameOf, someStands, statusOf, wordOf } from '../check-status.ts';
import { runSection } from './run.ts';

const order: readonly CheckStatus[] = ['failed', 'untested', 'warning', 'known', 'unsupported', 'passed'];
const marks: Readonly<Record<CheckStatus, string>> = {
  failed: '✗',
  untested: '?',
  warning: '!',
  known: '~',
  unsupported: '–',
  passed: '✓',
};

/** A case, unfolded if it keeps the run from passing and is the first one of its finding. */
export function caseSection(one: CaseResult, place: number, isFirst: boolean): Markup {
  const { id, title, checks, runs } = one;
  const passed = checks.filter(({ verdict }) => verdict === 'passed').length;
  const worst = order.find((standing) => someStands(one, standing)) ?? 'passed';
  const open = isFirst && (worst === 'failed' || worst === 'untested');
  const has = [...new Set(checks.map(({ verdict }) => `has-${verdict}`))].join(' ');
  return markup`<details class="case ${worst} ${has}"${open ? markup` open` : nothing}>
<summary><span class="mark" aria-hidden="true">${marks[worst]}</span><span class="name"><b>${id}</b> <span>${title}</span></span><span class="share">${passed}<span>/${checks.length}</span></span></summary>
<ul class="checks" id="c-${place}">
${checks.toSorted((a, b) => rank(a) - rank(b)).map(checkItem)}</ul>
${runs.map((run, at) => runSection(run, at + 1, runs.length, `s${place}-${at + 1}`, open && at === runs.length - 1))}</details>
`;
}

function rank(check: CheckResult): number {
  return order.indexOf(statusOf(check));
}

/** The result of a check, folded if it is passed or unsupported. */
function checkItem(check: CheckResult): Markup {
  const { verdict, level, demand } = check;
  const standing = statusOf(check);
  const pill = markup`<span class="pill">${wordOf(check).toLowerCase()}</span> <span class="level">${level}</span>`;
  const name = markup`<code>${nameOf(check)}</code>`;
  const kind = verdict === standing ? verdict : `${verdict} ${standing}`;
  if (standing === 'passed' || standing === 'unsupported') {
    return markup`<li class="check ${kind}"><details><summary>${pill} ${demand} ${name}</summary>
${findings(check)}</details></li>
`;
  }
  return markup`<li class="check ${kind}"><div class="what">${pill}<p>${demand}</p>${name}</div>
${findings(check)}</li>
`;
}

function findings(check: CheckResult): Markup {
  const { expected, seen, rule, label, why } = check;
  return markup`<dl><div><dt>Expected</dt><dd>${expected}</dd></div><div class="seen"><dt>Seen</dt><dd>${seen}${tally(check)}</dd></div>${known(check)}<div><dt>Rule</dt><dd>${rule} <span class="label">${label}</span></dd></div><div><dt>Why</dt><dd>${why}</dd></div></dl>`;
}

function tally({ tally: times }: CheckResult): Markup {
  if (times === undefined) return nothing;
  const parts = Object.entries(times).map(([verdict, count]) => `${count} × ${verdict}`);
  return markup` <span class="label">${parts.join(', ')}</span>`;
}

/** The reason and the link of a known failure. Only an http or https URL becomes a link. */
function known({ known: entry }: CheckResult): Markup {
  if (entry === undefined) return nothing;
  const { reason, link } = entry;
  const more =
    link === undefined
      ? nothing
      : /^https?:\/\//i.test(link)
        ? markup` <a href="${link}" rel="noreferrer">${link}</a>`
        : markup` ${link}`;
  return markup`<div><dt>Known failure</dt><dd>${reason}${more}</dd></div>`;
}
