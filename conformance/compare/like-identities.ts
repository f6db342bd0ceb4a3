import { cellReason } from './cell-reasons.ts';
import type { Sides } from './sides.ts';

/** Rows with roughly the same first value that are looked at for one of the client's. */
const MOST_LIKE = 200;

/**
 * Pairs rows of which every column of the identity is as it was, or was changed in a way that can be told, or
 * is gone but for the first: a version whose time was moved, for one.
 */
export function pairByLikeness(
  sides: Sides,
  lost: readonly number[],
  unknownRows: readonly number[],
): readonly (readonly [expected: number, seen: number])[] {
  const [first, ...others] = sides.identity;
  if (first === undefined || others.length === 0) return [];
  const { expected, seen, places } = sides;
  const byFirst = new Map<string, number[]>();
  for (const at of lost) {
    const value = roughly(expected.rows[at]?.[first]);
    const known = byFirst.get(value);
    if (known === undefined) byFirst.set(value, [at]);
    else known.push(at);
  }
  const isLike = (at: number, row: number): boolean =>
    sides.identity.every((column) => {
      const meant = expected.rows[at]?.[column] ?? '';
      const came = seen.rows[row]?.[places[column] ?? -1] ?? '';
      return meant === came || (came === '' && column !== first) || cellReason(meant, came) !== undefined;
    });
  return unknownRows.flatMap((row) => {
    const like = byFirst.get(roughly(seen.rows[row]?.[places[first] ?? -1]));
    const place = like?.slice(0, MOST_LIKE).findIndex((at) => isLike(at, row)) ?? -1;
    const [at] = place === -1 ? [] : (like?.splice(place, 1) ?? []);
    return at === undefined ? [] : [[at, row] as const];
  });
}

/** A long number as a spreadsheet shows it; any other text as it is. */
function roughly(value = ''): string {
  return /^\d[\d.eE+]{9,}$/.test(value) ? Number(value).toPrecision(6) : value;
}
