import { DAY_MS, HOUR_MS, MINUTE_MS } from '../schemas/durations.ts';
import { atFull } from './delays.ts';

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

/** A scheduled time is a full quarter of an hour. */
export const LATER_AT_MOST = 15 * MINUTE_MS;

/** The kinds of publications by a hash; one draft in four is never published. */
const LOTS = [SCHEDULED, BY_HAND, SCHEDULED, undefined] as const;

/** The plan for a draft of an instant; undefined for one that stays a draft. */
export function planOf(hash: number, postedAt: number): Publication | undefined {
  const kind = LOTS[hash % LOTS.length];
  if (kind === undefined) return undefined;
  const { lag, scheduled } = kind;
  return { at: scheduled ? atFull(LATER_AT_MOST, postedAt + lag) : postedAt + lag, scheduled };
}
