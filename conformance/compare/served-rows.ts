import { lettersOf } from '../inspect/log-text.ts';
import type { ActualExport, ExpectedExport, Table, Tables } from '../model/observation.ts';
import { pairColumns } from './match-columns.ts';
import { joinedNetworks, pairTables } from './table-names.ts';

type Served = Pick<ExpectedExport, 'tables' | 'attachments'>;

/**
 * The actual export without the rows and attachments that are in it beyond the expected ones because the
 * client asked for more: rows of another window, and rows that several answers hold. A row may be there as
 * often as it was served; what nobody served stays.
 */
export function withoutServedBeyond(
  expected: Served,
  actual: ActualExport,
  served: readonly Served[],
): ActualExport {
  if (served.length === 0) return actual;
  const expectedTables = joinedNetworks(expected.tables, actual.tables);
  const pool = pooled(served.map(({ tables }) => tables));
  const tables = new Map(actual.tables);
  for (const [name, meant, table] of pairTables<Table>(expectedTables, actual.tables).pairs) {
    const key = [...actual.tables].find(([, one]) => one === table)?.[0] ?? name;
    tables.set(key, tableWithout(meant, table, pool.get(plain(name)) ?? []));
  }
  const known = new Set(served.flatMap(({ attachments }) => [...attachments.values()]));
  const attachments = [...actual.attachments].filter(
    ([path, digest]) => expected.attachments.has(path) || !known.has(digest),
  );
  return { ...actual, tables, attachments: new Map(attachments) };
}

/** The served tables by their file, whatever their network. */
function pooled(all: readonly Tables[]): ReadonlyMap<string, readonly Table[]> {
  const pool = new Map<string, Table[]>();
  for (const tables of all) {
    for (const [name, table] of tables) pool.set(plain(name), [...(pool.get(plain(name)) ?? []), table]);
  }
  return pool;
}

function plain(name: string): string {
  return lettersOf(name.slice(name.lastIndexOf('/') + 1));
}

function tableWithout(expected: Table, actual: Table, served: readonly Table[]): Table {
  const { places } = pairColumns(expected, actual);
  const there = [...places.keys()].filter((at) => places[at] !== -1);
  const keyOf = (row: readonly string[]) => JSON.stringify(there.map((at) => row[at] ?? ''));
  const required = countsOf(expected.rows.map(keyOf));
  const allowed = countsOf(
    served
      .filter((one) => one.header.join() === expected.header.join())
      .flatMap(({ rows }) => rows.map(keyOf)),
  );
  const found = new Map<string, number>();
  const rows = actual.rows.filter((row) => {
    const key = JSON.stringify(there.map((at) => row[places[at] ?? -1] ?? ''));
    const count = (found.get(key) ?? 0) + 1;
    found.set(key, count);
    return count <= (required.get(key) ?? 0) || count > (allowed.get(key) ?? 0);
  });
  return { header: actual.header, rows };
}

function countsOf(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/**
 * The export that several answers make together: each row as often as the answer with most of it holds it.
 * The ZIP is that of the first answer.
 */
export function joinedServed(served: readonly ExpectedExport[]): ExpectedExport | undefined {
  const [first, ...others] = served;
  if (first === undefined || others.length === 0) return first;
  const tables = new Map<string, Table>();
  for (const one of served) {
    for (const [name, table] of one.tables) tables.set(name, joinedRows(tables.get(name), table));
  }
  const attachments = new Map(served.flatMap((one) => [...one.attachments]));
  return { ...first, tables, attachments };
}

function joinedRows(left: Table | undefined, right: Table): Table {
  if (left === undefined || left.rows.length === 0) return right;
  const spare = new Map(countsOf(left.rows.map((row) => JSON.stringify(row))));
  const more = right.rows.filter((row) => {
    const key = JSON.stringify(row);
    const count = spare.get(key) ?? 0;
    spare.set(key, count - 1);
    return count <= 0;
  });
  return { header: left.header, rows: [...left.rows, ...more] };
}
