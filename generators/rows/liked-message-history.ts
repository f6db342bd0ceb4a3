import { type RowByKey, tables } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { below, mix, rest } from '../hash.ts';
import { instantText } from '../instant.ts';
import type { Message } from '../messages.ts';
import { MESSAGES_A_THREAD, type ThreadKind } from '../threads.ts';
import { type Happening, happenedIn } from './happenings.ts';
import { messageRow } from './message.ts';

type Row = RowByKey['LikedMessageHistory'];

const REACTIONS = tables.LikedMessageHistory.columns.reaction.values;
/** The last of every eight turns removes the reaction of four turns before, if any is removed at all. */
const EIGHT = 8;
const TAKES_BACK = 7;
const IS_TAKEN_BACK = 3;
const BACK = TAKES_BACK - IS_TAKEN_BACK;
/** A delay leads to one of this many neighbouring messages. */
const SPREAD = 8;
/** Two turns in three are about the opening of a thread. */
const OF_OPENINGS = 3;
/**
 * The shares of the kinds: twelve in twenty are the first one, which is a like, and few are the next three.
 * The rest is any kind.
 */
const TWENTY = 20;
const FREQUENT = [12, 3, 2, 1].flatMap((share, place) =>
  Array<Row['reaction'] | undefined>(share).fill(REACTIONS[place]),
);
/** The kinds of threads whose openings draw most reactions. */
const POPULAR: readonly ThreadKind[] = ['announcement', 'praise'];

interface Reaction {
  readonly message: Message;
  readonly by: number;
  readonly reaction: Row['reaction'];
}

/** The number of the message that a turn is about. */
function targetOf(facts: Facts, ordinal: number): number {
  const stream = facts.streams.reactions;
  const hash = stream.hash(ordinal);
  const distance = facts.reactionDistances[rest(hash, facts.reactionDistances.length)] as number;
  const last = stream.message(ordinal) - distance;
  if (rest(mix(hash, 4), OF_OPENINGS) === 0) return last - below(mix(hash, 1), SPREAD);
  return popularOpening(facts, last);
}

/** The opening that draws more reactions among the two in the messages that a delay leads to. */
function popularOpening({ threads, keys }: Facts, last: number): number {
  const thread = Math.floor(last / MESSAGES_A_THREAD);
  const here = popularity(keys.reactions, threads.kind(thread), thread);
  const before = popularity(keys.reactions, threads.kind(thread - 1), thread - 1);
  return (here > before ? thread : thread - 1) * MESSAGES_A_THREAD;
}

function popularity(key: number, kind: ThreadKind, thread: number): number {
  return mix(key, thread) + (POPULAR.includes(kind) ? 2 ** 32 : 0);
}

/**
 * Tells whether an earlier turn of the same user was about the same message: a person reacts to a message
 * once.
 */
function reactedBefore(facts: Facts, ordinal: number, message: number, by: number): boolean {
  const stream = facts.streams.reactions;
  const distances = facts.reactionDistances;
  for (const distance of distances) {
    const first = message + distance;
    const last = Math.min(ordinal - 1, Math.floor((first + SPREAD - 1) / stream.every));
    for (let earlier = Math.floor(first / stream.every); earlier <= last; earlier++) {
      // Five in six turns have another distance: this is the cheapest test.
      if (distances[rest(stream.hash(earlier), distances.length)] !== distance) continue;
      if (earlier % EIGHT === TAKES_BACK || targetOf(facts, earlier) !== message) continue;
      if (facts.people.member(stream.actor(earlier)) === by) return true;
    }
  }
  return false;
}

/** The reaction that was added at a turn. */
function added(facts: Facts, ordinal: number, at: number): Reaction | undefined {
  const stream = facts.streams.reactions;
  const by = facts.people.member(stream.actor(ordinal));
  if (!facts.people.activeAt(by, at)) return undefined;
  const hash = stream.hash(ordinal);
  const index = targetOf(facts, ordinal);
  const thread = index < 0 ? -1 : facts.threads.of(index);
  // Of the turns that come to nothing, most are those of people of other sites: this is the cheapest test.
  if (thread < 0 || !facts.threads.isFor(facts.threads.get(thread), by)) return undefined;
  const message = facts.messages.shownAt(index);
  if (!message || message.postedAt >= at || facts.messages.openedAt(message.thread) >= at) return undefined;
  if (message.thread.kind === 'private' && !facts.participants.get(message.thread.index).users.has(by))
    return undefined;
  if (reactedBefore(facts, ordinal, index, by)) return undefined;
  const kind = FREQUENT[rest(mix(hash, 2), TWENTY)] ?? REACTIONS[rest(mix(hash, 3), REACTIONS.length)];
  return { message, by, reaction: kind as Row['reaction'] };
}

