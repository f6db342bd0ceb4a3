import { HOUR_MS } from '../../schemas/durations.ts';
import type { RowByKey } from '../../schemas/index.ts';
import { delayWithin } from '../delays.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import { MESSAGES_A_THREAD, type Thread } from '../threads.ts';

/** Administrators of a community pin one in this many of the threads that they start there, soon after. */
const PINNED = 2;
const PINNED_WITHIN = 2 * HOUR_MS;

/**
 * The threads that a user started and pinned by `now`, each with the time of it.
 *
 * @param purpose a number that selects other threads for another kind of pins.
 */
export function* pinnedBy(
  facts: Facts,
  user: number,
  now: number,
  purpose: number,
): Generator<{ readonly thread: Thread; readonly at: number }> {
  for (const { thread, index, postedAt } of facts.messages.postedBy(user, now)) {
    if (index % MESSAGES_A_THREAD !== 0 || thread.kind === 'draft') continue;
    if (!thread.community?.isAdministeredBy(user)) continue;
    const hash = mix(mix(facts.keys.pins, purpose), thread.index);
    const at = postedAt + delayWithin(PINNED_WITHIN, hash);
    if (hash % PINNED === 0 && at <= now && facts.messages.isOpen(thread, at)) yield { thread, at };
  }
}

/** The threads that a user pinned in the communities that the user administers. */
export function* pinsBy(
  facts: Facts,
  user: number,
  now: number,
): Generator<RowByKey['PinnedToGroupThreads']> {
  for (const { thread, at } of pinnedBy(facts, user, now, 0)) {
    yield {
      id: facts.ids.text('pin', thread.index, thread.startedAt),
      network_id: facts.identity.id,
      thread_id: thread.id,
      group_id: thread.community?.id as string,
      pinned_by_id: facts.people.id(user),
      pinned_at: instantText(at),
    };
  }
}
