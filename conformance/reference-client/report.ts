import { firstFew } from '../util/first-few.ts';
import type { Print, Result } from './parts.ts';

/** A line holds this many findings. */
const MOST_SENTENCES = 5;

/** Prints the outcome and its reason as one line on stderr, and the path of the export on stdout. */
export function report({ ended, file, missing, notes }: Result, print: Print): void {
  if (file !== undefined) print('stdout', file);
  const words = {
    complete: 'complete',
    partial: 'partial: the export is not whole, and the watermark stays where it was',
    failed: 'failed',
    'nothing-to-do': 'complete: the window is exported already',
  };
  print(
    'stderr',
    [words[ended], ...firstFew(missing, MOST_SENTENCES), ...firstFew(notes, MOST_SENTENCES)].join('; '),
  );
}
