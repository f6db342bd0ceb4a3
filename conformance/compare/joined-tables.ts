import type { Table } from '../model/observation.ts';

/**
 * The rows of all tables one after the other, in the columns of the first and those that only others have.
 */
export function joinedTables(tables: readonly Table[]): Table {
  const [first = { header: [], rows: [] }, ...others] = tables;
  if (others.length === 0) return first;
  if (others.every((one) => one.header.join() === first.header.join()))
    return { header: first.header, rows: tables.flatMap(({ rows }) => rows) };
  const more = new Set(others.flatMap((one) => one.header.filter((name) => !first.header.includes(name))));
  const header = [...first.header, ...more];
  return { header, rows: tables.flatMap((one) => rowsUnder(header, one)) };
}

/** The rows of a table, and those of another one that it has less often. */
export function withRowsOf(table: Table | undefined, other: Table): Table {
  if (table === undefined || table.rows.length === 0) return other;
  const { header, rows } = joinedTables([table, other]);
  const own = rows.slice(0, table.rows.length);
  const spare = new Map(countsOf(own.map((row) => JSON.stringify(row))));
  const more = rows.slice(table.rows.length).filter((row) => {
    const key = JSON.stringify(row);
    const count = spare.get(key) ?? 0;
    spare.set(key, count - 1);
    return count <= 0;
  });
  return { header, rows: [...own, ...more] };
}

/** The number of times that each text is among these. */
export function countsOf(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function rowsUnder(header: readonly string[], { header: own, rows }: Table): Table['rows'] {
  const places = header.map((name) => own.indexOf(name));
  return rows.map((row) => places.map((at) => row[at] ?? ''));
}

/** The tables of several exports, by what `nameOf` makes of their names. */
export function tablesByName(
  exports: readonly { readonly tables: ReadonlyMap<string, Table> }[],
  nameOf: (name: string) => string = (name) => name,
): ReadonlyMap<string, readonly Table[]> {
  const all = new Map<string, Table[]>();
  for (const [name, table] of exports.flatMap(({ tables }) => [...tables])) {
    const known = all.get(nameOf(name));
    if (known === undefined) all.set(nameOf(name), [table]);
    else known.push(table);
  }
  return all;
}
