import { SECOND_MS } from '../../schemas/durations.ts';
import type { Exchange } from '../../server/index.ts';
import type { ServedWindow } from '../model/sequence.ts';

/**
 * The windows of a run that were answered with status 200, in the order in which they begin. One that was
 * asked for again counts once. `clock` is the session's.
 */
export function servedWindows(exchanges: readonly Exchange[], clock: number): readonly ServedWindow[] {
  const windows = new Map<number, ServedWindow>();
  for (const exchange of exchanges) {
    const { parameters, response } = exchange;
    if (parameters === null || response?.status !== 200) continue;
    const at = (wanted: string) => Date.parse(parameters.find(([name]) => name === wanted)?.[1] ?? '');
    const since = at('since');
    const now = clockOf(exchange) ?? clock;
    // `until` takes in the whole second that it names, and nothing is newer than the clock.
    const endOfSecond = Math.floor(at('until') / SECOND_MS) * SECOND_MS + SECOND_MS - 1;
    windows.set(since, { since, until: Math.min(endOfSecond, now), now });
  }
  return [...windows.values()].sort((a, b) => a.since - b.since);
}

/**
 * The clock by which the last export of a run was made, Unix milliseconds: a scenario may have moved it.
 * Undefined when none was.
 */
export function servedAt(exchanges: readonly Exchange[]): number | undefined {
  return exchanges.map(clockOf).findLast((at) => at !== undefined);
}

/** The clock stands in the name of the download. */
function clockOf({ response }: Exchange): number | undefined {
  const [, name = ''] =
    response?.headers.find(([header]) => header.toLowerCase() === 'content-disposition') ?? [];
  const at = /export-(\d+)\.zip/.exec(name)?.[1];
  return at === undefined ? undefined : Number(at);
}
