import type { Facts } from '../facts.ts';
import { mix, rest } from '../hash.ts';
import type { Message } from '../messages.ts';
import {
  asks,
  type Hazard,
  hasSlot,
  type MessageText,
  messageText,
  oddTitle,
  openingOf,
  type Part,
  phraseOf,
  type Roles,
  type Talk,
  talkTitle,
} from '../text/index.ts';
import { MESSAGES_A_THREAD, type Thread } from '../threads.ts';
import { isInWords } from './message-hazards.ts';
import { type Role, roleOf } from './message-roles.ts';
import { mentionedFirst } from './named-users.ts';
import { praisedUser, surroundingsOf, talkIn } from './talks.ts';

/*
 * The texts of messages, and whom they answer and mention.
 */

/** One in this many openings and replies mentions a user. */
const MENTION_IN_OPENING = 9;
const MENTION_IN_REPLY = 6;

/** The title of a thread after that many edits of its first message; empty for threads without one. */
export function titleOf(facts: Facts, thread: Thread, talk: Talk, edit: number): string {
  if (talk.script.title === undefined) return '';
  const title = talkTitle(surroundingsOf(facts), talk, openingRoles(facts, thread, ''), edit);
  return oddTitle(talk.hash, title);
}

/** The theme, the name of the subject and the first sentence of a thread. */
export function subjectOf(facts: Facts, thread: Thread) {
  const talk = talkIn(facts, thread);
  return { theme: talk.theme, ...openingOf(surroundingsOf(facts), talk, openingRoles(facts, thread, '')) };
}

function openingRoles(facts: Facts, thread: Thread, mention: string): Roles {
  const praised = praisedUser(facts, thread);
  return { writer: thread.starter, answered: praised, praised, mention, opens: true };
}

/**
 * The text of a message.
 * @param answered the ordinal of the message that it answers; its own for the first of a thread.
 * @param edit the number of edits before this version.
 * @param tag a tag that the message carries; empty for none.
 */
export function textIn(
  facts: Facts,
  message: Message,
  talk: Talk,
  version: { answered: number; edit: number; hazard: Hazard | 'none'; hash: number; tag: string },
): MessageText {
  const { hash, edit, hazard, tag } = version;
  const role = roleOf(facts, message, version.answered);
  const mentioned = mentionedUser(facts, message, role.to);
  const mention = mentioned === undefined ? '' : `[[user:${facts.people.id(mentioned)}]]`;
  // A praise names the user; another opening gives notice to a colleague at its end.
  const gives = mention !== '' && role.part === 'opening' && message.thread.kind !== 'praise';
  const suffix = gives ? 'cc ' + mention : tag;
  const roles = rolesOf(facts, message, role, gives ? '' : mention);
  const part = partIn(facts, message, role, version.answered);
  const variant = talk.hash + role.rank;
  return messageText(surroundingsOf(facts), { talk, part, hash, variant, edit, hazard, roles, suffix });
}

/** The first sentence of an ordinary message, with its slots, and what selects it. */
export function phraseIn(facts: Facts, message: Message) {
  const talk = talkIn(facts, message.thread);
  const answered = facts.messages.answered(message);
  const role = roleOf(facts, message, answered);
  const part = partIn(facts, message, role, answered);
  return { talk, part, phrase: phraseAs(facts, message, role, part) };
}

function phraseAs(facts: Facts, message: Message, role: Role, part: Part) {
  const talk = talkIn(facts, message.thread);
  const hash = mix(facts.keys.messages, message.index);
  const roles = rolesOf(facts, message, role, '');
  return phraseOf(surroundingsOf(facts), { talk, part, variant: talk.hash + role.rank, hash, roles });
}

/** The part of a message in words: there is nothing to react to in a question, which can be echoed. */
function partIn(facts: Facts, { thread }: Message, { part }: Role, answered: number): Part {
  if (part !== 'reaction' || thread.kind === 'praise') return part;
  return asksAt(facts, thread, answered) ? 'echo' : 'reaction';
}

/** Tells whether the opening of a thread or one of the first replies to it asks something. */
function asksAt(facts: Facts, thread: Thread, ordinal: number): boolean {
  const first = thread.index * MESSAGES_A_THREAD;
  if (ordinal === first) return asks(talkIn(facts, thread).script.opening);
  const before = facts.messages.at(ordinal);
  if (!before || facts.messages.answered(before) !== first) return false;
  const role = roleOf(facts, before, first);
  return role.part === 'reply' && asks(phraseAs(facts, before, role, role.part));
}

/** Tells whether a reply in a poll names the option that its writer prefers. */
export function speaksForOption(facts: Facts, message: Message): boolean {
  if (!isInWords(facts, message)) return false;
  const { part, phrase } = phraseIn(facts, message);
  return part === 'reply' && hasSlot(phrase, 'option');
}

/** The users in a message. */
function rolesOf(facts: Facts, { thread, sender }: Message, { part, to }: Role, mention: string): Roles {
  if (part === 'opening') return openingRoles(facts, thread, mention);
  return { writer: sender, answered: to, praised: praisedUser(facts, thread), mention, opens: false };
}

/** The user whom a message mentions; undefined for most messages. */
export function mentionedIn(facts: Facts, message: Message): number | undefined {
  if (!mayMention(facts, message.index)) return undefined;
  const { to } = roleOf(facts, message, facts.messages.answered(message));
  return mentionedUser(facts, message, to);
}

/** Tells whether the message at an ordinal would mention a user, if there is one; a praise always does. */
export function mayMention({ keys, threads }: Facts, ordinal: number): boolean {
  const hash = mix(keys.messages, ordinal);
  if (ordinal % MESSAGES_A_THREAD !== 0) return rest(hash, MENTION_IN_REPLY) === 0;
  return rest(hash, MENTION_IN_OPENING) === 0 || threads.kind(ordinal / MESSAGES_A_THREAD) === 'praise';
}

/** @param to the user whom the message answers. */
function mentionedUser(facts: Facts, message: Message, to: number): number | undefined {
  if (!mayMention(facts, message.index)) return undefined;
  if (message.index % MESSAGES_A_THREAD !== 0) return to === message.sender ? undefined : to;
  if (message.thread.kind === 'praise') return praisedUser(facts, message.thread);
  const { kind, index, community } = message.thread;
  // Nobody is mentioned where that person may not read, and nobody mentions the own name.
  if (kind === 'draft' || community?.private) return undefined;
  const user = mentionedFirst(facts, message.thread);
  const reads =
    kind === 'private'
      ? facts.participants.get(index).users.has(user)
      : facts.threads.isFor(message.thread, user);
  return user !== message.sender && reads ? user : undefined;
}
