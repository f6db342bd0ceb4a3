import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import { phrase, sentenceText } from '../text/index.ts';
import { pickedIn } from './picked-threads.ts';

export function* summaries(facts: Facts, window: Window): Generator<RowByKey['Summarization']> {
  for (const { ordinal, at, hash, thread } of pickedIn(facts, facts.streams.summaries, window)) {
    const messages = facts.messages.inThread(thread.index, at - 1);
    yield {
      network_id: facts.identity.id,
      id: facts.ids.text('summary', ordinal, at),
      summarization_type: 'thread_starter_summary',
      summarization_data: JSON.stringify({
        threadId: thread.id,
        messageIds: messages.map((message) => message.id),
        summary: sentenceText(facts.pools, hash),
        themes: [phrase(facts.pools, mix(hash, 1)), phrase(facts.pools, mix(hash, 2))],
      }),
      created_at: instantText(at),
    };
  }
}