function reactionAt(facts: Facts, ordinal: number, at: number): Happening<Row> {
  const stream = facts.streams.reactions;
  const removes = ordinal % EIGHT === TAKES_BACK;
  const source = removes ? ordinal - BACK : ordinal;
  const reaction = added(facts, source, removes ? stream.at(source) : at);
  if (!reaction || (removes && !facts.people.activeAt(reaction.by, at))) return undefined;
  // The message as it was when it was reacted to: a window that is over never changes.
  const version = facts.messages.latest(reaction.message, at);
  if (version.deleted || at >= facts.messages.endOf(reaction.message.thread)) return undefined;
  const message = messageRow(facts, reaction.message, version);
  // Assigned, not spread: a literal of this many spread columns is slow to make and to read.
  const row = Object.assign(message, {
    reaction: reaction.reaction,
    reaction_action: removes ? 'remove' : 'add',
    reaction_timestamp: instantText(at),
    reacted_by: facts.people.id(reaction.by),
  } as const);
  return { actor: reaction.by, row };
}

/** The reactions that were added to a message up to `now`, without a look at those to other messages. */
export function* reactionsTo(facts: Facts, message: Message, now: number) {
  const stream = facts.streams.reactions;
  for (const distance of new Set(facts.reactionDistances)) {
    const first = message.index + distance;
    const last = Math.floor((first + SPREAD - 1) / stream.every);
    for (let ordinal = Math.floor(first / stream.every); ordinal <= last; ordinal++) {
      const own = facts.reactionDistances[rest(stream.hash(ordinal), facts.reactionDistances.length)];
      if (own !== distance || ordinal % EIGHT === TAKES_BACK) continue;
      if (targetOf(facts, ordinal) !== message.index) continue;
      const at = stream.at(ordinal);
      const happening = at <= now ? reactionAt(facts, ordinal, at) : undefined;
      if (happening) yield { ordinal, at, by: happening.actor };
    }
  }
}

/** The rows of the reactions to a message up to `now`: each reaction, and its removal if there is one. */
export function* reactionRowsTo(facts: Facts, message: Message, now: number): Generator<Row> {
  const stream = facts.streams.reactions;
  for (const { ordinal, at } of reactionsTo(facts, message, now)) {
    const happening = reactionAt(facts, ordinal, at);
    if (happening) yield happening.row;
    if (ordinal % EIGHT !== IS_TAKEN_BACK) continue;
    const later = stream.at(ordinal + BACK);
    const taken = later <= now ? reactionAt(facts, ordinal + BACK, later) : undefined;
    if (taken) yield taken.row;
  }
}

/** The messages to which a user reacted by `now`. */
export function* reactedToBy(facts: Facts, user: number, now: number): Generator<Message> {
  const stream = facts.streams.reactions;
  for (const turn of facts.people.turnsOf(user)) {
    for (const { ordinal, at } of stream.of(turn, now)) {
      const reaction = ordinal % EIGHT === TAKES_BACK ? undefined : added(facts, ordinal, at);
      if (reaction?.by === user) yield reaction.message;
    }
  }
}

export const likedMessageHistory = (facts: Facts, window: Window) =>
  happenedIn(facts, facts.streams.reactions, window, reactionAt);

export function* likedMessageHistoryBy(facts: Facts, user: number, now: number): Generator<Row> {
  const stream = facts.streams.reactions;
  for (const turn of facts.people.turnsOf(user)) {
    for (const { ordinal, at } of stream.of(turn, now)) {
      if (ordinal % EIGHT === TAKES_BACK) continue;
      const happening = reactionAt(facts, ordinal, at);
      if (happening?.actor === user) yield happening.row;
      if (ordinal % EIGHT !== IS_TAKEN_BACK) continue;
      const later = stream.at(ordinal + BACK);
      const taken = later <= now ? reactionAt(facts, ordinal + BACK, later) : undefined;
      if (taken?.actor === user) yield taken.row;
    }
  }
}
