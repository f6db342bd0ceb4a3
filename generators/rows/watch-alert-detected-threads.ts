import { DAY_MS } from '../../schemas/durations.ts';
import type { RowByKey } from '../../schemas/index.ts';

import type { Window } from '../contract.ts';
import { delayWithin } from '../delays.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import type { Message } from '../messages.ts';
import type { Thread } from '../threads.ts';
import { administratorAt } from './administrators.ts';
import { spellsIn } from './happenings.ts';
import { messageRow } from './message.ts';
import { subjectOf } from './message-texts.ts';
import { MOODS, moodOfMessage, pickedAt, presentIn, themeId } from './picked-threads.ts';

/** A word that can be a keyword, where no message names the subject of its thread. */
const WORD = /\p{L}{5,}/u;
const STATES = ['IN_REVIEW', 'APPROVED', 'REJECTED'] as const;

/** Two detections in three are decided on, at most a day later. */
export function* detections(facts: Facts, window: Window): Generator<RowByKey['WatchAlertDetectedThreads']> {
  const stream = facts.streams.detections;
  const spells = spellsIn(stream, window, DAY_MS, (ordinal, at) => {
    const picked = pickedAt(facts, stream, ordinal, at);
    const state = STATES[ordinal % STATES.length] as (typeof STATES)[number];
    return (
      picked && {
        state,
        changesAt: state === 'IN_REVIEW' ? undefined : at + delayWithin(DAY_MS, picked.hash),
        ...picked,
      }
    );
  });
  for (const { at, changesAt = Number.POSITIVE_INFINITY, state, hash, thread } of spells) {
    const decided = changesAt <= window.now;
    yield {
      thread_id: thread.id,
      network_id: facts.identity.id,
      ...detected(facts, thread, at, hash),
      state: decided ? state : 'IN_REVIEW',
      created_at: instantText(at),
      updated_at: instantText(decided ? changesAt : at),
      updated_by_id: decided ? facts.people.id(administratorAt(facts, hash, at)) : '',
    };
  }
}

/** The detection in a thread in its state at that time. */
function detected(facts: Facts, thread: Thread, at: number, hash: number) {
  const { themes } = facts.populations;
  const messages = presentIn(facts, thread, at);
  const moods = MOODS.map((mood) => [
    mood,
    messages.filter((each) => moodOfMessage(facts, each) === mood).length,
  ]);
  const theme = [
    {
      themeId: themeId(facts, themes, themes.population.pick(hash, at)),
      confidence: ((hash % 50) + 50) / 100,
    },
  ];
  return {
    theme_detections: JSON.stringify(theme),
    keyword_detections: JSON.stringify(keywords(facts, thread, messages, at)),
    sentiment_counts: JSON.stringify(Object.fromEntries(moods)),
    unique_user_count: new Set(messages.map((each) => each.sender)).size,
  };
}

/** The keyword of a detection and the message that holds it: the subject of the thread, or another word. */
function keywords(facts: Facts, thread: Thread, messages: readonly Message[], at: number) {
  const { name } = subjectOf(facts, thread);
  let other: { keyword: string; messageId: string } | undefined;
  for (const message of messages) {
    const { id, body } = messageRow(facts, message, facts.messages.latest(message, at - 1));
    if (body.includes(name)) return [{ keyword: name, messageId: id }];
    const [keyword] = other === undefined ? (WORD.exec(body) ?? []) : [];
    if (keyword !== undefined) other = { keyword, messageId: id };
  }
  return other === undefined ? [] : [other];
}
