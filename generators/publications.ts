import { DAY_MS, HOUR_MS, MINUTE_MS } from '../schemas/durations.ts';
import { atFull } from './delays.ts';
import { fraction, mix } from './hash.ts';

/** The plan to publish a draft. */
export interface Publication {
  /** Unix milliseconds. */
  readonly at: number;
  /** False when its writer publishes it by hand. */
  readonly scheduled: boolean;
}

export interface PublicationKind {
  /** The time from the draft to its publication, milliseconds; at most `LATER_AT_MOST` more. */
  readonly lag: number;
  readonly scheduled: boolean;
}

const BY_HAND: PublicationKind = { lag: 2 * HOUR_MS, scheduled: false };
const SCHEDULED: PublicationKind = { lag: DAY_MS, scheduled: true };

export const publicationKinds = [BY_HAND, SCHEDULED] as const;

/** A scheduled time is a full quarter of an hour; who publishes by hand takes about as much longer. */
export const LATER_AT_MOST = 15 * MINUTE_MS;

/** The kinds of publications by a hash; one draft in three is never published. */
const LOTS = [SCHEDULED, BY_HAND, undefined] as const;

/** The plan for a draft of an instant; undefined for one that stays a draft. */
export function planOf(hash: number, postedAt: number): Publication | undefined {
  const kind = LOTS[hash % LOTS.length];
  if (kind === undefined) return undefined;
  const { lag, scheduled } = kind;
  const at = postedAt + lag;
  return { at: scheduled ? atFull(LATER_AT_MOST, at) : at + whileAt(at), scheduled };
}

/** The while that a publication by hand takes longer: it changes slowly, so that none overtakes another. */
function whileAt(instant: number): number {
  const hour = Math.floor(instant / HOUR_MS);
  const [begin, end] = [fraction(mix(HOUR_MS, hour)), fraction(mix(HOUR_MS, hour + 1))];
  return Math.floor(LATER_AT_MOST * (begin + (end - begin) * (instant / HOUR_MS - hour)));
}
