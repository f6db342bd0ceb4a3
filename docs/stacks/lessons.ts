import { type Cell, cellOf } from './cells.ts';
import type { Measurements, Result } from './results.ts';
import { situations } from './scenarios.ts';
import { stacks } from './stacks.ts';

/** The sentences at the top of the page, from the results. */
export function lessons({ stacks: measured, limit }: Measurements): readonly string[] {
  const those = (name: string, holds: (result: Result, cell: Cell) => boolean): readonly string[] => {
    const situation = situations.find((one) => one.name === name);
    return stacks.flatMap(({ id, language }) => {
      const result = measured[id]?.results[name];
      if (situation === undefined || result === undefined) return [];
      return holds(result, cellOf(situation, result)) ? [`${id} (${language})`] : [];
    });
  };
  const silent = (name: string): readonly string[] => those(name, (_result, cell) => cell === 'silent');
  const all = Object.keys(measured).length;
  const stall = 'stall-and-reset';
  const limits = [...new Set(Object.values(measured).map(({ results }) => results[stall]?.seconds ?? 0))]
    .filter((seconds) => seconds > 0)
    .sort((one, other) => one - other)
    .map((limit) => `after ${limit} s ${listed(those(stall, ({ seconds }) => seconds === limit))}`);
  return [
    `**A body that is shorter than its Content-Length** ends without an error in ${listed(silent('cut-mid-member-length'))}.`,
    `**A chunked body without its end** ends without an error in ${listed(silent('cut-mid-member-chunked'))}, and keeps ${listed(those('cut-mid-member-chunked', ({ end }) => end === 'waits'))} waiting.`,
    `**A connection that is reset** in the middle of a body with Content-Length ends without an error in ${listed(silent('reset-mid-member-length'))}; in the middle of chunks, in ${listed(silent('reset-mid-member'))}.`,
    `**A body without a length and without chunks** can be cut unnoticed: ${silent('cut-mid-member-close-delimited').length} of ${all} stacks are silent when the connection closes. When it is reset, ${listed(silent('reset-mid-member-close-delimited'))} are silent.`,
    `**A compressed export**, announced but not asked for, is saved as it comes, so that the file is no ZIP, by ${listed(silent('gzip-encoding'))}.`,
    `**An error response** (status 500) raises an error in ${listed(those('error-500', (_result, cell) => cell === '✓'))}. In the others the body of the error is in the file.`,
    `**A redirect** on the same host is not followed by ${listed(those('redirect-same-host', ({ requests }) => requests === 1))}. When it leads to another host, the token goes there too with ${listed(those('redirect-other-host', ({ tokenElsewhere }) => tokenElsewhere === true))}.`,
    `**A server that stops sending** keeps ${listed(those(stall, ({ end }) => end === 'waits'))} for longer than ${limit} s. These give up: ${limits.join('; ')}. Of them, ${listed(silent(stall))} end without an error.`,
    `**Retries**: when the connection closes before the head, ${listed(those('close-before-headers', ({ requests }) => requests > 1))} send the request again by themselves; when it is reset in the middle of chunks, ${listed(those('reset-mid-member', ({ requests }) => requests > 1))}; after 429, ${listed(those('rate-limited', ({ requests }) => requests > 1))}.`,
    `**Head**: three headers of 8,000 characters are refused by ${listed(those('large-headers', (_result, cell) => cell === 'refuses'))}, 100 more headers by ${listed(those('header-flood', (_result, cell) => cell === 'refuses'))}.`,
    `**After an error** in the middle of chunks, the incomplete file stays under its final name, except with ${listed(those('cut-mid-member-chunked', ({ end, file }) => end === 'failed' && file === 'none'))}.`,
  ];
}

/** Joins names with commas and "and"; "no stack" for none. */
function listed(names: readonly string[]): string {
  if (names.length === 0) return 'no stack';
  return names.length === 1 ? `${names[0]}` : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
