import type { ActualExport, ExpectedExport, Table } from '../model/observation.ts';
import { countsOf, tablesByName, withRowsOf } from './joined-tables.ts';
import { pairColumns } from './match-columns.ts';
import { joinedNetworks, lettersAlone, pairTables } from './table-names.ts';

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
  const pool = tablesByName(served, lettersAlone);
  const names = new Map([...actual.tables].map(([name, table]) => [table, name]));
  const tables = new Map(actual.tables);
  const { pairs, extra } = pairTables<Table>(expectedTables, actual.tables);
  for (const [name, meant, table] of pairs) {
    tables.set(names.get(table) ?? name, tableWithout(meant, table, pool.get(lettersAlone(name)) ?? []));
  }
  for (const name of extra) {
    const [first, ...others] = pool.get(lettersAlone(name)) ?? [];
    const table = tables.get(name);
    if (first === undefined || table === undefined) continue;
    const left = tableWithout({ header: first.header, rows: [] }, table, [first, ...others]);
    // A table that grows has what earlier answers held.
    if (left.rows.length === 0) tables.delete(name);
    else tables.set(name, left);
  }
  const known = new Set(served.flatMap(({ attachments }) => [...attachments.values()]));
  const attachments = [...actual.attachments].filter(
    ([path, digest]) => expected.attachments.has(path) || !known.has(digest),
  );
  return { ...actual, tables, attachments: new Map(attachments) };
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

/**
 * The export that several answers make together: each row as often as the answer with most of it holds it.
 * No ZIP equals it.
 */
export function joinedServed(served: readonly ExpectedExport[]): ExpectedExport | undefined {
  const [first, ...others] = served;
  if (first === undefined || others.length === 0) return first;
  const tables = new Map<string, Table>();
  for (const one of served) {
    for (const [name, table] of one.tables) tables.set(name, withRowsOf(tables.get(name), table));
  }
  const attachments = new Map(served.flatMap((one) => [...one.attachments]));
  return { ...first, tables, attachments, zipDigest: '' };
}
