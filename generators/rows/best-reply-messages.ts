import type { RowByKey } from '../../schemas/index.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { messageRow } from './message.ts';
import { bestReplyMark } from './message-thread-extension.ts';

/** A user's answers that were marked as the best. */
export function* bestReplyMessagesBy(
  facts: Facts,
  user: number,
  now: number,
): Generator<RowByKey['BestReplyMessages']> {
  for (const message of facts.messages.postedBy(user, now)) {
    if (message.thread.kind !== 'question') continue;
    const mark = bestReplyMark(facts, message, now);
    if (!mark) continue;
    yield {
      ...messageRow(facts, message, facts.messages.latest(message, now)),
      marked_by_id: facts.people.id(mark.by),
      marked_at: instantText(mark.at),
    };
  }
}
