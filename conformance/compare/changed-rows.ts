import type { Reason } from '../model/reasons.ts';
import { cellReason } from './cell-reasons.ts';
import type { Sides } from './sides.ts';

/** The cell that shows best how a row was changed, and why it likely was. */
export interface ChangedCell {
  /** Place in the header of the expected table; -1 when there is more behind the last column. */
  readonly column: number;
  readonly expected: string;
  readonly seen: string;
  readonly reason: Reason | undefined;
}

/** A row of the expected table beside the same row of the client. */
interface Pair {
  readonly sides: Sides;
  readonly meant: readonly string[];
  readonly came: readonly string[];
}

/**
 * Ways in which one value spoils those behind it: whether `column`, the first that differs, and what follows
 * look like it.
 */
const rowRecognisers = {
  'line-split': ({ meant, came, sides }, column) => {
    const [expected, seen] = cellOf({ meant, came, sides }, column);
    const [first] = expected.split(/\r\n|\r|\n/);
    if (first === expected || bare(first) !== bare(seen)) return false;
    const behind = came.slice((sides.places[column] ?? 0) + 1);
    return behind.every((value) => value === '') && (expected.trimEnd() !== seen || hasMore(meant, column));
  },
  'comma-split': ({ meant, came, sides }, column) => {
    const [expected, seen] = cellOf({ meant, came, sides }, column);
    const [first, second = ''] = expected.split(',');
    const next = came[(sides.places[column] ?? 0) + 1] ?? '';
    return (
      first !== expected && bare(first) === bare(seen) && next !== '' && bare(second).startsWith(bare(next))
    );
  },
  shifted: ({ meant, came, sides }, column) => {
    const filled = [...meant.keys()].filter(
      (at) => at >= column && meant[at] !== '' && sides.places[at] !== -1,
    );
    const fits = (by: number) =>
      filled.filter((at) => came[(sides.places[at] ?? 0) + by] === meant[at]).length;
    const best = Math.max(...[-3, -2, -1, 1, 2, 3].map(fits));
    return best >= 2 && best * 5 >= filled.length * 3 && best > fits(0);
  },
} as const satisfies Partial<Readonly<Record<Reason, (pair: Pair, column: number) => boolean>>>;

/** The change of a row that differs from the expected one. */
export function changedCell(sides: Sides, at: number, row: number): ChangedCell {
  const pair = { sides, meant: sides.expected.rows[at] ?? [], came: sides.seen.rows[row] ?? [] };
  const different = [...sides.places.keys()].filter((column) => {
    const [expected, seen] = cellOf(pair, column);
    return sides.places[column] !== -1 && expected !== seen;
  });
  const [first] = different;
  if (first === undefined) {
    const seen = pair.came.slice(sides.seen.header.length).join();
    return { column: -1, expected: '', seen, reason: undefined };
  }
  const names = Object.keys(rowRecognisers) as (keyof typeof rowRecognisers)[];
  const spoilt = names.find((name) => rowRecognisers[name](pair, first));
  if (spoilt !== undefined) return shown(pair, first, spoilt);
  for (const column of different) {
    const reason = cellReason(...cellOf(pair, column));
    if (reason !== undefined) return shown(pair, column, reason);
  }
  return shown(pair, first, undefined);
}

function shown(pair: Pair, column: number, reason: Reason | undefined): ChangedCell {
  const [expected, seen] = cellOf(pair, column);
  return { column, expected, seen, reason };
}

function cellOf({ sides, meant, came }: Pair, column: number): readonly [expected: string, seen: string] {
  return [meant[column] ?? '', came[sides.places[column] ?? -1] ?? ''];
}

function hasMore(row: readonly string[], column: number): boolean {
  return row.slice(column + 1).some((value) => value !== '');
}

/** A piece of a value without the quotes and spaces around it, and duplicated quotes made single. */
export function bare(text = ''): string {
  return text.replaceAll('""', '"').replace(/^["\s]+|(?<!["\s])["\s]+$/g, '');
}
