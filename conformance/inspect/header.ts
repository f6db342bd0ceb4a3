import { firstFew } from '../util/first-few.ts';
/** The difference between a header and the expected one. */
export interface HeaderDifference {
  /** Expected and not there; a name expected twice counts twice. */
  readonly missing: readonly string[];
  /** There and not expected. */
  readonly extra: readonly string[];
  /** The names that both have stand in another order. */
  readonly reordered: boolean;
}

/** Compares two headers; undefined when they are the same. */
export function compareHeaders(
  expected: readonly string[],
  observed: readonly string[],
): HeaderDifference | undefined {
  const missing = without(expected, observed);
  const extra = without(observed, expected);
  const kept = without(expected, missing);
  const common = without(observed, extra);
  const reordered = kept.some((name, index) => name !== common[index]);
  if (missing.length === 0 && extra.length === 0 && !reordered) return undefined;
  return { missing, extra, reordered };
}

// The names of `all` that `others` does not have as often; the last ones of a repeated name are those that
// go.
function without(all: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const name of others) left.set(name, (left.get(name) ?? 0) + 1);
  return all.filter((name) => {
    const times = left.get(name) ?? 0;
    left.set(name, times - 1);
    return times <= 0;
  });
}

const MAX_NAMES = 12;

/** The difference in words. */
export function describeDifference({ missing, extra, reordered }: HeaderDifference): string {
  const parts: string[] = [];
  if (missing.length > 0) parts.push(`missing ${names(missing)}`);
  if (extra.length > 0) parts.push(`extra ${names(extra)}`);
  if (reordered) parts.push('in another order');
  return parts.join('; ');
}

function names(list: readonly string[]): string {
  const cut = (name: string): string => (name.length > 60 ? `${name.slice(0, 60)}…` : name);
  return firstFew(list, MAX_NAMES).map(cut).join(', ');
}
