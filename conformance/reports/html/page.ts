import type { ConformanceReport } from '../../model/report.ts';
import { inLine, type Markup, markup, nothing, shortened } from '../../util/escape.ts';
import { caseStatus, statuses } from '../case-status.ts';
import { areasOf, number } from '../check-status.ts';
import { findingsOf } from '../findings.ts';
import { type CaseContext, caseSection } from './case.ts';
import { filters } from './filters.ts';
import { findingList } from './findings.ts';
import { header } from './header.ts';
import { linksOf, type RuleText } from './links.ts';
import { matrix } from './matrix.ts';
import { script } from './script.ts';
import { htmlPage } from './shell.ts';

const MOST_OF_A_TITLE = 50;

/**
 * Renders one self-contained page: first the verdict, the findings and a matrix of the cases, then every
 * case, failing ones first. Nothing is loaded from outside and no other script runs, which a Content Security
 * Policy enforces.
 */
export function reportHtml(report: ConformanceReport): string {
  const { client, outcome, cases, kit } = report;
  const findings = findingsOf(report);
  const links = linksOf(cases);
  const context: CaseContext = { report, findings: findings.list, links };
  const groups = caseGroups(context);
  const body = markup`${hatching}
${header(report)}
<div class="first">
${findingList(findings, links)}${matrix(areasOf(report), links)}</div>
<main id="cases">
<h2>Cases</h2>
${cases.length === 0 ? nothing : filters(cases)}${groups}</main>
${ruleList(links.rules())}<footer><p>Written by engage-export-kit ${kit}. All data, also those that this page leaves out, are in <code>report.json</code>; <code>engage-export report</code> renders this page from it.</p></footer>
`;
  return htmlPage({ title: `${shortened(inLine(client), MOST_OF_A_TITLE)}: ${outcome}`, body, script });
}

/** The pattern for bytes that never arrived, which all pictures share. */
const hatching = markup`<svg class="defs" width="0" height="0" aria-hidden="true"><defs><pattern id="never" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="6"/></pattern></defs></svg>`;

/** The cases by status, the worst first. */
function caseGroups(context: CaseContext): readonly Markup[] {
  const { cases } = context.report;
  return statuses.flatMap(({ status, title }) => {
    const own = cases.filter((one) => caseStatus(one) === status);
    if (own.length === 0) return [];
    return [
      markup`<section class="group ${status}" aria-labelledby="g-${status}">
<h3 id="g-${status}">${title} <span>${number(own.length)}</span></h3>
${own.map((one) => caseSection(one, context))}</section>
`,
    ];
  });
}

/** The rules behind the checks that failed, each once. */
function ruleList(rules: readonly RuleText[]): Markup {
  if (rules.length === 0) return nothing;
  const items = rules.map(
    ({ rule, label, why }, at) =>
      markup`<li id="rule-${at + 1}">${rule} <span class="label">${label}</span> <span class="why">${why}</span></li>\n`,
  );
  return markup`<section class="rules" aria-labelledby="rules">
<h2 id="rules">Rules</h2>
<ol>
${items}</ol>
</section>
`;
}
