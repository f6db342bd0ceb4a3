import type { Reason } from '../model/reasons.ts';
import { bare } from './changed-rows.ts';
import type { Sides } from './sides.ts';

/** Rows of the expected table that a client has not, and what it has. */
interface Loss {
  readonly sides: Sides;
  /** Places in the expected table, in order. */
  readonly lost: readonly number[];
  /**
   * Tells whether the client has one row of each name that the rows have, so that every lost row gave way to
   * one of its name.
   */
  readonly oneOfEach: (name: (row: readonly string[]) => string) => boolean;
}

/** Ways in which all of the lost rows can have gone. */
const lossRecognisers = {
  'id-rounded': ({ sides, oneOfEach }) =>
    sides.identity.length > 0 &&
    oneOfEach((row) => sides.identity.map((column) => rounded(row[column])).join()),
  'versions-merged': ({ sides, oneOfEach }) =>
    sides.identity.length > 1 && oneOfEach((row) => row[sides.identity[0] ?? -1] ?? ''),
  'last-row-lost': ({ sides, lost }) => lost.length === 1 && lost[0] === sides.expected.rows.length - 1,
  'first-row-lost': ({ lost }) => lost.length === 1 && lost[0] === 0,
  'cut-off': ({ sides, lost }) => lost[0] === sides.expected.rows.length - lost.length,
  'line-split': ({ sides, lost }) => {
    const broken = (at: number) => (sides.expected.rows[at] ?? []).some((value) => /[\r\n]/.test(value));
    return lost.every(broken) && lost.length < sides.expected.rows.length;
  },
} as const satisfies Partial<Readonly<Record<Reason, (loss: Loss) => boolean>>>;

/**
 * The reason why rows were lost; undefined when all rows of the file were lost, or when no reason fits every
 * one.
 */
export function lossReason(sides: Sides, lost: readonly number[]): Reason | undefined {
  const { rows } = sides.expected;
  if (lost.length === rows.length) return undefined;
  const gone = new Set(lost);
  const oneOfEach: Loss['oneOfEach'] = (name) => {
    const left = rows.filter((_, at) => !gone.has(at)).map(name);
    const names = new Set(left);
    return names.size === left.length && lost.every((at) => names.has(name(rows[at] ?? [])));
  };
  const names = Object.keys(lossRecognisers) as (keyof typeof lossRecognisers)[];
  return names.find((name) => lossRecognisers[name]({ sides, lost, oneOfEach }));
}

function rounded(value = ''): string {
  return /^\d{16,}$/.test(value) ? String(Number(value)) : value;
}

/** Finds the reason why a row was added: it is a piece of a split row, or the header. */
export function additionReasons(
  { expected, seen }: Pick<Sides, 'expected' | 'seen'>,
  split: readonly { readonly text: string; readonly reason: Reason }[],
): (row: number) => Reason | undefined {
  const pieces = new Map<string, Reason>();
  for (const { text, reason } of split) {
    for (const line of text.split(/\r\n|\r|\n/)) {
      for (const piece of [line, ...line.split(',')]) pieces.set(bare(piece), reason);
    }
  }
  pieces.delete('');
  return (row) => {
    const values = seen.rows[row] ?? [];
    const isHeader = values.every(
      (value, place) => value === seen.header[place] || value === expected.header[place],
    );
    if (isHeader) return 'header-as-row';
    if (pieces.size > 0 && values.every((value) => bare(value) === '')) return [...pieces.values()][0];
    return values.map((value) => pieces.get(bare(value))).find((reason) => reason !== undefined);
  };
}
