import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import type { Message } from '../messages.ts';
import { MESSAGES_A_THREAD } from '../threads.ts';
import { isInWords } from './message-hazards.ts';
import { mayMention, mentionedIn, subjectOf } from './message-texts.ts';
import { moodOf } from './moods.ts';
import { mentionedFirst } from './named-users.ts';
import { canLead } from './positions.ts';
import { HIDDEN } from './threads-nearby.ts';
import { leadsAt } from './viva-engage-leaders.ts';

/** The analyses of threads: each is made when a message is the first one there to mention a leader. */
export function* sentiments(facts: Facts, window: Window): Generator<RowByKey['Sentie']> {
  const { messages, threads } = facts;
  const end = messages.stream.end(window);
  for (let ordinal = messages.stream.first(window); ordinal < end; ordinal++) {
    const number = threads.of(ordinal);
    if (number < 0 || HIDDEN.includes(threads.kind(number)) || !isToLeader(facts, ordinal)) continue;
    const message = messages.shownAt(ordinal);
    if (message === undefined) continue;
    const leader = leaderIn(facts, message);
    if (leader === undefined) continue;
    const earlier = messages.inThread(number, message.postedAt - 1).map((each) => leaderIn(facts, each));
    if (!earlier.includes(leader)) yield sentiment(facts, message, leader, earlier);
  }
}

/** @param earlier the leaders whom earlier messages of the thread mention. */
function sentiment(
  facts: Facts,
  { thread }: Message,
  leader: number,
  earlier: readonly (number | undefined)[],
): RowByKey['Sentie'] {
  const mentioned = new Set([leader, ...earlier].filter((user) => user !== undefined));
  const mood = moodOf(facts, thread);
  return {
    user_id: facts.people.id(leader),
    sentiment_score: `https://www.yammer.com/api/v1/sentiments/${thread.id}`,
    sentiment_opinions: JSON.stringify([{ target: subjectOf(facts, thread).name, sentiment: mood }]),
    text_sentiment: mood,
    leaders: JSON.stringify([...mentioned].map((user) => facts.people.id(user))),
    creator_id: facts.people.id(thread.starter),
    thread_id: thread.id,
  };
}

/** The leader whom a message praises or mentions; undefined for most messages. */
function leaderIn(facts: Facts, message: Message): number | undefined {
  if (!isToLeader(facts, message.index)) return undefined;
  const user = mentionedIn(facts, message);
  if (user === undefined || !leadsAt(facts, user, message.postedAt)) return undefined;
  // A praise without words, such as a picture only, names nobody.
  return message.thread.kind !== 'praise' || isInWords(facts, message) ? user : undefined;
}

/**
 * Tells whether the message at an ordinal can mention a leader, without a look at it: few do. A reply
 * mentions at most the person whom it answers: who wrote the opening, the message before it or one of the
 * first replies.
 */
function isToLeader(facts: Facts, ordinal: number): boolean {
  if (!mayMention(facts, ordinal)) return false;
  const { messages, threads } = facts;
  const index = threads.of(ordinal);
  const kind = threads.kind(index);
  const writer = (place: number) => threads.writer(kind, messages.stream.actor(place));
  const first = index * MESSAGES_A_THREAD;
  if (ordinal === first) {
    const named =
      kind === 'praise' ? threads.praised(index, writer(first)) : mentionedFirst(facts, { index });
    return canLead(facts, named);
  }
  const isByLeader = (place: number) => threads.of(place) === index && canLead(facts, writer(place));
  for (let place = first; place < first + MESSAGES_A_THREAD; place++) if (isByLeader(place)) return true;
  return isByLeader(ordinal - 1);
}
