import type { Print, Result } from './parts.ts';

/** A line holds this many findings. */
const MOST_TOLD = 5;

/** One line on stderr that says how it ended and why, and the path of a file that is there on stdout. */
export function report({ ended, file, missing, notes }: Result, print: Print): void {
  if (file !== undefined) print('stdout', file);
  const words = {
    complete: 'complete',
    partial: 'partial: the export is not whole, and the watermark stays where it was',
    failed: 'failed',
    'nothing-to-do': 'complete: the window is exported already',
  };
  print('stderr', [words[ended], ...told(missing), ...told(notes)].join('; '));
}

function told(texts: readonly string[]): readonly string[] {
  const more = texts.length - MOST_TOLD;
  return [...texts.slice(0, MOST_TOLD), ...(more > 0 ? [`and ${more} more`] : [])];
}
