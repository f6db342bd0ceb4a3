import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { MESSAGES_A_THREAD } from '../threads.ts';
import { isInWords } from './message-hazards.ts';
import { subjectOf } from './message-texts.ts';
import { pickedIn, presentIn } from './picked-threads.ts';

export function* summaries(facts: Facts, window: Window): Generator<RowByKey['Summarization']> {
  for (const { ordinal, at, thread } of pickedIn(facts, facts.streams.summaries, window)) {
    // What nobody wrote is not summed up, such as a message with a file only.
    if (!isInWords(facts, { thread, index: thread.index * MESSAGES_A_THREAD })) continue;
    const messages = presentIn(facts, thread, at);
    const subject = subjectOf(facts, thread);
    yield {
      network_id: facts.identity.id,
      id: facts.ids.text('summary', ordinal, at),
      summarization_type: 'thread_starter_summary',
      summarization_data: JSON.stringify({
        threadId: thread.id,
        messageIds: messages.map((message) => message.id),
        summary: subject.opening,
        themes: [subject.theme, subject.name],
      }),
      created_at: instantText(at),
    };
  }
}
