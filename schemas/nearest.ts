/** Longer input is no typing error. */
const LONGEST = 64;
/** A shorter beginning says nothing about the name that was meant. */
const SHORTEST_PREFIX = 3;

/** Names of earlier versions, and what they are called now. */
const renamed: Readonly<Record<string, readonly string[]>> = {
  haste: ['time-scale', 'timeScale', 'time_scale'],
  leaves: ['output'],
  campaigns: ['sequences'],
  'campaigns.forty-days': ['sequences.forty-days'],
  'campaigns.until-midnight': ['sequences.until-midnight'],
  'campaigns.given-windows': ['sequences.given-windows'],
};

/**
 * The candidate that a person most likely meant: the new name of an old one, the name that was written with a
 * few letters changed, added, left out or swapped, or a name that begins like the text. Letter case makes no
 * difference.
 *
 * @returns undefined when no candidate is near.
 */
export function nearest(text: string, candidates: Iterable<string>): string | undefined {
  const wanted = text.toLowerCase();
  if (wanted === '' || wanted.length > LONGEST) return undefined;
  const all = [...candidates];
  const now = Object.hasOwn(renamed, wanted) ? renamed[wanted] : undefined;
  const current = now && all.find((candidate) => now.includes(candidate));
  return current ?? best(wanted, all);
}

function best(wanted: string, candidates: readonly string[]): string | undefined {
  let found: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = distanceTo(wanted, candidate.toLowerCase());
    if (distance < least) [found, least] = [candidate, distance];
  }
  return found;
}

/**
 * The number of edits to the whole name, or half an edit more than those to its beginning where these are
 * few.
 */
function distanceTo(wanted: string, candidate: string): number {
  const row = lastRow(wanted, candidate);
  const whole = at(row, candidate.length);
  if (wanted.length < SHORTEST_PREFIX || candidate.length <= wanted.length) return whole;
  const beginning = Math.min(...row);
  return beginning <= Math.floor(wanted.length / 6) ? Math.min(whole, beginning + 0.5) : whole;
}

/** Damerau's distances of `a` to every beginning of `b`, computed with three rows. */
function lastRow(a: string, b: string): readonly number[] {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      let cost = Math.min(at(above, column) + 1, at(current, column - 1) + 1, at(above, column - 1) + same);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, at(before, column - 2) + 1);
      current.push(cost);
    }
    [before, above] = [above, current];
  }
  return above;
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? 0;
}
