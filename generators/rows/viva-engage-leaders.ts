import { SECOND_MS } from '../../schemas/durations.ts';
import type { RowByKey } from '../../schemas/index.ts';

import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { below, mix } from '../hash.ts';
import type { Change } from '../population.ts';
import { department } from '../text/index.ts';

type Row = RowByKey['VivaEngageLeaders'];

/** The user who is leader number `n`; never the administrator with the token. */
export function leaderOf(facts: Facts, n: number): number {
  return facts.people.lasting(n + 1);
}

function leaderRow(facts: Facts, leader: number, change: Change): Row {
  const { people, communities, populations, pools, keys } = facts;
  const hash = mix(keys.leaders, leader);
  const cameAt = populations.leaders.cameAt(leader);
  const admin = people.id(people.lasting(0));
  const everybody = leader === 0;
  const founded = communities.population.options.founders;
  const groups = Array.from({ length: everybody ? 0 : 1 + (hash % 3) }, (_, i) => (hash + i * 3) % founded);
  return {
    leader_id: people.id(leaderOf(facts, leader)),
    leader_created_at: seconds(cameAt),
    audience_name: everybody ? 'Everybody' : `${department(pools, hash)} ${leader}`,
    audience_created_at: seconds(cameAt),
    audience_created_by: admin,
    audience_updated_at: seconds(change.at),
    audience_updated_by: admin,
    size: everybody ? people.population.count(change.at) : 5 + below(mix(hash, change.step), 200),
    audience_group_ids: [...new Set(groups)].map((group) => communities.get(group).id).join(','),
    entire_org: everybody,
    entire_mto: leader % 5 === 0,
  };
}

export function* leaders(facts: Facts, window: Window): Generator<Row> {
  for (const { member, change } of facts.populations.leaders.changedIn(window)) {
    yield leaderRow(facts, member, change);
  }
}

/** The rows about a leader in the leader's own export; none for other users. */
export function* leadersOf(facts: Facts, user: number, now: number): Generator<Row> {
  for (const { member, change } of facts.populations.leaders.all(now)) {
    if (leaderOf(facts, member) === user) yield leaderRow(facts, member, change);
  }
}

function seconds(instant: number): number {
  return Math.floor(instant / SECOND_MS);
}
