import type { Rule, Step, When } from './scenario.ts';

/** What a rule is held against. */
export interface MatchContext {
  /** Of this scenario's requests, from 1. */
  readonly number: number;
  readonly operation: 'network' | 'user';
  /** Whether a model, by any of its names, is among those asked for. */
  readonly asksFor: (model: string) => boolean;
  readonly user: string | undefined;
  /** Unix milliseconds, `to` exclusive; undefined when the request has no window. */
  readonly window: { readonly from: number; readonly to: number } | undefined;
  /** A number from 0 to 99 that belongs to this request. */
  readonly lot: number;
}

/** The steps of all rules that fit, in their order. */
export function stepsFor(rules: readonly Rule[], occasion: MatchContext): readonly Step[] {
  return rules.flatMap(({ when = {}, steps }) => (fits(when, occasion) ? steps : []));
}

function fits(when: When, occasion: MatchContext): boolean {
  const { requests, operation, model, user, window, percent } = when;
  if (requests !== undefined && !inRanges(requests, occasion.number)) return false;
  if (operation !== undefined && operation !== occasion.operation) return false;
  if (model !== undefined && !occasion.asksFor(model)) return false;
  if (user !== undefined && user !== occasion.user) return false;
  if (percent !== undefined && occasion.lot >= percent) return false;
  return window === undefined || overlaps(window, occasion.window);
}

/** Numbers as `1-2, 5, 7-`. */
export const RANGES = '^\\d{1,6}(-(\\d{1,6})?)?(, ?\\d{1,6}(-(\\d{1,6})?)?)*$';

function inRanges(ranges: string, number: number): boolean {
  return ranges.split(',').some((range) => {
    const [from = '', to = from] = range.trim().split('-');
    return number >= Number(from) && (to === '' || number <= Number(to));
  });
}

function overlaps(
  { since, until }: NonNullable<When['window']>,
  asked: { readonly from: number; readonly to: number } | undefined,
): boolean {
  if (asked === undefined) return false;
  const from = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
  const to = until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until);
  return asked.from < to && asked.to > from;
}
