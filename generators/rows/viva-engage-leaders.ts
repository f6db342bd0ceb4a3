import { DAY_MS, SECOND_MS } from '../../schemas/durations.ts';
import type { RowByKey } from '../../schemas/index.ts';

import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { below, mix } from '../hash.ts';
import { membersOf } from '../membership.ts';
import type { Change } from '../population.ts';
import type { Department } from '../text/index.ts';
import { CHIEF, canLead, headCount, headOf, positionOf } from './positions.ts';

type Row = RowByKey['VivaEngageLeaders'];

/** One in this many audiences consists of communities; the others of the people in a department. */
const OF_COMMUNITIES = 3;
/** A user becomes a leader at most this many days after joining, if the first audience came before. */
const FIRST_DAYS = 90;
/** The names of the audiences of a department, in turns, so that no leader has two of the same name. */
const DEPARTMENT_NAMES = ['*', '* team', 'Everybody in *', '* updates', 'Colleagues in *'] as const;
const COMMUNITY_NAMES = [
  'News from *',
  '* for everybody',
  'Ask *',
  'Friends of *',
  'Stories from *',
] as const;

/**
 * The user who is leader number `n`; never the administrator with the token. Only leader 0 stays, so no other
 * leader is the same user at the same time.
 */
function leaderOf(facts: Facts, n: number): number {
  return n === 0 ? CHIEF : headOf(facts, n);
}

/**
 * Tells whether a user is a leader at an instant: one who stays, or one of the last to come. As many
 * are in every export of the time, so that each leader has a row.
 */
export function leadsAt(facts: Facts, user: number, instant: number): boolean {
  if (!canLead(facts, user)) return false;
  const { leaders } = facts.populations;
  const { permanent, passing } = leaders.options;
  const count = leaders.count(instant);
  for (let leader = count - 1; leader >= 0; leader--) {
    if (leader >= permanent && leader < count - passing - 2) leader = permanent - 1;
    if (leaderOf(facts, leader) === user) return true;
  }
  return false;
}

/** The time at which the user who is a leader became one: with the first audience of all. */
function leaderSince(facts: Facts, leader: number): number {
  const { people, populations, keys } = facts;
  const user = leaderOf(facts, leader);
  const heads = headCount(facts);
  const first = leader === 0 ? 0 : leader % heads || heads;
  const joinedAt = people.joinedAt(user) + below(mix(keys.leaders, user), FIRST_DAYS * DAY_MS);
  return Math.min(populations.leaders.cameAt(leader), Math.max(populations.leaders.cameAt(first), joinedAt));
}

/** The numbers of active members of a network at an instant, in each department and in all. */
interface Headcount {
  readonly instant: number;
  readonly all: number;
  readonly departments: ReadonlyMap<Department, number>;
}

/** The last count of each network: all audiences of an export are counted at once. */
const counted = new WeakMap<Facts, Headcount>();

function headcountOf(facts: Facts, instant: number): Headcount {
  const last = counted.get(facts);
  if (last?.instant === instant) return last;
  const departments = new Map<Department, number>();
  let all = 0;
  for (const { host, user } of membersOf(facts, instant)) {
    const { department } = positionOf(host, user, instant);
    departments.set(department, 1 + (departments.get(department) ?? 0));
    all++;
  }
  const count = { instant, all, departments };
  counted.set(facts, count);
  return count;
}

/** The communities of an audience. Whoever is in one of them is in it: with that of everybody, everybody. */
function communitiesIn({ communities }: Facts, hash: number): string {
  const others = Array.from({ length: 1 + (hash % 2) }, (_, i) =>
    communities.get(communities.population.pickPermanent(mix(hash, i))),
  );
  const open = others.filter(({ private: closed, external }) => !closed && !external);
  return [...new Set([communities.get(0), ...open])].map(({ id }) => id).join(',');
}

function leaderRow(facts: Facts, leader: number, change: Change, now: number): Row {
  const { people, populations, keys } = facts;
  const hash = mix(keys.leaders, leader);
  const cameAt = populations.leaders.cameAt(leader);
  const user = leaderOf(facts, leader);
  const { department } = positionOf(facts, user, now);
  const headcount = headcountOf(facts, now);
  const admin = people.id(people.lasting(0));
  const everybody = leader === 0;
  const ofCommunities = !everybody && hash % OF_COMMUNITIES === 0;
  const names = ofCommunities ? COMMUNITY_NAMES : DEPARTMENT_NAMES;
  const name = names[Math.floor(leader / headCount(facts)) % names.length] as string;
  return {
    leader_id: people.id(user),
    leader_created_at: seconds(leaderSince(facts, leader)),
    audience_name: everybody ? 'Everybody' : name.replace('*', department),
    audience_created_at: seconds(cameAt),
    audience_created_by: admin,
    audience_updated_at: seconds(change.at),
    audience_updated_by: admin,
    size: everybody || ofCommunities ? headcount.all : (headcount.departments.get(department) ?? 0),
    audience_group_ids: ofCommunities ? communitiesIn(facts, hash) : '',
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
