import type { RowByKey } from '../../schemas/index.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { messageRow } from './message.ts';
import { bestRepliesOf } from './message-thread-extension.ts';

/** The answers that a user marked as the best, and that are still marked. */
export function* bestReplyMessagesBy(
  facts: Facts,
  user: number,
  now: number,
): Generator<RowByKey['BestReplyMessages']> {
  for (const { reply, by, at } of bestRepliesOf(facts, user, now)) {
    yield {
      ...messageRow(facts, reply, facts.messages.latest(reply, now)),
      marked_by_id: facts.people.id(by),
      marked_at: instantText(at),
    };
  }
}
