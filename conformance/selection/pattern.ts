import { nearest } from '../../schemas/text.ts';
import { checkId } from '../cases/ids.ts';
import { type Case, caseAreas } from '../model/case.ts';
import type { CheckSpec } from '../model/check.ts';

/**
 * The error for a selection that matches nothing. The message names what was expected, what came, and the
 * nearest id.
 */
export class SelectionError extends RangeError {
  override readonly name = 'SelectionError';
  /** The part of the selection that is wrong; `all` when it leaves no check. */
  readonly part: 'only' | 'skip' | 'require' | 'all';

  constructor(part: SelectionError['part'], message: string) {
    super(message);
    this.part = part;
  }
}

/**
 * A pattern. It matches checks by their ids when it contains a `/`, otherwise cases by id or area. `*`
 * matches anything.
 */
export interface Pattern {
  readonly text: string;
  /** Tells whether the pattern matches the case as a whole. */
  fitsCase(one: Case): boolean;
  fitsCheck(one: Case, check: CheckSpec): boolean;
}

/**
 * Reads patterns.
 * @throws {SelectionError} for a pattern that matches none of these cases.
 */
export function patternsOf(
  part: 'only' | 'skip',
  texts: readonly string[],
  cases: readonly Case[],
): readonly Pattern[] {
  return texts.map((text) => {
    const pattern = patternOf(text);
    const fits = cases.some(
      (one) => pattern.fitsCase(one) || one.checks.some((check) => pattern.fitsCheck(one, check)),
    );
    if (!fits) throw new SelectionError(part, unmatched(text, cases));
    return pattern;
  });
}

function patternOf(text: string): Pattern {
  const ofChecks = text.includes('/');
  const fits = matcherOf(text);
  return {
    text,
    fitsCase: ({ id, area }) => !ofChecks && (fits(id) || fits(area)),
    fitsCheck: (one, check) => ofChecks && fits(checkId(one, check)),
  };
}

// No regular expression: with several `.*` its time grows with a power of their number.
function matcherOf(pattern: string): (id: string) => boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return (id) => id === pattern;
  return (id) => {
    if (!id.startsWith(first) || id.length < first.length + last.length || !id.endsWith(last)) return false;
    const middle = id.slice(first.length, id.length - last.length);
    let at = 0;
    for (const part of rest) {
      const found = middle.indexOf(part, at);
      if (found === -1) return false;
      at = found + part.length;
    }
    return true;
  };
}

function unmatched(text: string, cases: readonly Case[]): string {
  const ids = cases.map(({ id }) => id);
  if (text.includes('/')) {
    const near = nearestCheck(text, cases);
    const advice = near === undefined ? '--list shows them all.' : `did you mean ${near}?`;
    return `expected the id of a check, got '${text}': ${advice}`;
  }
  const beginning = text.replace(/[.]?(?<![*])[*]+$/, '');
  const near = withBeginning(beginning, ids) ?? nearest(beginning, [...caseAreas, ...ids]);
  const advice =
    near === undefined ? `expected one of ${caseAreas.join(', ')}, or an id.` : `did you mean ${near}?`;
  return `expected the id or the area of a case, got '${text}': ${advice}`;
}

/** A pattern for the ids that begin like the text; undefined for a text that is hardly a beginning. */
function withBeginning(text: string, ids: readonly string[]): string | undefined {
  const like = ids.filter((id) => id.startsWith(text));
  if (!text.includes('.') || like.length === 0) return undefined;
  if (like.length === 1) return like[0];
  return like.every((id) => id.startsWith(`${text}-`)) ? `${text}-*` : `${text}*`;
}

/** The id of the nearest check, in the case with the nearest id. */
export function nearestCheck(text: string, cases: readonly Case[]): string | undefined {
  const slash = text.indexOf('/');
  const id = nearest(
    text.slice(0, slash === -1 ? text.length : slash),
    cases.map((one) => one.id),
  );
  const one = cases.find((other) => other.id === id);
  if (one === undefined) return undefined;
  const names = one.checks.map((check) => checkId(one, check).slice(one.id.length + 1));
  const name = nearest(text.slice(slash + 1), names);
  return name === undefined ? undefined : `${one.id}/${name}`;
}
