import type { Result } from './results.ts';
import type { Situation } from './scenarios.ts';

/** The word of a table for a result. */
export type Cell = '✓' | 'silent' | 'status' | 'refuses' | 'token' | 'waits';

/** The meaning of each word. */
export const meanings: Readonly<Record<Cell, string>> = {
  '✓': 'the whole export without an error, or an error when the export is not whole. With a time: the error comes when the stack’s own time limit is over. With a number: the stack sent so many requests by itself',
  silent: '**the program ends as if all was well, and its file is not known to be the export**',
  status: 'the call succeeds, the body of the error is in the file, and only the status tells',
  refuses: 'an error, although the export is whole',
  token: 'the whole export, but **the token went to the other host of the redirect**',
  waits: '**the program still waits when the run ends**',
};

/** Returns the word for what a program did in a situation. */
export function cellOf({ right }: Situation, result: Result): Cell {
  if (result.end === 'waits') return 'waits';
  if (result.end === 'failed') return right === 'whole' ? 'refuses' : '✓';
  if (right !== 'error' && right !== 'cannot-tell' && result.file === 'whole')
    return result.tokenElsewhere ? 'token' : '✓';
  const isToldStatus = result.status !== undefined && result.status >= 300;
  return isToldStatus || (right === 'no-export' && result.status !== undefined) ? 'status' : 'silent';
}

/** Returns the word with the time or the number of requests. */
export function cellText(situation: Situation, result: Result): string {
  const cell = cellOf(situation, result);
  const own = situation.name.startsWith('redirect') ? Number.POSITIVE_INFINITY : 1;
  const words = [
    cell === 'silent' || cell === 'waits' || cell === 'token' ? `**${cell}**` : cell,
    ...(result.seconds === undefined ? [] : [`${result.seconds} s`]),
    ...(result.requests > own ? [`${result.requests}×`] : []),
  ];
  return words.join(' ');
}
