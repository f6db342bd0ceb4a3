import type { RowByKey } from '../../schemas/index.ts';
import { webUrl } from '../addresses.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { activeMembers } from '../membership.ts';

/** The current state of the network, whatever the window. */
export function* networks(facts: Facts, { now }: Window): Generator<RowByKey['Networks']> {
  const { id, permalink, name, index } = facts.identity;
  yield {
    id,
    permalink,
    name,
    url: webUrl(permalink, ''),
    paid: index === 0,
    created_at: instantText(facts.createdAt),
    moderated: index % 2 === 1,
    usage_policy: true,
    number_of_users: activeMembers(facts, now),
    secure_browser_token: '',
  };
}
