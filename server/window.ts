import type { Window } from '../generators/index.ts';
import type { NetworkProfile } from '../schemas/index.ts';
import { type Instant, parseInstant } from './instant.ts';
import { lastValueOf, type Query } from './query.ts';
import { Refusal } from './refusal.ts';
import { refusals } from './refusals.ts';

/** The stretch of time that an export is about. */
export interface Span {
  /** What the answer goes by, Unix milliseconds. `until` is inclusive. */
  readonly since: number;
  readonly until: number;
  /** The same for the generators. Empty (`from` equal to `to`) when nothing can be in it. */
  readonly window: Window;
}

/** Reads `since` and `until`. Without `until` the span ends now. */
export function readSpan(query: Query, profile: NetworkProfile, now: number): Span | Refusal {
  const since = readDate(query, 'since');
  if (since instanceof Refusal) return since;
  if (since === undefined) return refusals.sinceMissing();
  const until = readDate(query, 'until');
  if (until instanceof Refusal) return until;
  if (until !== undefined && until.at < since.at) {
    return refusals.untilBeforeSince(lastValueOf(query, 'since') ?? '', lastValueOf(query, 'until') ?? '');
  }
  return spanOf(since.at, until === undefined ? now : end[profile](until), now);
}

/** The instant that `until` stands for: the legacy page says that only its date counts. */
const end: Readonly<Record<NetworkProfile, (until: Instant) => number>> = {
  current: (until) => until.at,
  legacy: (until) => until.midnight,
};

function readDate(query: Query, name: string): Instant | Refusal | undefined {
  const text = lastValueOf(query, name);
  return text === undefined ? undefined : (parseInstant(text) ?? refusals.noDate(name, text));
}

/** `until` includes the whole second it names. Nothing is older than 1970, nothing newer than the clock. */
function spanOf(since: number, until: number, now: number): Span {
  const to = Math.max(0, Math.min(Math.floor(until / 1000) * 1000 + 1000, now + 1));
  const from = Math.min(Math.max(since, 0), to);
  return { since, until, window: { from, to, now } };
}
