import { DAY_MS } from '../../schemas/durations.ts';
import type { RowByKey } from '../../schemas/index.ts';

import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import { word } from '../text/index.ts';
import type { Thread } from '../threads.ts';
import { MOODS, pickedIn, themeId } from './picked-threads.ts';

const STATES = ['IN_REVIEW', 'APPROVED', 'REJECTED'] as const;

export function* detections(facts: Facts, window: Window): Generator<RowByKey['WatchAlertDetectedThreads']> {
  for (const { ordinal, at, hash, thread } of pickedIn(facts, facts.streams.detections, window)) {
    const state = STATES[ordinal % STATES.length] as (typeof STATES)[number];
    const when = instantText(at);
    yield {
      thread_id: thread.id,
      network_id: facts.identity.id,
      ...detected(facts, thread, at, hash),
      state,
      created_at: state === 'IN_REVIEW' ? when : instantText(Math.max(thread.startedAt, at - DAY_MS)),
      updated_at: when,
      updated_by_id: state === 'IN_REVIEW' ? '' : facts.people.id(facts.people.lasting(hash)),
    };
  }
}

/** The detection in a thread in its state at that time. */
function detected(facts: Facts, thread: Thread, at: number, hash: number) {
  const { themes } = facts.populations;
  const known = themes.population.count(at);
  const messages = facts.messages.inThread(thread.index, at - 1);
  const moods = MOODS.map((mood, i) => [
    mood,
    messages.filter((each) => mix(hash, each.index) % 3 === i).length,
  ]);
  const theme =
    known === 0
      ? []
      : [{ themeId: themeId(facts, themes, hash % known), confidence: (hash % 50) / 100 + 0.5 }];
  return {
    theme_detections: JSON.stringify(theme),
    keyword_detections: JSON.stringify([{ keyword: word(facts.pools, hash), messageId: thread.id }]),
    sentiment_counts: JSON.stringify(Object.fromEntries(moods)),
    unique_user_count: new Set(messages.map((each) => each.sender)).size,
  };
}
