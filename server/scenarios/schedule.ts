import { createHash } from 'node:crypto';
import type { Rule, Step, When } from './scenario.ts';

/** The properties of a request that the condition of a rule is compared with. */
export interface MatchContext {
  /** The ordinal number of the request for this scenario, from 1. */
  readonly number: number;
  /** The export that is asked for, or a request for a token. */
  readonly operation: 'network' | 'user' | 'files' | 'sign-in';
  /** Tells whether the request asks for a model, by any of its names. */
  readonly asksFor: (model: string) => boolean;
  readonly user: string | undefined;
  /** Unix milliseconds, `to` exclusive; undefined when the request has no window. */
  readonly window: { readonly from: number; readonly to: number } | undefined;
  /** A pseudo-random number from 0 to 99, fixed for this request. */
  readonly sample: number;
}

/** A pseudo-random number from 0 to 99 for a request: a hash of the words and the number. */
export function sampleOf(words: string, number: number): number {
  return createHash('sha256').update(`${words}\n${number}`).digest().readUInt32LE(0) % 100;
}

/** The steps of all rules that match the request, in their order. */
export function stepsFor(rules: readonly Rule[], context: MatchContext): readonly Step[] {
  return rules.flatMap(({ when = {}, steps }) => (fits(when, context) ? steps : []));
}

function fits(when: When, context: MatchContext): boolean {
  const { requests, operation, model, user, window, percent } = when;
  if (requests !== undefined && !inRanges(requests, context.number)) return false;
  if (operation !== undefined && operation !== context.operation) return false;
  if (model !== undefined && !context.asksFor(model)) return false;
  if (user !== undefined && user !== context.user) return false;
  if (percent !== undefined && context.sample >= percent) return false;
  return window === undefined || overlaps(window, context.window);
}

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
