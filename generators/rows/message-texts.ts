import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { Memo } from '../memo.ts';
import type { Message } from '../messages.ts';
import {
  type Hazard,
  type MessageText,
  messageText,
  oddTitle,
  openingOf,
  type Part,
  type Roles,
  type Surroundings,
  type Talk,
  type TalkKind,
  type TalkTopic,
  type Theme,
  talkOf,
  talkTitle,
  themes,
} from '../text/index.ts';
import { isExternal, MESSAGES_A_THREAD, type Thread, type ThreadKind } from '../threads.ts';

/*
 * The texts of threads: the facts that select what a thread is about, and whom its messages answer and
 * mention.
 */

/** One in this many openings and replies mentions a user. */
const MENTION_IN_OPENING = 9;
const MENTION_IN_REPLY = 6;
/** The share of threads outside communities in the language of the person who starts them, in percent. */
const PRIVATE_LOCAL = 70;
const PUBLIC_LOCAL = 35;
/** One in this many late messages replies to the opening; the others react to an early reply. */
const REPLY = 3;

const talkKinds = {
  post: 'posts',
  praise: 'praises',
  poll: 'polls',
  announcement: 'announcements',
  question: 'questions',
  private: 'privates',
  storyline: 'storylines',
  outbound: 'posts',
  draft: 'announcements',
} as const satisfies Readonly<Record<ThreadKind, TalkKind>>;

/** Announcements are made in communities, and occasionally across networks, but never by guests. */
export function isAnnouncement({ people }: Facts, { kind, index, starter }: Thread): boolean {
  return kind === 'announcement' || (isExternal(kind) && index % 5 === 0 && !people.isGuest(starter));
}

function threadHash(facts: Facts, thread: Thread): number {
  return mix(facts.keys.messages, thread.index * MESSAGES_A_THREAD);
}

/**
 * The theme, the language and the place of a thread: those of its community, otherwise of the person who
 * starts it. An international thread is as often about another site.
 */
export function talkTopic(facts: Facts, thread: Thread): TalkTopic {
  const hash = threadHash(facts, thread);
  const own = facts.people.siteOf(thread.starter);
  const { sites } = facts.pools;
  const away = mix(hash, 74);
  const place = away % 2 === 0 ? own : (sites[(away >>> 1) % sites.length] as typeof own);
  if (thread.community) {
    const { theme, language, site } = thread.community.topic;
    return { theme, language, place: site ?? place };
  }
  const local = mix(hash, 71) % 100 < (thread.kind === 'private' ? PRIVATE_LOCAL : PUBLIC_LOCAL);
  const theme = themes[mix(hash, 72) % themes.length] as Theme;
  return { theme, language: local ? own.language : 'en', place };
}

/** The subject and the course of a thread. */
export function talkIn(facts: Facts, thread: Thread): Talk {
  return surroundingsOf(facts).talks.get(thread.index);
}

function talkAbout(facts: Facts, thread: Thread): Talk {
  const kind = isAnnouncement(facts, thread) ? 'announcements' : talkKinds[thread.kind];
  return talkOf(kind, talkTopic(facts, thread), threadHash(facts, thread));
}

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
  const { thread, index } = message;
  const { hash, edit, hazard, tag } = version;
  const { part, to } = roleOf(facts, message, version.answered);
  const mentioned = mentionedUser(facts, message, hash, to);
  const mention = mentioned === undefined ? '' : `[[user:${facts.people.id(mentioned)}]]`;
  if (part === 'opening') {
    // A praise names the user; another opening gives notice to a colleague at its end.
    const praises = thread.kind === 'praise';
    const roles = openingRoles(facts, thread, praises ? mention : '');
    const suffix = praises || mention === '' ? tag : 'cc ' + mention;
    return messageText(surroundingsOf(facts), { talk, part, hash, variant: 0, edit, hazard, roles, suffix });
  }
  const praised = praisedUser(facts, thread);
  const roles = { writer: message.sender, answered: to, praised, mention, opens: false };
  const variant = talk.hash + turnOf(thread, index);
  return messageText(surroundingsOf(facts), { talk, part, hash, variant, edit, hazard, roles, suffix: tag });
}

/** Selects the first sentence of an ordinary message: the talk, its part in the talk and the variant. */
export function partIn(facts: Facts, message: Message) {
  const talk = talkIn(facts, message.thread);
  const { part } = roleOf(facts, message, facts.messages.answered(message));
  return { talk, part, variant: talk.hash + turnOf(message.thread, message.index) };
}

