import type { CaseResult } from '../../model/report.ts';

/** The places in the page that other places link to. */
export interface Links {
  /** The anchor of a case: its id, or a number for an id that cannot be one. */
  caseAnchor(one: Pick<CaseResult, 'id'>): string;
  /** The number of the finding that a check belongs to; undefined for none. */
  ruleNumber(rule: RuleText): number;
  /** The rules that were numbered so far. */
  rules(): readonly RuleText[];
}

/** The rule behind a check, which many checks share. */
export interface RuleText {
  readonly rule: string;
  readonly label: string;
  readonly why: string;
}

/** An id of the catalogue has a dot, which no other anchor of the page has. */
const PLAIN_ID = /^[a-z][a-z0-9-]*\.[a-z0-9.-]+$/i;

/** The links of a page with these cases. */
export function linksOf(cases: readonly CaseResult[]): Links {
  const anchors = new Map(cases.map(({ id }, at) => [id, PLAIN_ID.test(id) ? id : `case-${at + 1}`]));
  const rules = new Map<string, { readonly number: number; readonly text: RuleText }>();
  return {
    caseAnchor: ({ id }) => anchors.get(id) ?? '',
    ruleNumber: ({ rule, label, why }) => {
      const key = JSON.stringify([rule, label, why]);
      const known = rules.get(key) ?? { number: rules.size + 1, text: { rule, label, why } };
      rules.set(key, known);
      return known.number;
    },
    rules: () => Array.from(rules.values(), ({ text }) => text),
  };
}
