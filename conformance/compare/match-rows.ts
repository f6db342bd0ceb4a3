import { pairByLikeness } from './like-identities.ts';
import type { Sides } from './sides.ts';
import { pairByTraces } from './traces.ts';

/** The pairs of rows; the numbers are places in the two tables. */
export interface RowPairs {
  readonly changed: readonly (readonly [expected: number, seen: number])[];
  readonly lost: readonly number[];
  /** Rows that the client has beyond those of the expected table with the same identity, and one of those. */
  readonly duplicated: readonly (readonly [expected: number, seen: number])[];
  readonly added: readonly number[];
}

/**
 * Pairs the rows: the same ones first, then those with the same identity, then those whose identity can be
 * known again, then those that have something in common which no other row has.
 */
export function pairRows(sides: Sides): RowPairs {
  const { expected, seen } = sides;
  const byIdentity = rowsByIdentity(sides);
  const taken = new Set<number>();
  const others = [...seen.rows.keys()].filter((row) => {
    const same = byIdentity
      .get(identityOfSeen(sides, row))
      ?.find((at) => !taken.has(at) && isSame(sides, at, row));
    if (same !== undefined) taken.add(same);
    return same === undefined;
  });
  const changed: (readonly [number, number])[] = [];
  const duplicated: (readonly [number, number])[] = [];
  const unknownRows: number[] = [];
  for (const row of others) {
    const known = byIdentity.get(identityOfSeen(sides, row)) ?? [];
    const free = known.find((at) => !taken.has(at));
    const [first] = known;
    if (free !== undefined) {
      taken.add(free);
      changed.push([free, row]);
    } else if (first !== undefined)
      duplicated.push([known.find((at) => isSame(sides, at, row)) ?? first, row]);
    else unknownRows.push(row);
  }
  let lost = [...expected.rows.keys()].filter((at) => !taken.has(at));
  let added: readonly number[] = unknownRows;
  for (const pairOthers of [pairByLikeness, pairByTraces]) {
    const pairs = pairOthers(sides, lost, added);
    const [found, known] = [new Set(pairs.map(([at]) => at)), new Set(pairs.map(([, row]) => row))];
    changed.push(...pairs);
    lost = lost.filter((at) => !found.has(at));
    added = added.filter((row) => !known.has(row));
  }
  return { changed, lost, duplicated, added };
}

/**
 * The lost rows of a table that holds several networks, without those that the client has as another network
 * shows them: a guest is one person in two networks, and a store has one row of each id.
 */
export function lostInAllNetworks(
  { expected, identity }: Sides,
  { lost, changed }: RowPairs,
): readonly number[] {
  if (identity.length === 0) return lost;
  const identityAt = (at: number) => joined(identity.map((column) => expected.rows[at]?.[column]));
  const absent = new Set([...lost, ...changed.map(([at]) => at)]);
  const present = new Set([...expected.rows.keys()].filter((at) => !absent.has(at)).map(identityAt));
  return lost.filter((at) => !present.has(identityAt(at)));
}

/**
 * Tells whether the client's row is that of the expected table, in the columns that both have, with nothing
 * behind the last one.
 */
export function isSame({ expected, seen, places }: Sides, at: number, row: number): boolean {
  const [meant = [], came = []] = [expected.rows[at], seen.rows[row]];
  if (came.length > seen.header.length && came.slice(seen.header.length).some((value) => value !== ''))
    return false;
  return places.every((place, column) => place === -1 || (came[place] ?? '') === (meant[column] ?? ''));
}

function rowsByIdentity(sides: Sides): ReadonlyMap<string, readonly number[]> {
  const rows = new Map<string, number[]>();
  const columns = identityColumns(sides);
  for (const [at, row] of sides.expected.rows.entries()) {
    const identity = joined(columns.map((column) => row[column]));
    const known = rows.get(identity);
    if (known === undefined) rows.set(identity, [at]);
    else known.push(at);
  }
  return rows;
}

function identityOfSeen(sides: Sides, row: number): string {
  const came = sides.seen.rows[row] ?? [];
  return joined(identityColumns(sides).map((column) => came[sides.places[column] ?? -1]));
}

function identityColumns({ identity, places }: Sides): readonly number[] {
  const whole = identity.length > 0 && identity.every((column) => places[column] !== -1);
  return whole ? identity : [...places.keys()].filter((column) => places[column] !== -1);
}

function joined(values: readonly (string | undefined)[]): string {
  return values.length === 1
    ? (values[0] ?? '')
    : values.map((value = '') => `${value.length}:${value}`).join();
}
