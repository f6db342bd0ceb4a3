import type { Table } from '../model/observation.ts';

/** The columns of a client's table by those of the expected table. */
export interface ColumnPairs {
  /** For each column of the expected table its place in the client's rows; -1 for one that is lost. */
  readonly places: readonly number[];
  /** Places in the header of the expected table. */
  readonly lost: readonly number[];
  /** Places in the client's header. */
  readonly added: readonly number[];
  /** Pairs of such places. */
  readonly renamed: readonly (readonly [expected: number, seen: number])[];
  readonly reordered: boolean;
}

/** Rows whose values are compared to know a column again. */
const ROWS_LOOKED_AT = 50;

/** Pairs the columns by name, then by a name that is spelled otherwise, then by place and values. */
export function pairColumns(expected: Table, seen: Table): ColumnPairs {
  if (isSameList(expected.header, seen.header))
    return { places: [...seen.header.keys()], lost: [], added: [], renamed: [], reordered: false };
  const places = expected.header.map(() => -1);
  const free = new Set(seen.header.keys());
  const renamed: (readonly [number, number])[] = [];
  const pair = (fits: (at: number, place: number) => boolean, named: boolean): void => {
    for (const at of places.keys()) {
      if (places[at] !== -1) continue;
      const place = [...free].find((one) => fits(at, one));
      if (place === undefined) continue;
      places[at] = place;
      free.delete(place);
      if (!named) renamed.push([at, place]);
    }
  };
  pair((at, place) => expected.header[at] === seen.header[place], true);
  pair((at, place) => spelling(expected.header[at]) === spelling(seen.header[place]), false);
  pair((at, place) => at === place && alike(expected, seen, at), false);
  const found = places.filter((place) => place !== -1);
  return {
    places,
    lost: [...places.keys()].filter((at) => places[at] === -1),
    added: [...free],
    renamed,
    reordered: found.some((place, index) => index > 0 && place < (found[index - 1] ?? 0)),
  };
}

/** Tells whether two lists hold the same texts in the same order. */
export function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one === other || (one.length === other.length && one.every((text, at) => text === other[at]));
}

function spelling(name = ''): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Tells whether a column holds the same values in the first rows of both. */
function alike(expected: Table, seen: Table, at: number): boolean {
  const values = (table: Table) => table.rows.slice(0, ROWS_LOOKED_AT).map((row) => row[at] ?? '');
  const [meant, came] = [values(expected), values(seen)];
  const filled = meant.flatMap((value, index) => (value === '' ? [] : [index]));
  const same = filled.filter((index) => meant[index] === came[index]);
  return same.length > 0 && same.length * 2 >= filled.length;
}
