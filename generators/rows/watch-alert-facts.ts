import { DAY_MS } from '../../schemas/durations.ts';
import { delayWithin } from '../delays.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { watchTheme } from '../text/index.ts';
import type { Thread } from '../threads.ts';
import { administratorAt } from './administrators.ts';
import { pickedAt, whileOpen } from './picked-threads.ts';
import { remembered } from './remembered.ts';
import { talkTopic } from './talks.ts';

/** Two detections in three are decided on, at most this long after. */
export const REVIEWED_WITHIN = DAY_MS;
/** Mutes look at the detections of their turns. */
const DETECTIONS_KEPT = 16;
const STATES = ['IN_REVIEW', 'APPROVED', 'REJECTED'] as const;

/** The detection of a thread by the themes that a network watches for. */
export interface Detection {
  readonly at: number;
  /** The time of the decision; undefined when there is none. */
  readonly changesAt: number | undefined;
  /** The state after the decision. */
  readonly state: (typeof STATES)[number];
  readonly hash: number;
  readonly thread: Thread;
  /** The numbers of the themes that the thread belongs to, at least one. */
  readonly themes: readonly number[];
}

export function themeId(facts: Facts, theme: number): string {
  return facts.ids.text('watchTheme', theme, facts.populations.themes.population.cameAt(theme));
}

/** Tells whether threads that a theme detects are muted. */
export function mutes({ keys }: Facts, theme: number): boolean {
  return mix(keys.themes, theme) % 3 === 0;
}

/** Tells whether users are notified of the detections of a theme. */
export function notifies({ keys }: Facts, theme: number): boolean {
  return mix(keys.themes, theme) % 4 !== 0;
}

/** The state of a detection after the decision on it, and the time of that; undefined when there is none. */
export function decisionAt({ streams }: Facts, ordinal: number, at: number) {
  const state = STATES[ordinal % STATES.length] as Detection['state'];
  const hash = streams.detections.hash(ordinal);
  return { state, changesAt: state === 'IN_REVIEW' ? undefined : at + delayWithin(REVIEWED_WITHIN, hash) };
}

/** The detection at a turn of the stream: of a thread about a theme that the network watches for then. */
export const detectionAt = remembered(DETECTIONS_KEPT, foundDetection);

function foundDetection(facts: Facts, ordinal: number): Detection | undefined {
  const { keys, populations, streams } = facts;
  const at = streams.detections.at(ordinal);
  const { population } = populations.themes;
  const watched = Array.from({ length: population.seats }, (_, seat) => {
    const theme = population.seatedAt(seat, at);
    return { theme, about: watchTheme(keys.themes, theme).themes };
  });
  const watching = (thread: Thread) => {
    const { theme } = talkTopic(facts, thread);
    return watched.flatMap((each) => (each.about.includes(theme) ? [each.theme] : []));
  };
  const picked = pickedAt(facts, streams.detections, ordinal, at, (thread) => watching(thread).length > 0);
  if (picked === undefined) return undefined;
  const { hash, thread } = picked;
  const { state, changesAt } = decisionAt(facts, ordinal, at);
  return {
    at,
    state,
    changesAt: whileOpen(facts, thread, changesAt),
    hash,
    thread,
    themes: watching(thread),
  };
}

/** The administrator who decides on a detection. */
export function reviewerOf(facts: Facts, { hash, at, thread }: Detection): number {
  return administratorAt(facts, hash, at, thread.kind);
}
