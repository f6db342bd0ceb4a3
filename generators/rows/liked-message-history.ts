import { DAY_MS, HOUR_MS, MINUTE_MS, WEEK_MS } from '../../schemas/durations.ts';
import { type RowByKey, tables } from '../../schemas/index.ts';

import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { below, mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import type { Message } from '../messages.ts';
import { type Happening, happenedIn } from './happenings.ts';
import { messageRow } from './message.ts';

type Row = RowByKey['LikedMessageHistory'];

const REACTIONS = tables.LikedMessageHistory.columns.reaction.values;
/** The last of every eight turns removes the reaction of four turns before, if any is removed at all. */
const EIGHT = 8;
const TAKES_BACK = 7;
const IS_TAKEN_BACK = 3;
const BACK = TAKES_BACK - IS_TAKEN_BACK;
const DELAYS = [MINUTE_MS, 10 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS, DAY_MS, 4 * DAY_MS];
/** Six reactions in ten are a like. */
const TEN = 10;
const LIKES = 6;

interface Reaction {
  readonly message: Message;
  readonly by: number;
  readonly reaction: Row['reaction'];
}

/** The reaction that was added at a turn. */
function added(facts: Facts, ordinal: number, at: number): Reaction | undefined {
  const stream = facts.streams.reactions;
  const by = facts.people.member(stream.actor(ordinal));
  if (!facts.people.activeAt(by, at)) return undefined;
  const hash = stream.hash(ordinal);
  const delay = DELAYS[hash % DELAYS.length] as number;
  const far = Math.round((delay / WEEK_MS) * facts.options.messagesPerDay * 7) + below(mix(hash, 1), 8);
  const index = stream.message(ordinal) - far;
  const message = index < 0 ? undefined : facts.messages.at(index);
  if (!message || message.postedAt >= at || message.thread.kind === 'draft') return undefined;
  const liked = mix(hash, 2) % TEN < LIKES;
  const reaction = liked ? 'like' : REACTIONS[mix(hash, 3) % REACTIONS.length];
  return { message, by, reaction: reaction as Row['reaction'] };
}

function reactionAt(facts: Facts, ordinal: number, at: number, now: number): Happening<Row> {
  const stream = facts.streams.reactions;
  const removes = ordinal % EIGHT === TAKES_BACK;
  const source = removes ? ordinal - BACK : ordinal;
  const reaction = added(facts, source, removes ? stream.at(source) : at);
  if (!reaction || (removes && !facts.people.activeAt(reaction.by, at))) return undefined;
  const message = messageRow(facts, reaction.message, facts.messages.latest(reaction.message, now));
  // Assigned, not spread: a literal of this many spread columns is slow to make and to read.
  const row = Object.assign(message, {
    reaction: reaction.reaction,
    reaction_action: removes ? 'remove' : 'add',
    reaction_timestamp: instantText(at),
    reacted_by: facts.people.id(reaction.by),
  } as const);
  return { actor: reaction.by, row };
}

export const likedMessageHistory = (facts: Facts, window: Window) =>
  happenedIn(facts, facts.streams.reactions, window, reactionAt);

export function* likedMessageHistoryBy(facts: Facts, user: number, now: number): Generator<Row> {
  const stream = facts.streams.reactions;
  for (const turn of facts.people.turnsOf(user)) {
    for (const { ordinal, at } of stream.of(turn, now)) {
      if (ordinal % EIGHT === TAKES_BACK) continue;
      const happening = reactionAt(facts, ordinal, at, now);
      if (happening?.actor === user) yield happening.row;
      if (ordinal % EIGHT !== IS_TAKEN_BACK) continue;
      const later = stream.at(ordinal + BACK);
      const taken = later <= now ? reactionAt(facts, ordinal + BACK, later, now) : undefined;
      if (taken?.actor === user) yield taken.row;
    }
  }
}
