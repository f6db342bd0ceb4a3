import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import type { Message } from '../messages.ts';
import { MESSAGES_A_THREAD } from '../threads.ts';
import { type Happening, happenedIn, presentActor } from './happenings.ts';
import { remembered } from './remembered.ts';
import { recentAnswer } from './threads-nearby.ts';

type Row = RowByKey['MessageThreadExtension'];

/**
 * One turn in three verifies an answer or takes that back; the others mark the best one or take that back.
 */
const THREE = 3;
/** One turn in this many judges a reply again that lost the same judgement before. */
const AGAIN = 12;

/**
 * A turn of the stream: the user and the answer that it is about. Whoever has the turn verifies answers; the
 * best one is marked by the person who asked.
 */
interface Turn {
  readonly at: number;
  readonly by: number;
  readonly reply: Message | undefined;
  readonly verifies: boolean;
}

export interface Operation {
  readonly ordinal: number;
  readonly at: number;
  readonly by: number;
  readonly operation: Row['operation'];
  readonly reply: Message;
}

/** More turns than those during which a question can be handled: each is looked at again and again. */
const TURNS_KEPT = 128;
const turnAt = remembered(TURNS_KEPT, makeTurn);

function makeTurn(facts: Facts, index: number): Turn {
  const stream = facts.streams.bestReplies;
  const at = stream.at(index);
  const hash = stream.hash(index);
  const actor = presentActor(facts, stream, index, at) ?? -1;
  const reply = actor < 0 ? undefined : recentAnswer(facts, stream.message(index), at, hash);
  const verifies = mix(hash, 9) % THREE === 0;
  const by = verifies ? actor : (reply?.thread.starter ?? -1);
  // Nobody judges the own reply, and the person who asked may have left.
  const possible = reply !== undefined && reply.sender !== by && facts.people.activeAt(by, at);
  return { at, by, reply: possible ? reply : undefined, verifies };
}

/**
 * The operations in a thread up to a turn of the stream, in order of time. A thread has one best reply at a
 * time, and a reply is marked and unmarked, verified and unverified in turns. A reply that was once unmarked
 * or unverified is rarely judged the same way again.
 */
function operationsIn(facts: Facts, thread: number, last: number): Operation[] {
  const stream = facts.streams.bestReplies;
  const operations: Operation[] = [];
  const verified = new Set<number>();
  /** The replies that lost a mark or a verification. */
  const [unmarked, unverified] = [new Set<number>(), new Set<number>()];
  let best: Message | undefined;
  for (let ordinal = Math.floor((thread * MESSAGES_A_THREAD) / stream.every); ordinal <= last; ordinal++) {
    const { at, by, reply, verifies } = turnAt(facts, ordinal);
    if (reply?.thread.index !== thread) continue;
    const one = { ordinal, at, by };
    const again = mix(stream.hash(ordinal), 10) % AGAIN === 0;
    if (verifies) {
      const undone = verified.delete(reply.index);
      if (undone) unverified.add(reply.index);
      else if (unverified.has(reply.index) && !again) continue;
      else verified.add(reply.index);
      operations.push({ operation: undone ? 'unverify_reply' : 'verify_reply', reply, ...one });
    } else if (best === undefined) {
      if (unmarked.has(reply.index) && !again) continue;
      best = reply;
      operations.push({ operation: 'mark_best_reply', reply, ...one });
    } else if (!facts.messages.latest(best, at).deleted) {
      operations.push({ operation: 'unmark_best_reply', reply: best, ...one });
      unmarked.add(best.index);
      best = undefined;
    }
  }
  return operations;
}

/** The operation at a turn of the stream. */
function operationAt(facts: Facts, ordinal: number): Operation | undefined {
  const { reply } = turnAt(facts, ordinal);
  const operations = reply ? operationsIn(facts, reply.thread.index, ordinal) : [];
  const last = operations.at(-1);
  return last?.ordinal === ordinal ? last : undefined;
}

/** The operations in the questions that a user asked, up to `now`. */
function* operationsInOwn(facts: Facts, user: number, now: number): Generator<readonly Operation[]> {
  const stream = facts.streams.bestReplies;
  const latest = stream.since(now + 1) - 1;
  for (const { index, thread } of facts.messages.postedBy(user, now)) {
    if (thread.kind !== 'question' || index % MESSAGES_A_THREAD !== 0) continue;
    // A question can be handled during its block of 128 messages and the two blocks after it.
    const last = Math.ceil((index + 4 * 128) / stream.every);
    yield operationsIn(facts, thread.index, Math.min(latest, last));
  }
}

/** The replies that a user marked as the best and that are still marked at `now`. */
export function* bestRepliesOf(facts: Facts, user: number, now: number): Generator<Operation> {
  for (const operations of operationsInOwn(facts, user, now)) {
    const mark = operations.findLast(isMark);
    if (mark?.operation === 'mark_best_reply') yield mark;
  }
}

function rowOf(facts: Facts, { operation, by, at, reply }: Operation): Row {
  return {
    network_id: facts.identity.id,
    thread_id: reply.thread.id,
    message_id: reply.id,
    operation,
    operation_performed_by: facts.people.id(by),
    operation_performed_at: instantText(at),
  };
}

function extension(facts: Facts, ordinal: number): Happening<Row> {
  const done = operationAt(facts, ordinal);
  return done && { actor: done.by, row: rowOf(facts, done) };
}

export const messageThreadExtension = (facts: Facts, window: Window) =>
  happenedIn(facts, facts.streams.bestReplies, window, extension);

/** The operations of a user: marks in own questions, and verifications in the user's turns. */
export function* messageThreadExtensionBy(facts: Facts, user: number, now: number): Generator<Row> {
  for (const operations of operationsInOwn(facts, user, now))
    for (const each of operations) if (each.by === user && isMark(each)) yield rowOf(facts, each);
  for (const turn of facts.people.turnsOf(user)) {
    for (const { ordinal } of facts.streams.bestReplies.of(turn, now)) {
      const done = operationAt(facts, ordinal);
      if (done?.by === user && !isMark(done)) yield rowOf(facts, done);
    }
  }
}

function isMark({ operation }: Operation): boolean {
  return operation.endsWith('best_reply');
}
