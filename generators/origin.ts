import { HOUR_MS, WEEK_MS } from '../schemas/durations.ts';

/**
 * The Monday from which messages, rounds and members are numbered. It is the same for every network, so that
 * a row depends on the absolute time alone; the start of a network only cuts off older rows.
 */
export const ORIGIN = Date.UTC(2001, 0, 1);

/** A network that starts from this day on was made in 2008 and has its permanent members since then. */
export const SETTLED = Date.UTC(2017, 0, 1);
const FOUNDED = Date.UTC(2008, 8, 8);
const WEEKS_OF_FOUNDING = 16;

/** The founding of a network. */
export interface Founding {
  /** The creation of the network, Unix milliseconds. */
  readonly at: number;
  /** The time from which the permanent members join, and the last of it. */
  readonly from: number;
  readonly until: number;
}

/**
 * The founding of a network that starts at `start`. A network that starts before 2017 was made at the origin,
 * together with all its permanent members.
 */
export function foundingOf(start: number, hash: number): Founding {
  if (start < SETTLED) return { at: ORIGIN, from: ORIGIN, until: ORIGIN + HOUR_MS };
  const at = FOUNDED + (hash % WEEKS_OF_FOUNDING) * WEEK_MS;
  return { at, from: Date.UTC(2009, 0, 1), until: SETTLED };
}
