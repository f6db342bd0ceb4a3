import { SECOND_MS } from '../../schemas/durations.ts';
import type { RowByKey } from '../../schemas/index.ts';

import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { below, mix } from '../hash.ts';
import { activeMembers } from '../membership.ts';
import type { Change } from '../population.ts';
import { department } from '../text/index.ts';

type Row = RowByKey['VivaEngageLeaders'];

/** The size of an audience: from the smallest on, less than the whole network. */
const SMALLEST = 5;
const RANGE = 200;

/**
 * The user who is leader number `n`; never the administrator with the token. Only leader 0 stays, so no other
 * leader is the same user.
 */
export function leaderOf(facts: Facts, n: number): number {
  return n === 0 ? 1 : 2 + (n % (facts.people.population.options.permanent - 2));
}

/** Tells whether a user is a leader at an instant. */
export function leadsAt(facts: Facts, user: number, instant: number): boolean {
  const { leaders } = facts.populations;
  for (let seat = 0; seat < leaders.seats; seat++)
    if (leaderOf(facts, leaders.seatedAt(seat, instant)) === user) return true;
  return false;
}

function leaderRow(facts: Facts, leader: number, change: Change, now: number): Row {
  const { people, communities, populations, keys } = facts;
  const hash = mix(keys.leaders, leader);
  const cameAt = populations.leaders.cameAt(leader);
  const members = activeMembers(facts, now);
  const admin = people.id(people.lasting(0));
  const everybody = leader === 0;
  const groups = Array.from({ length: everybody ? 0 : 1 + (hash % 3) }, (_, i) =>
    communities.population.pickPermanent(hash + i * 3),
  );
  return {
    leader_id: people.id(leaderOf(facts, leader)),
    leader_created_at: seconds(cameAt),
    audience_name: everybody ? 'Everybody' : `${department(hash)} ${leader}`,
    audience_created_at: seconds(cameAt),
    audience_created_by: admin,
    audience_updated_at: seconds(change.at),
    audience_updated_by: admin,
    size: everybody
      ? members
      : Math.min(members, SMALLEST + below(mix(hash, change.step), Math.min(RANGE, members - SMALLEST))),
    audience_group_ids: [...new Set(groups)].map((group) => communities.get(group).id).join(','),
    entire_org: everybody,
    entire_mto: everybody,
  };
}

export function* leaders(facts: Facts, window: Window): Generator<Row> {
  for (const { member, change } of facts.populations.leaders.changedIn(window)) {
    yield leaderRow(facts, member, change, window.now);
  }
}

/** The rows about a leader in the leader's own export; none for other users. */
export function* leadersOf(facts: Facts, user: number, now: number): Generator<Row> {
  for (const member of facts.populations.leaders.members(now)) {
    if (leaderOf(facts, member) === user)
      yield leaderRow(facts, member, facts.populations.leaders.latest(member, now), now);
  }
}

function seconds(instant: number): number {
  return Math.floor(instant / SECOND_MS);
}
