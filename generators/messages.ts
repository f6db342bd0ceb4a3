import type { Edits } from './edits.ts';
import { mix, rest } from './hash.ts';
import type { Ids } from './ids.ts';
import { Memo } from './memo.ts';
import type { People } from './people.ts';
import { type Publication, planOf } from './publications.ts';
import type { Stream } from './stream.ts';
import { MESSAGES_A_THREAD, type Thread, type Threads } from './threads.ts';
import {
  latestAfter,
  type Message,
  type MessageChange,
  PostedMessage,
  type Version,
  versionsAfter,
} from './versions.ts';

export type { Message, Version } from './versions.ts';

/** One in this many late messages answers the opening; the others answer an early reply. */
const LATE = 3;
const ENDS_KEPT = 512;
/** Replies look at their neighbours, several times. */
const MESSAGES_KEPT = 16;

/** The messages of a network and their versions. */
export class Messages {
  readonly stream: Stream;
  readonly threads: Threads;
  readonly edits: Edits;
  readonly #people: People;
  readonly #ids: Ids;
  readonly #ends: Memo<number>;
  readonly #posted: Memo<Message | undefined>;

  constructor(input: {
    stream: Stream;
    edits: Edits;
    threads: Threads;
    people: People;
    ids: Ids;
  }) {
    this.stream = input.stream;
    this.threads = input.threads;
    this.edits = input.edits;
    this.#people = input.people;
    this.#ids = input.ids;
    this.#ends = new Memo(ENDS_KEPT, (index) => this.#endOf(index));
    this.#posted = new Memo(MESSAGES_KEPT, (index) => this.#postedAt(index));
  }

  /**
   * The message at an ordinal; undefined where none was posted. The result does not depend on the clock or on
   * the start: the message may lie in the future, or be cut off.
   */
  at(index: number): Message | undefined {
    return this.#posted.get(index);
  }

  #postedAt(index: number): Message | undefined {
    const number = this.threads.of(index);
    if (number < 0) return undefined;
    const thread = this.threads.get(number);
    if (!thread.exists) return undefined;
    if (index % MESSAGES_A_THREAD === 0) {
      const { startedAt: postedAt, starter: sender } = thread;
      return new PostedMessage(this.#ids, { index, postedAt, sender, thread });
    }
    const sender = this.threads.writer(thread.kind, this.stream.actor(index));
    // Most turns that come to nothing are those of people of other sites: this is the cheapest test.
    if (!this.threads.isFor(thread, sender)) return undefined;
    if (thread.kind === 'private' && !this.#takesPart(index, thread, sender)) return undefined;
    const postedAt = this.stream.at(index);
    if (postedAt <= this.openedAt(thread) || postedAt >= this.endOf(thread)) return undefined;
    if (!this.#people.activeAt(sender, postedAt)) return undefined;
    return new PostedMessage(this.#ids, { index, postedAt, sender, thread });
  }

  /**
   * Tells whether a user writes in a private conversation: half of those with turns were invited to it, and
   * who began it answers the others.
   */
  #takesPart(index: number, thread: Thread, user: number): boolean {
    if (user === thread.starter) return this.#answeredBy(index, thread, user) !== undefined;
    return this.#people.joinedAt(user) < thread.startedAt && rest(mix(thread.index, user), 2) === 0;
  }

  /** The message at an ordinal, unless it is cut off. */
  shownAt(index: number): Message | undefined {
    const message = this.at(index);
    return message?.thread.shown ? message : undefined;
  }

  /**
   * The ordinal of the message that a reply answers: the previous one when it is in the same thread, or an
   * early reply when it is late. It is by somebody else; if there is none, the first.
   */
  answered(message: Message): number {
    const { index, thread, sender, postedAt } = message;
    const answered = this.#answeredBy(index, thread, sender);
    if (answered && !this.latest(answered, postedAt).deleted) return answered.index;
    return thread.index * MESSAGES_A_THREAD;
  }

  /** The message of somebody else that a reply of this sender answers; undefined for the opening. */
  #answeredBy(index: number, thread: Thread, sender: number): Message | undefined {
    const before = this.#isReply(index - 1, thread) ? index - 1 : this.#early(index, thread);
    const answered = before === undefined ? undefined : this.at(before);
    return answered?.sender === sender ? undefined : answered;
  }

  /** The ordinal of the first reply at once that a late message answers; undefined when it answers none. */
  #early(index: number, thread: Thread): number | undefined {
    const first = thread.index * MESSAGES_A_THREAD;
    if (index < first + MESSAGES_A_THREAD || rest(mix(index, first), LATE) === 0) return undefined;
    for (let each = first + 1; each < first + MESSAGES_A_THREAD; each++)
      if (this.#isReply(each, thread) && this.at(each)) return each;
    return undefined;
  }

  #isReply(index: number, thread: Thread): boolean {
    return index > thread.index * MESSAGES_A_THREAD && this.threads.of(index) === thread.index;
  }

