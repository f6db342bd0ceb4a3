import type { RunObservation } from '../model/observation.ts';
import { shortened } from '../util/escape.ts';
import { maskOf } from './mask.ts';

/** The maximum length of a quoted message, characters. */
const MOST_QUOTED = 200;
/** The length of the text from which it is quoted, characters. */
const LOOKED_AT = 8 * MOST_QUOTED;

/**
 * A text that a client printed, in one line and between quotes, without secrets; `nothing` for none. Values
 * of the run are replaced before the text is shortened: the beginning of one that is cut would stay.
 */
export function quoted(text: string, seen: Pick<RunObservation, 'values'>): string {
  const words = maskOf(seen)(text.slice(0, LOOKED_AT)).trim().replace(/\s+/g, ' ');
  return words === '' ? 'nothing was printed' : `printed "${shortened(words, MOST_QUOTED)}"`;
}

/**
 * The printed text without the arguments of the client and without names of ZIPs: their digits could match a
 * status.
 */
export function printed({ process: { stdout, stderr }, values }: RunObservation): string {
  const own = [
    values.base_url,
    new URL(values.base_url).host,
    values.out_dir,
    values.state_dir,
    values.token,
  ];
  const text = own.reduce((rest, one) => rest.replaceAll(one, ''), `${stderr.text}\n${stdout.text}`);
  return text.replaceAll(/\S+/g, withoutZip);
}

// Removes everything up to the last `.zip` of a word; `.zip` alone is no file name.
function withoutZip(word: string): string {
  let end = 0;
  for (const { index } of word.matchAll(/\.zip\b/gi)) if (index > 0) end = index + '.zip'.length;
  return word.slice(end);
}

/** Times and long numbers, which differ from run to run. */
const CHANGING = /\d{4}-\d\d-\d\d|\d\d:\d\d(?::\d\d)?(?:[.,]\d+)?|\d{4,}/g;

const alike = (line: string): string => line.replaceAll(CHANGING, '#').trim();

/**
 * The lines of a run that the client did not print when it succeeded. A line that is there whatever happens
 * says nothing about a failure.
 */
export function printedOnly(seen: RunObservation, runs: readonly RunObservation[]): string {
  const others = runs.filter((one) => one !== seen && one.run.ends.join() === 'complete');
  const usual = new Set(others.flatMap((one) => printed(one).split('\n').map(alike)));
  return printed(seen)
    .split('\n')
    .filter((line) => !usual.has(alike(line)))
    .join('\n')
    .trim();
}
