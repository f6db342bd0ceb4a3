import type { Difference, DifferenceExample, DifferenceKind } from '../model/difference.ts';
import { type Reason, reasons } from '../model/reasons.ts';
import { printable } from '../util/printable.ts';

/** Characters of a value that are shown. */
const LONGEST = 60;
/** Examples of one difference. */
const MOST_EXAMPLES = 3;

/** The number of characters that are shown before the place where a value differs. */
const BEFORE = 20;

/** A value, short and safe to print. */
export function short(text: string): string {
  return text.length <= LONGEST ? printable(text) : `${printable(text.slice(0, LONGEST))}…`;
}

/** Two values, short and safe to print, from shortly before the place where they begin to differ. */
export function shortPair(
  expected: string,
  seen: string,
): { readonly expected: string; readonly seen: string } {
  let same = 0;
  while (same < expected.length && same < seen.length && expected[same] === seen[same]) same += 1;
  const from = Math.max(expected.length, seen.length) > LONGEST ? Math.max(0, same - BEFORE) : 0;
  const cut = (text: string) => (from > 0 ? '…' : '') + short(text.slice(from));
  return { expected: cut(expected), seen: cut(seen) };
}

const kinds: Readonly<Record<DifferenceKind, readonly [one: string, several: string]>> = {
  'file-missing': ['is missing', 'are missing'],
  'file-extra': ['is there and was not served', 'are there and were not served'],
  'columns-lost': ['column lost', 'columns lost'],
  'columns-added': ['column added', 'columns added'],
  'columns-renamed': ['column renamed', 'columns renamed'],
  'columns-reordered': ['column at another place', 'columns at other places'],
  'rows-lost': ['row lost', 'rows lost'],
  'rows-duplicated': ['row duplicated', 'rows duplicated'],
  'rows-added': ['row added', 'rows added'],
  'rows-changed': ['row changed', 'rows changed'],
  'attachment-missing': ['is missing', 'are missing'],
  'attachment-extra': ['is there and was not served', 'are there and were not served'],
  'attachment-changed': ['has other bytes', 'have other bytes'],
};

/** The parts of a difference; `at` is the place, such as `at 255 characters`. */
export interface DifferenceParts {
  readonly kind: DifferenceKind;
  readonly file: string;
  readonly count: number;
  readonly reason: Reason | undefined;
  readonly examples: readonly DifferenceExample[];
  readonly at?: string;
}

/** The difference with its sentence. */
export function differenceOf({ kind, file, count, reason, examples, at = '' }: DifferenceParts): Difference {
  const [one, several] = kinds[kind];
  const some = examples.slice(0, MOST_EXAMPLES);
  const whole = kind.startsWith('file-') || kind.startsWith('attachment-');
  const what = whole ? ` ${one}` : `: ${count} ${count === 1 ? one : several}`;
  const why = reason === undefined ? '' : ` (likely: ${reasons[reason]}${at === '' ? '' : `, ${at}`})`;
  const [first] = some;
  const example = first === undefined || whole ? '' : `, ${count === 1 ? '' : 'as '}${exampleText(first)}`;
  const text = `${short(file)}${what}${example}${why}`;
  return {
    kind,
    file: short(file),
    count,
    ...(reason === undefined ? {} : { reason }),
    examples: some,
    text,
  };
}

function exampleText({ of, column, expected, seen }: DifferenceExample): string {
  const place = column === undefined ? of : `${column} of ${of}`;
  if (expected !== undefined && seen !== undefined) return `${place}: expected "${expected}", got "${seen}"`;
  return place;
}