/** A number that differs for most messages of a thread, and for the first ones for certain. */
function turnOf(thread: Thread, index: number): number {
  const lag = Math.floor(index / MESSAGES_A_THREAD) - thread.index;
  return lag + (index % MESSAGES_A_THREAD) + (lag === 0 ? 0 : 1);
}

/** The user whom a message mentions; undefined for most messages. */
export function mentionedIn(facts: Facts, message: Message): number | undefined {
  const { to } = roleOf(facts, message, facts.messages.answered(message));
  return mentionedUser(facts, message, mix(facts.keys.messages, message.index), to);
}

/** @param to the user whom the message answers. */
function mentionedUser(facts: Facts, message: Message, hash: number, to: number): number | undefined {
  if (message.index % MESSAGES_A_THREAD !== 0) {
    return hash % MENTION_IN_REPLY === 0 && to !== message.sender ? to : undefined;
  }
  if (message.thread.kind === 'praise') return praisedUser(facts, message.thread);
  if (hash % MENTION_IN_OPENING !== 0) return undefined;
  const { kind, index } = message.thread;
  const user = facts.people.lasting(mix(hash, 1));
  // Nobody is mentioned where that person does not read, and nobody mentions the own name.
  const reads = kind !== 'private' || facts.participants.get(index).users.has(user);
  return user !== message.sender && reads ? user : undefined;
}

/** The user whom a praise names, never the one who writes it; negative for other threads. */
export function praisedUser(facts: Facts, thread: Thread): number {
  if (thread.kind !== 'praise') return -1;
  const hash = mix(threadHash(facts, thread), 73);
  const praised = facts.people.lasting(hash);
  return praised === thread.starter ? facts.people.lasting(hash + 1) : praised;
}

/** The part of a message in its thread, and the user whom it answers. */
function roleOf(facts: Facts, message: Message, answered: number): { part: Part; to: number } {
  const { thread, index, sender } = message;
  const first = thread.index * MESSAGES_A_THREAD;
  if (index === first) return { part: 'opening', to: sender };
  const starter = thread.starter;
  if (answered !== first) {
    const to = facts.messages.at(answered)?.sender ?? starter;
    // The last message of a series closes it.
    const closes = index % MESSAGES_A_THREAD === MESSAGES_A_THREAD - 1;
    if (to !== sender && (closes || sender === starter || mix(index, first) % 2 === 0))
      return { part: 'reaction', to };
    return { part: sender === starter ? 'remark' : 'reply', to: starter };
  }
  if (sender === starter) return { part: 'remark', to: starter };
  const late = index >= first + MESSAGES_A_THREAD;
  if (!late || mix(index, first) % REPLY === 0) return { part: 'reply', to: starter };
  // A question is answered; only an answer is thanked for.
  const early = earlyReplier(facts, thread, index);
  const to = early ?? (thread.kind === 'question' ? sender : starter);
  return to === sender ? { part: 'reply', to: starter } : { part: 'reaction', to };
}

/** The user who first replied at once in a thread, before the message at `index`; undefined if nobody did. */
function earlyReplier(facts: Facts, thread: Thread, index: number): number | undefined {
  const first = thread.index * MESSAGES_A_THREAD;
  for (let each = first + 1; each < Math.min(first + MESSAGES_A_THREAD, index); each++) {
    if (facts.threads.of(each) !== thread.index) continue;
    const reply = facts.messages.at(each);
    if (reply && reply.sender !== thread.starter) return reply.sender;
  }
  return undefined;
}

/** The surroundings of a network, with the talks and names that were needed last. */
interface Known extends Surroundings {
  readonly talks: Memo<Talk>;
}

const TALKS_KEPT = 512;
const NAMES_KEPT = 1024;
const known = new WeakMap<Facts, Known>();

function surroundingsOf(facts: Facts): Known {
  let found = known.get(facts);
  if (!found) {
    found = surroundingsIn(facts);
    known.set(facts, found);
  }
  return found;
}

function surroundingsIn(facts: Facts): Known {
  const { people, pools, threads } = facts;
  const names = new Memo(NAMES_KEPT, (index) => people.nameOf(index));
  return {
    sites: pools.sites,
    colleague(hash, writer, answered) {
      for (let i = 0; i < COLLEAGUES_TRIED; i++) {
        const user = people.lasting(hash + i);
        if (user !== writer && user !== answered) return user;
      }
      return people.lasting(hash);
    },
    name: (user) => names.get(user),
    firstName: (user) => people.firstNameOf(user),
    site: (user) => people.siteOf(user),
    talks: new Memo(TALKS_KEPT, (index) => talkAbout(facts, threads.get(index))),
  };
}

/** Enough to find a third user, even in the smallest network. */
const COLLEAGUES_TRIED = 3;
