import type { Facts } from '../facts.ts';
import type { Thread } from '../threads.ts';
import { reactedToBy } from './liked-message-history.ts';
import { votedIn } from './poll-votes.ts';

/*
 * The members of communities: those who joined or made one, and everybody who did something in it for which
 * one has to be a member.
 */

/** The communities that a user joined without doing anything in them; none for a guest. */
function joinedBy({ people, communities }: Facts, user: number): number[] {
  return people.isGuest(user) ? [] : communities.joinedBy(user);
}

/** The numbers of the communities of which a user is a member at `now`. */
export function communitiesOf(facts: Facts, user: number, now: number): Set<number> {
  const { communities } = facts;
  const members = new Set(joinedBy(facts, user));
  for (const index of communities.population.members(now))
    if (communities.founders.of(index) === user) members.add(index);
  for (const { community } of threadsOf(facts, user, now)) if (community) members.add(community.index);
  return members;
}

/** Tells whether a user is a member of the community of this number at `now`. */
export function isMemberOf(facts: Facts, user: number, index: number, now: number): boolean {
  if (facts.communities.founders.of(index) === user || joinedBy(facts, user).includes(index)) return true;
  // What everybody can see takes no membership, so most communities need no look at reactions and votes.
  const threads = facts.communities.get(index).private ? threadsOf : threadsOfWriter;
  for (const { community } of threads(facts, user, now)) if (community?.index === index) return true;
  return false;
}

/**
 * The times at which a user first wrote in communities up to `now`, by their numbers: since joining, so that
 * they are the same however the network is cut off.
 */
export function firstWritten({ people, messages }: Facts, user: number, now: number): Map<number, number> {
  const first = new Map<number, number>();
  for (const turn of people.turnsOf(user)) {
    for (const { ordinal, at } of messages.stream.of(turn, now, people.joinedAt(user))) {
      const message = messages.at(ordinal);
      const community = message?.sender === user ? message.thread.community : undefined;
      if (community === undefined) continue;
      first.set(community.index, Math.min(at, first.get(community.index) ?? at));
    }
  }
  return first;
}

/** The threads in which a user did something as a member: wrote, or reacted or voted in private. */
function* threadsOf(facts: Facts, user: number, now: number): Generator<Thread> {
  yield* threadsOfWriter(facts, user, now);
  for (const { thread } of reactedToBy(facts, user, now)) if (thread.community?.private) yield thread;
  for (const thread of votedIn(facts, user, now)) if (thread.community?.private) yield thread;
}

function* threadsOfWriter(facts: Facts, user: number, now: number): Generator<Thread> {
  for (const { thread } of facts.messages.postedBy(user, now)) yield thread;
}
