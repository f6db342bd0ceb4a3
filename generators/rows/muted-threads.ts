import { DAY_MS } from '../../schemas/durations.ts';
import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import { delayWithin } from '../delays.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import type { Thread } from '../threads.ts';
import { mergedByTime } from '../versions.ts';
import { administratorAt } from './administrators.ts';
import { spellsIn } from './happenings.ts';
import { pickedAt, whileOpen } from './picked-threads.ts';
import { turnFor } from './threads-nearby.ts';
import { decisionAt, detectionAt, mutes, REVIEWED_WITHIN, reviewerOf } from './watch-alert-facts.ts';

/** One thread in four that an administrator mutes is unmuted again, at most this long after. */
const FOUR = 4;
const MUTED_FOR = 2 * DAY_MS;

/** The time in which a thread is muted. */
interface Mute {
  readonly at: number;
  /** The time at which it is unmuted; undefined when it stays muted. */
  readonly changesAt: number | undefined;
  readonly thread: Thread;
  /** The administrator who mutes and unmutes it. */
  readonly by: number;
}

/**
 * The thread that a watch alert mutes at a turn of the detections, if its theme does so, until the detection
 * is rejected. The administrator who reviews detections answers for it.
 */
function detectedMute(facts: Facts, ordinal: number): Mute | undefined {
  const detection = detectionAt(facts, ordinal);
  if (!detection?.themes.some((theme) => mutes(facts, theme))) return undefined;
  // An approved detection stays muted.
  const changesAt = detection.state === 'REJECTED' ? detection.changesAt : undefined;
  return { at: detection.at, changesAt, thread: detection.thread, by: reviewerOf(facts, detection) };
}

/** The time at which the detection at a turn would be rejected, which unmutes its thread. */
function rejectedAt(facts: Facts, ordinal: number, at: number): number | undefined {
  const { state, changesAt } = decisionAt(facts, ordinal, at);
  return state === 'REJECTED' ? changesAt : undefined;
}

/**
 * The thread that an administrator mutes at a turn: never one that a watch alert mutes. The turns of both
 * streams with the same number choose from the same threads.
 */
function ownMute(facts: Facts, ordinal: number, at: number): Mute | undefined {
  const { mutedThreads } = facts.streams;
  const detected = detectedMute(facts, ordinal)?.thread.index;
  const picked = pickedAt(facts, mutedThreads, ordinal, at, ({ index }) => index !== detected);
  if (picked === undefined) return undefined;
  const { hash, thread } = picked;
  const changesAt = whileOpen(facts, thread, unmutedAt(facts, ordinal, at));
  return { at, changesAt, thread, by: administratorAt(facts, hash, at, thread.kind) };
}

/** The time at which an administrator would unmute the thread of a turn. */
function unmutedAt({ streams }: Facts, ordinal: number, at: number): number | undefined {
  const hash = streams.mutedThreads.hash(ordinal);
  return hash % FOUR === 0 ? at + delayWithin(MUTED_FOR, hash) : undefined;
}

/** Tells whether a thread is muted at an instant. */
export function isMutedAt(facts: Facts, thread: Thread, instant: number): boolean {
  const { detections, mutedThreads: own } = facts.streams;
  const sources = [
    { stream: own, muteAt: ownMute },
    { stream: detections, muteAt: detectedMute },
  ];
  return sources.some(({ stream, muteAt }) => {
    const ordinal = turnFor(thread.index, stream.every);
    const at = stream.at(ordinal);
    if (at > instant) return false;
    const muted = muteAt(facts, ordinal, at);
    return muted?.thread.index === thread.index && instant < (muted.changesAt ?? Number.POSITIVE_INFINITY);
  });
}

export function* mutedThreads(facts: Facts, window: Window): Generator<RowByKey['MutedThreads']> {
  const { detections, mutedThreads: own } = facts.streams;
  const sources = [
    spellsIn(
      own,
      window,
      MUTED_FOR,
      (ordinal, at) => unmutedAt(facts, ordinal, at),
      (ordinal, at) => ownMute(facts, ordinal, at),
    ),
    spellsIn(
      detections,
      window,
      REVIEWED_WITHIN,
      (ordinal, at) => rejectedAt(facts, ordinal, at),
      (ordinal) => detectedMute(facts, ordinal),
    ),
  ];
  const merged = mergedByTime(sources, ({ at }) => at);
  for (const { at, changesAt = Number.POSITIVE_INFINITY, thread, by } of merged) {
    const unmuted = changesAt <= window.now;
    yield {
      thread_id: thread.id,
      network_id: facts.identity.id,
      is_muted: !unmuted,
      updated_by_id: facts.people.id(by),
      created_at: instantText(at),
      updated_at: instantText(unmuted ? changesAt : at),
    };
  }
}
