import { DAY_MS, HOUR_MS, MINUTE_MS } from '../schemas/durations.ts';
import type { Communities, Community } from './communities.ts';
import { derivedKey, mix, rest } from './hash.ts';
import type { Ids } from './ids.ts';
import { Memo } from './memo.ts';
import { Offsets } from './offsets.ts';
import type { People } from './people.ts';
import { userOfTurn } from './rotation.ts';
import type { Stream } from './stream.ts';

/** The kinds of threads. Every 32 consecutive threads contain each of these, in a separate order. */
const MIX = [
  ...Array<'post'>(10).fill('post'),
  'praise',
  'poll',
  'poll',
  'announcement',
  'announcement',
  'question',
  'question',
  'question',
  ...Array<'private'>(4).fill('private'),
  'storyline',
  'storyline',
  'storyline',
  ...Array<'outbound'>(4).fill('outbound'),
  'draft',
  'draft',
  'post',
] as const;

export type ThreadKind = (typeof MIX)[number];

/** Tells whether guests of another network can see such threads and write in them. */
export function isExternal(kind: ThreadKind): boolean {
  return kind === 'outbound';
}

/** The positions of each kind in the list. */
const SLOTS = Object.fromEntries(
  MIX.map((kind) => [kind, MIX.flatMap((each, slot) => (each === kind ? [slot] : []))]),
) as unknown as Readonly<Record<ThreadKind, readonly number[]>>;

export const THREADS_A_BLOCK = MIX.length;
/** The first of every four messages starts a thread, and three reply to one. */
export const MESSAGES_A_THREAD = 4;
const THREADS_KEPT = 128;

/** The share of threads outside communities in the language of the person who starts them, in percent. */
const PRIVATE_LOCAL = 70;
const PUBLIC_LOCAL = 35;

/** The delay of replies after the start of a thread: half of them within minutes, a few days later. */
const REPLY_LAGS = [0, MINUTE_MS, 5 * MINUTE_MS, 20 * MINUTE_MS, HOUR_MS, 4 * HOUR_MS, DAY_MS, 3 * DAY_MS];

/**
 * A draft refers to a file at most this many messages before, whose thread began at most this many days
 * before.
 */
const MESSAGES_BEFORE_A_DRAFT = 80;
const DAYS_BEFORE_A_DRAFT = 4;

export interface Thread {
  /** The number of the thread: that of its first message divided by four. */
  readonly index: number;
  /** The id of the first message. */
  readonly id: string;
  readonly kind: ThreadKind;
  /** The time of the first message. */
  readonly startedAt: number;
  readonly starter: number;
  /** False when no thread was started, because the user was not active. */
  readonly exists: boolean;
  /**
   * False for threads that are cut off because the network starts later. A choice among threads is made first
   * and comes to nothing when it meets such a thread, so that another start changes no other row.
   */
  readonly shown: boolean;
  /**
   * The community of the thread; undefined for private conversations, storylines, questions and drafts of
   * those.
   */
  readonly community: Community | undefined;
  /**
   * The number of the site for whose people it is, in their language: that of a local community, otherwise of
   * the user who started it. Undefined for threads for everybody, in English.
   */
  readonly site: number | undefined;
}

/** The threads of a network: their kinds, the users who started them, and their messages. */
export class Threads {
  readonly #ids: Ids;
  readonly #messages: Stream;
  readonly #people: People;
  readonly #communities: Communities;
  readonly #start: number;
  #drafts = 0;
  readonly #delays: number;
  readonly #kinds: number;
  readonly #places: number;
  readonly #languages: number;
  readonly #praises: number;
  readonly #lags: Offsets;
  readonly #threads: Memo<Thread>;

  constructor(input: {
    ids: Ids;
    messages: Stream;
    people: People;
    communities: Communities;
    key: number;
    perWeek: number;
    /** The key of the turns in which users are praised. */
    praises: number;
  }) {
    this.#ids = input.ids;
    this.#messages = input.messages;
    this.#people = input.people;
    this.#communities = input.communities;
    this.#start = input.people.population.options.start;
    this.#delays = derivedKey(input.key, 'delays');
    this.#kinds = derivedKey(input.key, 'kinds');
    this.#places = derivedKey(input.key, 'communities');
    this.#languages = derivedKey(input.key, 'languages');
    this.#praises = input.praises;
    this.#lags = new Offsets(REPLY_LAGS, input.perWeek / MESSAGES_A_THREAD);
    this.#threads = new Memo(THREADS_KEPT, (index) => this.#thread(index));
  }

  get(index: number): Thread {
    return this.#threads.get(index);
  }

  /**
   * The thread of a message, by its position; negative when the thread would have begun before the origin.
   */
  of(message: number): number {
    const unit = Math.floor(message / MESSAGES_A_THREAD);
    return message % MESSAGES_A_THREAD === 0 ? unit : unit - this.#lag(message);
  }

