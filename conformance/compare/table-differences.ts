import type { Difference, DifferenceExample, DifferenceKind } from '../model/difference.ts';
import type { ActualExport, Table } from '../model/observation.ts';
import type { Reason } from '../model/reasons.ts';
import { type ChangedCell, changedCell } from './changed-rows.ts';
import { differenceOf, short, shortPair } from './format.ts';
import { type ColumnPairs, isSameList, pairColumns } from './match-columns.ts';
import { isSame, lostInAllNetworks, pairRows } from './match-rows.ts';
import { additionReasons, lossReason } from './row-reasons.ts';
import type { Sides } from './sides.ts';
import { identityColumns } from './table-names.ts';

/** Two tables of one name. */
export interface TablePair {
  readonly file: string;
  readonly expected: Table;
  readonly seen: Table;
  readonly form: ActualExport['form'];
  /** True when the tables hold several networks, which the client keeps in one table. */
  readonly networks?: boolean;
}

/** Finds the differences between a client's table and the expected table. */
export function tableDifferences(pair: TablePair): readonly Difference[] {
  const { file, expected, seen } = pair;
  if (isEqual(expected, seen)) return [];
  const columns = pairColumns(expected, seen);
  const identity = identityColumns(file, expected.header);
  const sides = { expected, seen, places: columns.places, identity };
  return [...columnDifferences(pair, columns), ...rowDifferences(file, sides, pair.networks)];
}

/**
 * Tells whether two tables have the same columns and rows in the same order, as they nearly always do. A row
 * with more cells than the header is left to the comparison of rows.
 */
function isEqual(expected: Table, seen: Table): boolean {
  if (expected === seen) return true;
  const width = expected.header.length;
  return (
    isSameList(expected.header, seen.header) &&
    expected.rows.length === seen.rows.length &&
    expected.rows.every((row, at) => row.length <= width && isSameList(row, seen.rows[at] ?? []))
  );
}

function columnDifferences(
  { file, expected, seen, form }: TablePair,
  columns: ColumnPairs,
): readonly Difference[] {
  const nothingIn = (at: number) => expected.rows.every((row) => (row[at] ?? '') === '');
  const repeated = (at: number) => expected.header.indexOf(expected.header[at] ?? '') < at;
  const lost = columns.lost.filter((at) => form === 'csv' || !(nothingIn(at) || repeated(at)));
  const name = (table: Table, at: number) => short(table.header[at] ?? '');
  const difference = (kind: DifferenceKind, examples: readonly DifferenceExample[], reason?: Reason) =>
    examples.length === 0 ? [] : [differenceOf({ kind, file, count: examples.length, reason, examples })];
  const renamed = Object.entries(
    grouped(columns.renamed, ([, place]) => headerReason(seen.header[place] ?? '')),
  );
  return [
    ...difference(
      'columns-lost',
      lost.map((at) => ({ of: name(expected, at) })),
    ),
    ...difference(
      'columns-added',
      columns.added.map((place) => ({ of: name(seen, place) })),
    ),
    ...renamed.flatMap(([reason, pairs]) =>
      difference(
        'columns-renamed',
        pairs.map(([at, place]) => ({
          of: name(expected, at),
          expected: name(expected, at),
          seen: name(seen, place),
        })),
        reason as Reason,
      ),
    ),
    ...(form === 'csv' && columns.reordered
      ? difference('columns-reordered', moved({ expected, seen, columns }))
      : []),
  ];
}

function headerReason(seen: string): Reason {
  if (seen.includes('\0')) return 'utf-16';
  return /^(?:\ufeff|ï»¿|\ufffd)/.test(seen) ? 'bom-in-header' : 'other-spelling';
}

/** The columns that stand before one that they should follow. */
function moved({ expected, seen, columns }: { expected: Table; seen: Table; columns: ColumnPairs }) {
  let farthest = -1;
  return columns.places.flatMap((place, at) => {
    const before = place !== -1 && place < farthest;
    farthest = Math.max(farthest, place);
    return before ? [{ of: short(expected.header[at] ?? seen.header[place] ?? '') }] : [];
  });
}

