import type { FoundResource } from '../../generators/index.ts';
import { lastValueOf, type Query } from '../http/query.ts';
import { setImmediate } from '../util/timers.ts';

/** The number of things on a page, and the maximum that a request may ask for. */
const PAGE = 50;
/** The number of users to look at between two breaks: a look may read all messages of a user. */
const BEFORE_A_BREAK = 16;

/** The part of a list that a request asks for. */
export interface Page {
  readonly from: number;
  readonly count: number;
}

/** The page that a request asks for: `page` counts from 1. A value that is no such number is ignored. */
export function pageOf(query: Query): Page {
  const count = Math.min(PAGE, wholeOf(query, 'num_per_page') ?? PAGE);
  return { from: ((wholeOf(query, 'page') ?? 1) - 1) * count, count };
}

function wholeOf(query: Query, name: string): number | undefined {
  const text = lastValueOf(query, name) ?? '';
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}

/**
 * The ids on a page, and whether there are more. The list may have gaps (undefined), and takes breaks so that
 * other requests are answered meanwhile.
 */
export async function idsOn(
  ids: Iterable<string | undefined>,
  { from, count }: Page,
  signal: AbortSignal,
): Promise<{ readonly ids: readonly string[]; readonly more: boolean }> {
  const found: string[] = [];
  let place = 0;
  let looked = 0;
  for (const id of ids) {
    looked += 1;
    if (looked % BEFORE_A_BREAK === 0) await new Promise((resolve) => setImmediate(resolve));
    if (signal.aborted) break;
    if (id === undefined) continue;
    if (found.length === count) return { ids: found, more: true };
    if (place >= from) found.push(id);
    place += 1;
  }
  return { ids: found, more: false };
}

/** The things with these ids, without those that there are not. */
export function allOf(
  ids: readonly string[],
  find: (id: string) => FoundResource | undefined,
): readonly FoundResource[] {
  return ids.map(find).filter((found) => found !== undefined);
}
