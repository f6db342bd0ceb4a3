import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import type { Message } from '../messages.ts';
import { moods } from '../text/index.ts';
import type { Thread } from '../threads.ts';
import { spellsIn } from './happenings.ts';
import { bodyOf } from './message.ts';
import { subjectOf } from './message-texts.ts';
import { moodOfMessage } from './moods.ts';
import { presentIn } from './picked-threads.ts';
import {
  type Detection,
  decisionAt,
  detectionAt,
  REVIEWED_WITHIN,
  reviewerOf,
  themeId,
} from './watch-alert-facts.ts';

/** A word that can be a keyword, where no message names the subject of its thread. */
const WORD = /\p{L}{5,}/u;

export function* detections(facts: Facts, window: Window): Generator<RowByKey['WatchAlertDetectedThreads']> {
  const spells = spellsIn(
    facts.streams.detections,
    window,
    REVIEWED_WITHIN,
    (ordinal, at) => decisionAt(facts, ordinal, at).changesAt,
    (ordinal) => detectionAt(facts, ordinal),
  );
  for (const detection of spells) {
    const { at, changesAt = Number.POSITIVE_INFINITY, state, thread } = detection;
    const decided = changesAt <= window.now;
    yield {
      thread_id: thread.id,
      network_id: facts.identity.id,
      ...detected(facts, detection),
      state: decided ? state : 'IN_REVIEW',
      created_at: instantText(at),
      updated_at: instantText(decided ? changesAt : at),
      updated_by_id: decided ? facts.people.id(reviewerOf(facts, detection)) : '',
    };
  }
}

/** The detection in a thread in its state at that time. */
function detected(facts: Facts, { thread, at, hash, themes }: Detection) {
  const messages = presentIn(facts, thread, at);
  const felt = messages.map((each) => moodOfMessage(facts, each));
  const counts = moods.map((mood) => [mood, felt.filter((each) => each === mood).length]);
  const found = themes.map((theme, i) => ({
    themeId: themeId(facts, theme),
    confidence: ((mix(hash, i) % 50) + 50) / 100,
  }));
  return {
    theme_detections: JSON.stringify(found),
    keyword_detections: JSON.stringify(keywords(facts, thread, messages, at)),
    sentiment_counts: JSON.stringify(Object.fromEntries(counts)),
    unique_user_count: new Set(messages.map((each) => each.sender)).size,
  };
}

/** The keyword of a detection and the message that holds it: the subject of the thread, or another word. */
function keywords(facts: Facts, thread: Thread, messages: readonly Message[], at: number) {
  const { name } = subjectOf(facts, thread);
  let other: { keyword: string; messageId: string } | undefined;
  for (const message of messages) {
    const body = bodyOf(facts, message, facts.messages.latest(message, at - 1));
    if (body.includes(name)) return [{ keyword: name, messageId: message.id }];
    const [keyword] = other === undefined ? (WORD.exec(body) ?? []) : [];
    if (keyword !== undefined) other = { keyword, messageId: message.id };
  }
  return other === undefined ? [] : [other];
}