function rowDifferences(file: string, sides: Sides, networks = false): readonly Difference[] {
  const pairs = pairRows(sides);
  const { changed, duplicated, added } = pairs;
  const lost = networks ? lostInAllNetworks(sides, pairs) : pairs.lost;
  const cells = changed.map(([at, row]) => ({ at, cell: changedCell(sides, at, row) }));
  const split = cells.flatMap(({ cell: { reason, expected } }) =>
    reason === 'line-split' || reason === 'comma-split' ? [{ text: expected, reason }] : [],
  );
  const additionReason = additionReasons(sides, split);
  const difference = (
    kind: DifferenceKind,
    reason: string,
    examples: readonly DifferenceExample[],
    at?: string,
  ) =>
    differenceOf({
      kind,
      file,
      count: examples.length,
      reason: reason === '' ? undefined : (reason as Reason),
      examples,
      ...(at === undefined ? {} : { at }),
    });
  const groups = <T>(items: readonly T[], reasonOf: (item: T) => Reason | undefined) =>
    Object.entries(grouped(items, (item) => reasonOf(item) ?? ''));
  return [
    ...groups(
      lost,
      once(() => lossReason(sides, lost)),
    ).map(([reason, rows]) =>
      difference(
        'rows-lost',
        reason,
        rows.map((at) => ({ of: rowName(sides, at) })),
      ),
    ),
    ...groups(duplicated, ([at, row]) => (isSame(sides, at, row) ? 'duplicates-kept' : undefined)).map(
      ([reason, rows]) =>
        difference(
          'rows-duplicated',
          reason,
          rows.map(([at]) => ({ of: rowName(sides, at) })),
        ),
    ),
    ...groups(added, additionReason).map(([reason, rows]) =>
      difference(
        'rows-added',
        reason,
        rows.map((row) => ({ of: seenName(sides, row) })),
      ),
    ),
    ...groups(cells, ({ cell }) => cell.reason).map(([reason, some]) =>
      difference(
        'rows-changed',
        reason,
        some.map(({ at, cell }) => bentExample(sides, at, cell)),
        cutAt(some.map(({ cell }) => cell)),
      ),
    ),
  ];
}

function bentExample(sides: Sides, at: number, { column, expected, seen }: ChangedCell): DifferenceExample {
  const name = column === -1 ? '(behind the last column)' : short(sides.expected.header[column] ?? '');
  return { of: rowName(sides, at), column: name, ...shortPair(expected, seen) };
}

/** The length at which texts were cut, when it is the same for all. */
function cutAt(cells: readonly ChangedCell[]): string | undefined {
  const [length, ...others] = new Set(cells.map(({ seen }) => seen.length));
  const cut = cells.every(({ reason }) => reason === 'cut-at-length');
  return cut && others.length === 0 ? `after ${length} characters` : undefined;
}

function rowName({ expected, identity }: Sides, at: number): string {
  const row = expected.rows[at] ?? [];
  if (identity.length === 0) return `row ${at + 1}`;
  return `row ${short(identity.map((column) => row[column]).join(' '))}`;
}

/** A row that the expected table has not is told by its number among the client's, the header not counted. */
function seenName({ seen }: Sides, row: number): string {
  const first = (seen.rows[row] ?? []).find((value) => value !== '') ?? '';
  return `the client's row ${row + 1}, which begins "${short(first)}"`;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function grouped<T>(
  items: readonly T[],
  nameOf: (item: T) => string,
): Readonly<Record<string, readonly T[]>> {
  const groups: Record<string, T[]> = {};
  for (const item of items) {
    const name = nameOf(item);
    groups[name] ??= [];
    groups[name].push(item);
  }
  return groups;
}
