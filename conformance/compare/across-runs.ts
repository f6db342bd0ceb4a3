import type { FileKey } from '../../schemas/index.ts';
import type { ActualExport, ExpectedExport, Table } from '../model/observation.ts';
import type { CumulativeDiff, RowOfRuns } from '../model/sequence.ts';
import { short } from './format.ts';
import { isSameList, pairColumns } from './match-columns.ts';
import { pairRows } from './match-rows.ts';
import { filesLike, identityColumns, pairTables } from './table-names.ts';

/** The expected export of a run. Runs are counted from 1. */
export interface ExpectedRun extends Pick<ExpectedExport, 'tables' | 'attachments'> {
  readonly run: number;
}

/** An export that was written in a run. */
export interface ActualRun {
  readonly run: number;
  readonly actual: Pick<ActualExport, 'path' | 'tables' | 'attachments'>;
}

/**
 * Files that list the current state whatever the window: in every export again, and in none of them for its
 * time.
 */
const WHATEVER_THE_WINDOW: ReadonlySet<FileKey | undefined> = new Set<FileKey>(['Admins', 'Networks']);

/**
 * Rows that there were and that are in no export, and those that are there more often than there were. Rows
 * that were changed on the way are neither. A row of an earlier run is not lost if the row of a later run
 * with the same identity is there: a store keeps the latest one. An export that was written anew in the
 * place of another one counts with the most that it ever held of a row.
 */
export function cumulativeDiff(
  expectedRuns: readonly ExpectedRun[],
  actualRuns: readonly ActualRun[],
): CumulativeDiff {
  const expected = expectedTables(expectedRuns);
  const all = new Map([...expected].map(([name, { header }]) => [name, { header, rows: [] }]));
  const states = actualRuns.flatMap(({ run, actual: { path, tables } }) =>
    pairTables<Table>(all, tables).pairs.map(([name, , table]) => ({ name, run, path, table })),
  );
  const found = [...expected].map(([name, { header, rows }]): CumulativeDiff => {
    const own = states.filter((state) => state.name === name);
    return areInTurn(header, rows, own)
      ? { count: rows.length, lost: [], duplicated: [] }
      : new TableDiff(name, header, rows, own).differences();
  });
  const attachments = attachmentsLost(expectedRuns, actualRuns);
  return {
    count: found.reduce((sum, { count }) => sum + count, attachments.count),
    lost: [...found.flatMap(({ lost }) => lost), ...attachments.lost],
    duplicated: found.flatMap(({ duplicated }) => duplicated),
  };
}

/** The rows of all runs by file, those left out that say nothing of a window. */
function expectedTables(expectedRuns: readonly ExpectedRun[]) {
  const all = new Map<string, { readonly header: readonly string[]; readonly rows: Expected[] }>();
  for (const { run, tables } of expectedRuns) {
    for (const [name, { header, rows }] of tables) {
      if (WHATEVER_THE_WINDOW.has(filesLike(name))) continue;
      const one = all.get(name) ?? { header, rows: [] };
      all.set(name, one);
      for (const row of rows) one.rows.push({ run, row });
    }
  }
  return all;
}

interface Expected {
  readonly run: number;
  readonly row: readonly string[];
}

/** A table as it was after a run. */
interface State {
  readonly run: number;
  readonly path: string;
  readonly table: Table;
}

/**
 * Tells whether the exports hold the expected rows one after the other, each in a file of its own, as they
 * nearly always do: nothing is lost or duplicated then.
 */
function areInTurn(
  header: readonly string[],
  expected: readonly Expected[],
  states: readonly State[],
): boolean {
  const rows = states.flatMap(({ table }) => table.rows);
  return (
    new Set(states.map(({ path }) => path)).size === states.length &&
    states.every(({ table }) => isSameList(header, table.header)) &&
    rows.length === expected.length &&
    expected.every(({ row }, at) => isSameList(row, rows[at] ?? []))
  );
}

/** A row as a client wrote it. */
interface Seen {
  readonly row: readonly string[];
  /** The most of it that each export ever held, by path. */
  readonly most: Map<string, number>;
  readonly runs: Set<number>;
}

/** One table over all runs. */
class TableDiff {
  readonly #name: string;
  readonly #header: readonly string[];
  readonly #expected: readonly Expected[];
  readonly #identity: readonly number[];
  /** For each column of the expected table whether any export has it. */
  readonly #has: boolean[];
  readonly #seen = new Map<string, Seen>();

