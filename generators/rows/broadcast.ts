import type { RowByKey } from '../../schemas/index.ts';
import type { Facts } from '../facts.ts';
import { MESSAGES_A_THREAD } from '../threads.ts';
import { messageRow } from './message.ts';
import { isAnnouncement } from './talks.ts';

/** The announcements that a user made. */
export function* broadcastsBy(facts: Facts, user: number, now: number): Generator<RowByKey['Broadcast']> {
  for (const message of facts.messages.postedBy(user, now)) {
    if (!isAnnouncement(message.thread) || message.index % MESSAGES_A_THREAD !== 0) continue;
    yield messageRow(facts, message, facts.messages.latest(message, now)) as RowByKey['Broadcast'];
  }
}
