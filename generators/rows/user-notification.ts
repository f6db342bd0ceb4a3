import { HOUR_MS } from '../../schemas/durations.ts';
import type { RowByKey } from '../../schemas/index.ts';
import type { Facts } from '../facts.ts';
import { below, mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import type { Message } from '../messages.ts';
import { MESSAGES_A_THREAD, THREADS_A_BLOCK, type ThreadKind } from '../threads.ts';
import { reactionsTo } from './liked-message-history.ts';
import { communitiesOf } from './memberships.ts';
import { mentionedIn } from './message-texts.ts';
import { isMutedAt } from './muted-threads.ts';
import { threadsNaming } from './named-users.ts';
import { isAnnouncement } from './talks.ts';
import { isWanted } from './user-notification-settings.ts';

type Notification = RowByKey['UserNotification'];

/** Notifications are read within this time, milliseconds. */
const READ_WITHIN = 36 * HOUR_MS;
/** The kinds of threads that can be announcements in communities without guests. */
const ANNOUNCED = ['announcement', 'post'] as const satisfies readonly ThreadKind[];
const MESSAGES_A_BLOCK = MESSAGES_A_THREAD * THREADS_A_BLOCK;

/** Something that happened in the network and is addressed to a user. */
interface Event {
  readonly type: Notification['notification_type'];
  readonly message: Message;
  readonly by: number;
  readonly at: number;
  /** The number of the event, from which the id is made: even for messages, odd for reactions. */
  readonly number: number;
}

/** The notifications of a user: each comes from an event that is addressed to the user. */
export function* notificationsBy(facts: Facts, user: number, now: number): Generator<Notification> {
  const sources = [
    eventsAbout(facts, user, now),
    openingsNaming(facts, user, now),
    newsFor(facts, user, now),
  ];
  for (const events of sources) {
    for (const event of events) {
      if (event.by !== user && facts.people.activeAt(user, event.at) && isNotified(facts, user, event))
        yield notification(facts, user, event, now);
    }
  }
}

/** Tells whether a user wants to know of an event, and whether its thread is not muted. */
function isNotified(facts: Facts, user: number, { type, message, at }: Event): boolean {
  return isWanted(facts, user, type) && !isMutedAt(facts, message.thread, at);
}

function notification(facts: Facts, user: number, event: Event, now: number): Notification {
  const { message, at, number } = event;
  const hash = mix(facts.streams.notifications.hash(number), user);
  const readAt = at + below(mix(hash, 1), READ_WITHIN);
  return {
    id: facts.ids.text('notification', number, at - (at % 2) + (number % 2)),
    user_id: facts.people.id(user),
    network_id: facts.identity.id,
    notification_type: event.type,
    actor_id: facts.people.id(event.by),
    message_id: message.id,
    thread_id: message.thread.id,
    created_at: instantText(at),
    read_at: hash % 3 === 0 || readAt > now ? '' : instantText(readAt),
  };
}

/** The reactions to the messages of a user, and the replies that answer or mention the user. */
function* eventsAbout(facts: Facts, user: number, now: number): Generator<Event> {
  for (const own of facts.messages.postedBy(user, now)) {
    for (const { ordinal, by, at } of reactionsTo(facts, own, now))
      yield { type: 'reaction', message: own, by, at, number: 2 * ordinal + 1 };
    const messages = facts.messages.inThread(own.thread.index, now);
    if (messages.find(({ sender }) => sender === user)?.index === own.index)
      yield* repliesTo(facts, user, messages);
  }
}

function* repliesTo(facts: Facts, user: number, messages: readonly Message[]): Generator<Event> {
  for (const message of messages) {
    if (message.index % MESSAGES_A_THREAD === 0) continue;
    const mentioned = mentionedIn(facts, message) === user;
    if (mentioned || facts.messages.at(facts.messages.answered(message))?.sender === user)
      yield eventOf(mentioned ? 'mention' : 'reply', message);
  }
}

/** The first messages of threads that praise or mention a user. */
function* openingsNaming(facts: Facts, user: number, now: number): Generator<Event> {
  const { stream } = facts.messages;
  const first = Math.floor(stream.since(facts.startsAt) / MESSAGES_A_THREAD);
  const last = Math.floor(stream.since(now + 1) / MESSAGES_A_THREAD);
  for (const number of threadsNaming(facts, user, first, last)) {
    const message = facts.messages.shownAt(number * MESSAGES_A_THREAD);
    if (message && message.postedAt <= now && mentionedIn(facts, message) === user)
      yield eventOf(message.thread.kind === 'praise' ? 'praise' : 'mention', message);
  }
}

/**
 * A user is notified of some of the announcements in the own communities: in every block of threads in which
 * the user has a turn, of one of the block before.
 */
function* newsFor(facts: Facts, user: number, now: number): Generator<Event> {
  const stream = facts.streams.notifications;
  let communities: Set<number> | undefined;
  for (const { ordinal } of facts.people.turnsOf(user).flatMap((turn) => [...stream.of(turn, now)])) {
    const block = Math.floor(stream.message(ordinal) / MESSAGES_A_BLOCK);
    if (block === 0 || hasEarlierTurn(facts, user, block, ordinal)) continue;
    const message = announcementIn(facts, block - 1, stream.hash(ordinal));
    const { community } = message?.thread ?? {};
    communities ??= communitiesOf(facts, user, now);
    // A mention in it is notified as one.
    if (message && community && communities.has(community.index) && mentionedIn(facts, message) !== user)
      yield eventOf('announcement', message);
  }
}

/** The first announcement of a block of threads, in an order selected by a hash. */
function announcementIn(facts: Facts, block: number, hash: number): Message | undefined {
  for (const kind of ANNOUNCED) {
    const numbers = facts.threads.ofKind(kind, block);
    for (let i = 0; i < numbers.length; i++) {
      const number = numbers[(hash + i) % numbers.length] as number;
      if (!isAnnouncement(facts.threads.get(number))) continue;
      const message = facts.messages.shownAt(number * MESSAGES_A_THREAD);
      if (message) return message;
    }
  }
  return undefined;
}

/** Tells whether the user had an earlier turn in the block. */
function hasEarlierTurn(facts: Facts, user: number, block: number, before: number): boolean {
  const stream = facts.streams.notifications;
  const turns = facts.people.turnsOf(user);
  for (let ordinal = before - 1; ordinal >= 0; ordinal--) {
    if (stream.message(ordinal) < block * MESSAGES_A_BLOCK) return false;
    if (turns.includes(stream.actor(ordinal))) return true;
  }
  return false;
}

function eventOf(type: Event['type'], message: Message): Event {
  return { type, message, by: message.sender, at: message.postedAt, number: 2 * message.index };
}