  constructor(
    name: string,
    header: readonly string[],
    expected: readonly Expected[],
    states: readonly State[],
  ) {
    this.#name = name;
    this.#header = header;
    this.#identity = identityColumns(name, header);
    this.#expected = expected;
    const whole = { header, rows: expected.map(({ row }) => row) };
    const placed = states.map((state) => ({ ...state, places: pairColumns(whole, state.table).places }));
    this.#has = header.map((_, at) => placed.some(({ places }) => places[at] !== -1));
    for (const state of placed) this.#take(state);
  }

  #take({ run, path, table, places }: State & { readonly places: readonly number[] }): void {
    const counts = new Map<string, number>();
    for (const row of table.rows) {
      const ours = places.map((place) => row[place] ?? '');
      const key = this.#keyOf(ours);
      counts.set(key, (counts.get(key) ?? 0) + 1);
      const seen = this.#seen.get(key) ?? { row: ours, most: new Map(), runs: new Set() };
      this.#seen.set(key, seen);
      seen.runs.add(run);
    }
    for (const [key, count] of counts) {
      const most = this.#seen.get(key)?.most;
      most?.set(path, Math.max(most.get(path) ?? 0, count));
    }
  }

  /** The row in the columns that the exports have. */
  #keyOf(row: readonly string[]): string {
    return JSON.stringify(row.filter((_, at) => this.#has[at]));
  }

  differences(): CumulativeDiff {
    const left = new Map([...this.#seen].map(([key, { most }]) => [key, sum(most.values())]));
    const known = new Set<string>();
    const laterRun = new Map<string, number>();
    const missing = this.#expected.toReversed().filter(({ row, run }) => {
      const key = this.#keyOf(row);
      known.add(key);
      const count = left.get(key) ?? 0;
      if (count === 0) return (laterRun.get(this.#thingOf(row)) ?? 0) <= run;
      left.set(key, count - 1);
      laterRun.set(this.#thingOf(row), run);
      return false;
    });
    const more = [...left].filter(([key, count]) => count > 0 && known.has(key));
    const strange = [...left].flatMap(([key, count]) => {
      const seen = known.has(key) ? undefined : this.#seen.get(key);
      return seen === undefined ? [] : Array.from({ length: count }, () => seen);
    });
    const changed = this.#pairChanged(missing.toReversed(), strange);
    return {
      count: this.#expected.length,
      lost: changed.lost.map(({ row, run }) => this.#named(row, [run])),
      duplicated: [...more.flatMap(([key]) => this.#seen.get(key) ?? []), ...changed.duplicated].map(
        ({ row, runs }) => this.#named(row, [...runs]),
      ),
    };
  }

  /**
   * Pairs the rows that are missing with the strange ones. Returns the rows that are lost and those that are
   * duplicated.
   */
  #pairChanged(missing: readonly Expected[], strange: readonly Seen[]) {
    const { lost, duplicated } = pairRows({
      expected: { header: this.#header, rows: missing.map(({ row }) => row) },
      seen: { header: this.#header, rows: strange.map(({ row }) => row) },
      places: this.#has.map((has, at) => (has ? at : -1)),
      identity: this.#identity,
    });
    return {
      lost: lost.flatMap((at) => missing[at] ?? []),
      duplicated: duplicated.flatMap(([, at]) => strange[at] ?? []),
    };
  }

  /** The identity of the row, as text: a store keeps the latest row of each. All cells if it has none. */
  #thingOf(row: readonly string[]): string {
    const identity = this.#identity;
    return JSON.stringify(identity.length === 0 ? row : identity.map((at) => row[at]));
  }

  #named(row: readonly string[], runs: readonly number[]): RowOfRuns {
    const identity = this.#identity;
    const cells = identity.length === 0 ? row.slice(0, 1) : identity.map((at) => row[at]);
    return { file: this.#name, row: short(cells.join(' ').trim()), runs };
  }
}

/** Attachments are known by what is in them: a client may call them otherwise. */
function attachmentsLost(expectedRuns: readonly ExpectedRun[], actualRuns: readonly ActualRun[]) {
  const there = new Set(actualRuns.flatMap((one) => [...one.actual.attachments.values()]));
  const all = expectedRuns.flatMap(({ run, attachments }) =>
    Array.from(attachments, ([path, digest]) => ({ run, path, digest })),
  );
  const lost = all
    .filter(({ digest }) => !there.has(digest))
    .map(({ run, path }): RowOfRuns => ({ file: 'files', row: short(path), runs: [run] }));
  return { count: all.length, lost };
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((total, one) => total + one, 0);
}
