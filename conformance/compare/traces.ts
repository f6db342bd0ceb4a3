/** Values that are shorter are no sign of a row, characters. */
const SHORTEST_TRACE = 6;
/** Rows of each side that are looked at: beyond so many, nothing was kept as it was. */
const MOST_ROWS = 20_000;

/**
 * Pairs rows that lost their identity by values that one row of the expected table has and no other, such as
 * its time or its text.
 */
import type { Sides } from './sides.ts';
export function pairByTraces(
  { expected, seen }: Sides,
  lost: readonly number[],
  unknownRows: readonly number[],
): readonly (readonly [expected: number, seen: number])[] {
  if (lost.length === 0 || unknownRows.length === 0) return [];
  const owners = ownersOf(expected.rows, lost.slice(0, MOST_ROWS));
  const taken = new Set<number>();
  const pairs: (readonly [number, number])[] = [];
  for (const row of unknownRows.slice(0, MOST_ROWS)) {
    const votes = new Map<number, number>();
    for (const trace of tracesOf(seen.rows[row] ?? [])) {
      const owner = owners.get(trace) ?? -1;
      if (owner !== -1 && !taken.has(owner)) votes.set(owner, (votes.get(owner) ?? 0) + 1);
    }
    const [best] = [...votes].sort((a, b) => b[1] - a[1]);
    if (best === undefined) continue;
    taken.add(best[0]);
    pairs.push([best[0], row]);
  }
  return pairs;
}

/** The row of the expected table that alone has a trace; -1 for a trace of several. */
function ownersOf(
  rows: readonly (readonly string[])[],
  lost: readonly number[],
): ReadonlyMap<string, number> {
  const owners = new Map<string, number>();
  for (const at of lost) {
    for (const trace of tracesOf(rows[at] ?? [])) owners.set(trace, owners.has(trace) ? -1 : at);
  }
  const known = new Set(lost);
  for (const [at, row] of rows.entries()) {
    if (known.has(at)) continue;
    for (const trace of tracesOf(row)) if (owners.has(trace)) owners.set(trace, -1);
  }
  return owners;
}

/** The characters that another encoding or another dialect inserts. */
const MARKS = /[\0"'\ufeff\ufffd]/g;

/**
 * The parts of a row that identify it: its longer values, and long numbers as a floating-point type holds
 * them.
 */
function tracesOf(row: readonly string[]): ReadonlySet<string> {
  const traces = new Set<string>();
  for (const value of row) {
    if (value.length < SHORTEST_TRACE) continue;
    const plain = value.replace(MARKS, '').trim();
    traces.add(/^\d{16,}$/.test(plain) ? String(Number(plain)) : plain);
  }
  return traces;
}