  /**
   * The time after which others can see a thread: its beginning, or the publication of a draft; infinite for
   * a draft that is not published.
   */
  openedAt(thread: Thread): number {
    if (thread.kind !== 'draft') return thread.startedAt;
    const draft = this.at(thread.index * MESSAGES_A_THREAD);
    return draft ? this.publishedAt(draft) : Number.POSITIVE_INFINITY;
  }

  /** The time from which others can read a message; infinite for a draft that is not published. */
  publishedAt(message: Message): number {
    if (message.thread.kind !== 'draft' || message.index % MESSAGES_A_THREAD !== 0) return message.postedAt;
    return this.publication(message)?.at ?? Number.POSITIVE_INFINITY;
  }

  /**
   * The time from which nothing happens in a thread: the deletion of its first message or of its community;
   * infinite for threads that stay.
   */
  endOf(thread: Thread): number {
    return this.#ends.get(thread.index);
  }

  /** Tells whether a thread is shown, has begun before the instant and has not ended. */
  isOpen(thread: Thread, instant: number): boolean {
    return thread.exists && thread.shown && thread.startedAt < instant && instant < this.endOf(thread);
  }

  /** The plan to publish a draft; undefined for drafts that stay, and for other messages. */
  publication(message: Message): Publication | undefined {
    if (message.thread.kind !== 'draft' || message.index % MESSAGES_A_THREAD !== 0) return undefined;
    const plan = planOf(this.stream.hash(message.index), message.postedAt);
    if (plan === undefined) return undefined;
    const { at } = plan;
    const possible = this.#people.activeAt(message.sender, at) && at < this.endOf(message.thread);
    return possible ? plan : undefined;
  }

  id(index: number): string {
    return this.#ids.text('message', index, this.stream.at(index));
  }

  /** The messages that one user posted up to `now`, in order of time. */
  *postedBy(user: number, now: number): Generator<Message> {
    for (const turn of this.#people.turnsOf(user)) {
      for (const { ordinal } of this.stream.of(turn, now)) {
        const message = this.shownAt(ordinal);
        if (message?.sender === user) yield message;
      }
    }
  }

  /** The messages of a thread up to `now`, in order of time. */
  inThread(number: number, now: number): Message[] {
    const messages: Message[] = [];
    for (const place of this.threads.places(number)) {
      const message = this.at(place);
      if (message && message.postedAt <= now) messages.push(message);
    }
    return messages;
  }

  /** Every version of a message up to `now`, in order. */
  versions(message: Message, now: number): Version[] {
    return versionsAfter(message, this.#changesOf(message, now));
  }

  latest(message: Message, now: number): Version {
    return latestAfter(message, this.#changesOf(message, now));
  }

  /** The changes of a message up to `now`, in order of time. */
  #changesOf(message: Message, now: number): readonly MessageChange[] {
    // Only the sender edits; a message of a user who is gone can still be deleted by others.
    const possible = this.edits.of(message.index, message.postedAt, now);
    if (possible.length === 0 && message.thread.kind !== 'draft') return possible;
    const end = this.endOf(message.thread);
    const changes = possible.filter(
      ({ at, kind }) => at <= end && (kind === 'deletion' || this.#people.activeAt(message.sender, at)),
    );
    const publication = this.publication(message);
    if (!publication || publication.at > now) return changes;
    const kind = publication.scheduled ? 'publication' : 'edited publication';
    return [...changes, { at: publication.at, kind } as const].sort((a, b) => a.at - b.at);
  }

  #endOf(index: number): number {
    const { community, startedAt } = this.threads.get(index);
    const ended = community?.endsAt ?? Number.POSITIVE_INFINITY;
    const changes = this.edits.of(index * MESSAGES_A_THREAD, startedAt, ended);
    return changes.find(({ kind }) => kind === 'deletion')?.at ?? ended;
  }
}
