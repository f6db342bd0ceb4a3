import type { RowByKey } from '../../schemas/index.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { pinnedBy } from './pinned-to-group-threads.ts';
import { isAnnouncement } from './talks.ts';

/** The announcements that a user made and pinned. */
export function* broadcastPinsBy(
  facts: Facts,
  user: number,
  now: number,
): Generator<RowByKey['PinnedToBroadcastThreads']> {
  for (const { thread, at } of pinnedBy(facts, user, now, 1)) {
    if (!isAnnouncement(thread)) continue;
    yield {
      id: facts.ids.text('broadcastPin', thread.index, thread.startedAt),
      network_id: facts.identity.id,
      thread_id: thread.id,
      pinned_by_id: facts.people.id(user),
      pinned_at: instantText(at),
    };
  }
}
