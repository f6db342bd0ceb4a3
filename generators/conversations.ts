import type { Conversation, Row, ThreadFilter, ThreadPlace } from './contract.ts';
import type { Facts } from './facts.ts';
import { messageById, userIndex } from './lookups.ts';
import type { Message } from './messages.ts';
import { fileRow } from './rows/files.ts';
import { reactionRowsTo } from './rows/liked-message-history.ts';
import { messageRow } from './rows/message.ts';
import { MESSAGES_A_THREAD } from './threads.ts';

/**
 * The threads that began before an instant, the newest first; without an id where the filter leaves one out.
 * Undefined for each message of a user that is looked at first, to take a break.
 */
export function* threadsBefore(facts: Facts, filter: ThreadFilter): Generator<ThreadPlace | undefined> {
  const { before, now, user, community } = filter;
  const until = Math.min(before, now + 1);
  const numbers = user === undefined ? allBefore(facts, until) : yield* ofUser(facts, user, now);
  for (const number of numbers) {
    const thread = facts.threads.get(number);
    const { startedAt } = thread;
    if (startedAt >= until) continue;
    const wanted = community === undefined || thread.community?.id === community;
    yield { startedAt, id: wanted && thread.exists && thread.shown ? thread.id : undefined };
  }
}

function* allBefore({ messages, startsAt }: Facts, until: number): Generator<number> {
  const { stream } = messages;
  const first = Math.floor(stream.since(startsAt) / MESSAGES_A_THREAD);
  const last = Math.floor(stream.since(until) / MESSAGES_A_THREAD);
  for (let number = last; number >= first; number--) yield number;
}

/** The numbers of the threads in which a user wrote, the newest first. */
function* ofUser(facts: Facts, id: string, now: number): Generator<undefined, readonly number[]> {
  const user = userIndex(facts, id, now);
  const numbers = new Set<number>();
  for (const { thread } of user === undefined ? [] : facts.messages.postedBy(user, now)) {
    numbers.add(thread.index);
    yield undefined;
  }
  return [...numbers].sort((a, b) => b - a);
}

/** Finds the thread with this id, in the network or in one whose rows it exports. */
export function findConversation(facts: Facts, id: string, now: number): Conversation | undefined {
  for (const each of [facts, ...facts.neighbours]) {
    const first = messageById(each, id, now);
    if (first === undefined || first.index % MESSAGES_A_THREAD !== 0) continue;
    const messages = each.messages.inThread(first.thread.index, now);
    return {
      id,
      kind: first.thread.kind,
      startedAt: first.thread.startedAt,
      network: each.identity,
      messages: messages.map((message) => toldOf(each, message, now)),
    };
  }
  return undefined;
}

/** A message with its versions, its files and the reactions to it. */
function toldOf(facts: Facts, message: Message, now: number): Conversation['messages'][number] {
  return {
    versions: () => facts.messages.versions(message, now).map((each) => messageRow(facts, message, each)),
    latest: () => messageRow(facts, message, facts.messages.latest(message, now)),
    reactions: () => [...reactionRowsTo(facts, message, now)],
    files: () => filesOf(facts, message, now),
    postedAt: message.postedAt,
  };
}

function filesOf(facts: Facts, message: Message, now: number): readonly Row[] {
  const file = facts.uploads.carriedBy(message);
  return file === undefined ? [] : facts.uploads.versions(file, now).map((upload) => fileRow(facts, upload));
}
