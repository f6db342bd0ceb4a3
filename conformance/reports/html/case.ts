import type { CaseResult, CheckResult, ConformanceReport } from '../../model/report.ts';
import { type Markup, markup, nothing } from '../../util/escape.ts';
import { caseStatus, statuses } from '../case-status.ts';
import { type CheckStatus, nameOf, statusOf, wordOf } from '../check-status.ts';
import { againCommand, type Finding, findingOfCheck } from '../findings.ts';
import type { Links } from './links.ts';
import { runList } from './run.ts';

/** The parts of a page that a case refers to. */
export interface CaseContext {
  readonly report: ConformanceReport;
  readonly findings: readonly Finding[];
  readonly links: Links;
}

const open: readonly CheckStatus[] = ['failed', 'untested', 'warning', 'known'];

/** A folded case: its checks, its runs, and the command that runs it again. */
export function caseSection(one: CaseResult, context: CaseContext): Markup {
  const { id, title, checks } = one;
  const status = caseStatus(one);
  const mark = statuses.find((each) => each.status === status)?.mark ?? '';
  const passed = checks.filter(({ verdict }) => verdict === 'passed').length;
  const shown = checks.filter((check) => open.includes(statusOf(check)));
  const levels = [...new Set(shown.map(({ level }) => level))].join(' ');
  return markup`<details class="case ${status}${levels === '' ? '' : ` ${levels}`}">
<summary><span class="mark" aria-hidden="true">${mark}</span><span class="name"><b>${id}</b> <span>${title}</span></span><span class="share">${passed}<span>/${checks.length}</span></span></summary>
<div id="${context.links.caseAnchor(one)}">
${shown.length === 0 ? nothing : markup`<ul class="checks">\n${shown.toSorted((a, b) => rank(a) - rank(b)).map((check) => checkItem(check, context))}</ul>\n`}${otherChecks(checks)}${shown.length === 0 ? nothing : openCase(one, context)}</div>
</details>
`;
}

/** The runs of a case with an open check, and the command to run it again. */
function openCase(one: CaseResult, { report, findings, links }: CaseContext): Markup {
  // The case that stands for a finding shows the whole picture; the others show the same.
  const isExample = findings.some(({ status, cases }) => status !== 'warning' && cases[0] === one);
  return markup`${runList(one, links.caseAnchor(one), isExample)}
<p class="left">Run again: <code class="again">${againCommand(report, one.id)}</code></p>
`;
}

function rank(check: CheckResult): number {
  return open.indexOf(statusOf(check));
}

/** The names of the checks that passed, and the reasons for those that are unsupported. */
function otherChecks(checks: readonly CheckResult[]): Markup {
  const passed = checks.filter(({ verdict }) => verdict === 'passed').map(nameOf);
  const reasons = new Map<string, string[]>();
  for (const check of checks) {
    if (check.verdict !== 'unsupported') continue;
    reasons.set(check.seen, [...(reasons.get(check.seen) ?? []), nameOf(check)]);
  }
  return markup`${passed.length === 0 ? nothing : markup`<p class="others">Passed: ${passed.join(', ')}</p>\n`}${[...reasons].map(([why, names]) => markup`<p class="others">Unsupported: ${names.length === checks.length ? 'all checks' : names.join(', ')}. ${why}</p>\n`)}`;
}

/** The result of a check that failed or could not be tested. */
function checkItem(check: CheckResult, { findings, links }: CaseContext): Markup {
  const { verdict, level, demand, expected, seen } = check;
  const standing = statusOf(check);
  const kind = verdict === standing ? verdict : `${verdict} ${standing}`;
  const rule = markup`<a href="#rule-${links.ruleNumber(check)}">rule</a>`;
  return markup`<li class="check ${kind} ${level}"><div class="what"><span class="pill">${wordOf(check).toLowerCase()}</span> <span class="level">${level}</span><p>${demand}</p><code>${nameOf(check).replace('@', ' in run ')}</code> ${findingLink(check, findings)}${rule}</div>
<dl><div><dt>Expected</dt><dd>${expected}</dd></div><div class="seen"><dt>Seen</dt><dd>${seen}${tally(check)}</dd></div>${known(check)}</dl></li>
`;
}

function findingLink(check: CheckResult, findings: readonly Finding[]): Markup {
  const finding = findingOfCheck(findings, check);
  if (finding === undefined) return nothing;
  const number = findings.indexOf(finding) + 1;
  const follows = finding.all.has(check) ? '' : 'follows from ';
  return markup`${follows}<a href="#finding-${number}">finding ${number}</a> `;
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
