import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import type { Message } from '../messages.ts';
import { MESSAGES_A_THREAD } from '../threads.ts';
import { doneBy, type Happening, happenedIn, presentActor } from './happenings.ts';
import { recentAnswer } from './threads-nearby.ts';

type Row = RowByKey['MessageThreadExtension'];

const OPERATIONS = [
  'mark_best_reply',
  'mark_best_reply',
  'verify_reply',
  'mark_best_reply',
  'unmark_best_reply',
  'unverify_reply',
] as const;

interface Operation {
  readonly ordinal: number;
  readonly at: number;
  readonly by: number;
  readonly operation: (typeof OPERATIONS)[number];
  readonly reply: Message;
}

/** The operation on an answer at one turn of the stream. */
function operationAt(facts: Facts, ordinal: number, at: number): Operation | undefined {
  const stream = facts.streams.bestReplies;
  const by = presentActor(facts, stream, ordinal, at);
  if (by === undefined) return undefined;
  const hash = stream.hash(ordinal);
  const reply = recentAnswer(facts, stream.message(ordinal), at, hash);
  if (!reply) return undefined;
  return {
    ordinal,
    at,
    by,
    operation: OPERATIONS[mix(hash, 9) % OPERATIONS.length] as Operation['operation'],
    reply,
  };
}

/** The last user who marked an answer as the best by `now`, and the time. */
export function bestReplyMark(facts: Facts, message: Message, now: number): Operation | undefined {
  const stream = facts.streams.bestReplies;
  const first = Math.floor((message.thread.index * MESSAGES_A_THREAD) / stream.every);
  // A question can be handled during its block of 128 messages and the two blocks after it.
  const last = first + Math.ceil((4 * 128) / stream.every);
  let mark: Operation | undefined;
  for (let ordinal = first; ordinal <= last; ordinal++) {
    const at = stream.at(ordinal);
    if (at > now) break;
    const operation = operationAt(facts, ordinal, at);
    if (operation?.reply.index !== message.index) continue;
    if (operation.operation === 'mark_best_reply') mark = operation;
    if (operation.operation === 'unmark_best_reply') mark = undefined;
  }
  return mark;
}

function extension(facts: Facts, ordinal: number, at: number): Happening<Row> {
  const done = operationAt(facts, ordinal, at);
  if (!done) return undefined;
  const row = {
    network_id: facts.identity.id,
    thread_id: done.reply.thread.id,
    message_id: done.reply.id,
    operation: done.operation,
    operation_performed_by: facts.people.id(done.by),
    operation_performed_at: instantText(at),
  };
  return { actor: done.by, row };
}

export const messageThreadExtension = (facts: Facts, window: Window) =>
  happenedIn(facts, facts.streams.bestReplies, window, extension);
export const messageThreadExtensionBy = (facts: Facts, user: number, now: number) =>
  doneBy(facts, facts.streams.bestReplies, user, now, extension);