  kind(index: number): ThreadKind {
    const block = Math.floor(index / THREADS_A_BLOCK);
    return MIX[(index % THREADS_A_BLOCK) ^ this.#mask(block)] as ThreadKind;
  }

  /** The numbers of the threads of one kind in a block of 32. */
  ofKind(kind: ThreadKind, block: number): number[] {
    const mask = this.#mask(block);
    return SLOTS[kind].map((slot) => block * THREADS_A_BLOCK + (slot ^ mask));
  }

  /** The positions that a thread's messages can have, including the first, in order of time: lags rise. */
  places(index: number): number[] {
    const places = [index * MESSAGES_A_THREAD];
    for (const lag of this.#lags.distinct) {
      const first = (index + lag) * MESSAGES_A_THREAD;
      for (let message = first + 1; message < first + MESSAGES_A_THREAD; message++) {
        if (this.#lag(message) === lag) places.push(message);
      }
    }
    return places;
  }

  /** The number of positions of its thread before that of a message. */
  rank(message: number): number {
    const unit = Math.floor(message / MESSAGES_A_THREAD);
    const own = this.#lag(message);
    let rank = 1;
    for (const lag of this.#lags.distinct) {
      if (lag > own) continue;
      const first = (unit - own + lag) * MESSAGES_A_THREAD;
      const end = Math.min(first + MESSAGES_A_THREAD, message);
      for (let earlier = first + 1; earlier < end; earlier++) if (this.#lag(earlier) === lag) rank++;
    }
    return rank;
  }

  /** The user who writes in a thread of this kind in the turn of `actor`. */
  writer(kind: ThreadKind, actor: number): number {
    return isExternal(kind) ? this.#people.memberOrGuest(actor) : this.#people.member(actor);
  }

  #lag(message: number): number {
    return this.#lags.draw(mix(this.#delays, message));
  }

  #mask(block: number): number {
    return rest(mix(this.#kinds, block), THREADS_A_BLOCK);
  }

  #thread(index: number): Thread {
    const message = index * MESSAGES_A_THREAD;
    const kind = this.kind(index);
    const startedAt = this.#messages.at(message);
    const starter = this.writer(kind, this.#messages.actor(message));
    // Before the first users come, the turns of their seats belong to nobody, who works at no site.
    const active = this.#people.activeAt(starter, startedAt);
    const community = active ? this.#place(kind, index, starter, startedAt) : undefined;
    const site = active && !community ? this.#ownSite(kind, index, starter) : community?.site;
    const exists = active && (community === undefined || community.createdAt < startedAt);
    const id = this.#ids.text('message', message, startedAt);
    const shown = startedAt >= (kind === 'draft' ? this.#draftsFrom() : this.#start);
    return { index, id, kind, startedAt, starter, exists, shown, community, site };
  }

  /** Drafts are shown from some days after the start on, because their files must be shown, too. */
  #draftsFrom(): number {
    if (this.#drafts === 0) {
      const first = this.#messages.since(this.#start) + MESSAGES_BEFORE_A_DRAFT;
      this.#drafts = this.#messages.at(first) + DAYS_BEFORE_A_DRAFT * DAY_MS;
    }
    return this.#drafts;
  }

  #place(kind: ThreadKind, index: number, starter: number, instant: number): Community | undefined {
    if (kind === 'private' || kind === 'storyline' || kind === 'question') return undefined;
    const hash = mix(this.#places, index);
    if (isExternal(kind)) return this.#communities.pickExternal(hash);
    return this.#communities.place(starter, {
      hash,
      instant,
      own: kind === 'announcement',
      named: kind === 'praise' ? this.praised(index, starter) : undefined,
      namesAnybody: kind === 'draft',
    });
  }

  /** The site of the starter of a thread outside communities, if it is in the language of that site. */
  #ownSite(kind: ThreadKind, index: number, starter: number): number | undefined {
    if (this.#people.siteOf(starter).language === 'en') return undefined;
    const local =
      rest(mix(this.#languages, index), 100) < (kind === 'private' ? PRIVATE_LOCAL : PUBLIC_LOCAL);
    return local ? this.#people.siteNumberOf(starter) : undefined;
  }

  /** The user whom a praise names: permanent ones in turns, never the one who writes it. */
  praised(index: number, starter: number): number {
    const user = userOfTurn(this.#people, Math.floor(index / THREADS_A_BLOCK), this.#praises);
    return user === starter ? this.#people.lasting(user + 1) : user;
  }

  /** Tells whether a user takes part in a thread: nobody acts across segments, and few across languages. */
  isFor({ community, site, starter }: Thread, user: number): boolean {
    if (community?.admits(user) === false) return false;
    return site === undefined || user === starter || this.#people.speaks(user, site);
  }
}
