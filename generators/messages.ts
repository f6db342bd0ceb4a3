import type { Window } from './contract.ts';
import type { Edits } from './edits.ts';
import type { Ids } from './ids.ts';
import { Memo } from './memo.ts';
import type { People } from './people.ts';
import {
  LATER_AT_MOST,
  type Publication,
  type PublicationKind,
  planOf,
  publicationKinds,
} from './publications.ts';
import type { Stream } from './stream.ts';
import { MESSAGES_A_THREAD, THREADS_A_BLOCK, type Thread, type Threads } from './threads.ts';
import {
  type DatedVersion,
  firstVersion,
  latestAfter,
  type Message,
  type MessageChange,
  mergedByTime,
  PostedMessage,
  type Version,
  versionsAfter,
  versionTime,
} from './versions.ts';

export type { Message, Version } from './versions.ts';

const ENDS_KEPT = 512;
/** Replies look at their neighbours, several times. */
const MESSAGES_KEPT = 16;

/** The messages of a network and their versions. */
export class Messages {
  readonly stream: Stream;
  readonly threads: Threads;
  readonly #edits: Edits;
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
    this.#edits = input.edits;
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
    if (thread.kind === 'draft') return undefined;
    const sender = this.threads.writer(thread.kind, this.stream.actor(index));
    const postedAt = this.stream.at(index);
    if (!this.#people.activeAt(sender, postedAt) || postedAt >= this.endOf(thread)) return undefined;
    if (thread.community?.admits(sender) === false) return undefined;
    if (thread.kind === 'private' && this.#people.times.joinedAt(sender) >= thread.startedAt)
      return undefined;
    return new PostedMessage(this.#ids, { index, postedAt, sender, thread });
  }

  /** The message at an ordinal, unless it is cut off. */
  shownAt(index: number): Message | undefined {
    const message = this.at(index);
    return message?.thread.shown ? message : undefined;
  }

  /**
   * The ordinal of the message that a reply answers: the previous one when it is in the same thread and by
   * somebody else, otherwise the first.
   */
  answered(message: Message): number {
    const before = message.index - 1;
    const first = message.thread.index * MESSAGES_A_THREAD;
    if (before <= first || this.threads.of(before) !== message.thread.index) return first;
    const answered = this.at(before);
    if (!answered || answered.sender === message.sender) return first;
    return this.latest(answered, message.postedAt).deleted ? first : before;
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
    if (message.thread.kind !== 'draft') return undefined;
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

  /**
   * Every version of every message whose time is in the window, in order of time.
   * @param wanted tells the messages to look at, by their ordinals (default: all).
   */
  *versionsIn(window: Window, wanted?: (ordinal: number) => boolean): Generator<DatedVersion> {
    const edits = this.#laterIn(window, wanted);
    let edit = edits.next();
    const end = this.stream.end(window);
    for (let ordinal = this.stream.first(window); ordinal < end; ordinal++) {
      const at = this.stream.at(ordinal);
      for (; !edit.done && edit.value.version.at < at; edit = edits.next()) yield edit.value;
      const message = wanted && !wanted(ordinal) ? undefined : this.shownAt(ordinal);
      if (!message) continue;
      const latest = this.latest(message, window.now);
      const version = latest.number === 0 ? latest : firstVersion(message);
      yield { message, version, latest: version === latest };
    }
    for (; !edit.done; edit = edits.next()) yield edit.value;
  }

  /** The versions after the first one in the window, in order of time. */
  *#laterIn(window: Window, wanted?: (ordinal: number) => boolean): Generator<DatedVersion> {
    if (wanted) {
      // Of the kinds of threads that anybody selects, none has drafts.
      yield* this.#changedIn(window, wanted);
      return;
    }
    const sources = [
      this.#changedIn(window),
      ...publicationKinds.map((kind) => this.#publishedIn(window, kind)),
    ];
    yield* mergedByTime(sources, versionTime);
  }

  /** The drafts that were published in the window, about this long after they were written. */
  *#publishedIn(window: Window, { lag, scheduled }: PublicationKind): Generator<DatedVersion> {
    const [from, to] = [window.from - lag - LATER_AT_MOST, window.to - lag];
    const block = MESSAGES_A_THREAD * THREADS_A_BLOCK;
    const first = Math.floor(this.stream.since(Math.max(from, this.stream.start)) / block);
    for (let number = first; this.stream.at(number * block) < to; number++) {
      const drafts = this.threads.ofKind('draft', number).sort((a, b) => a - b);
      for (const draft of drafts) {
        const message = this.shownAt(draft * MESSAGES_A_THREAD);
        const plan = message && this.publication(message);
        if (!plan || plan.scheduled !== scheduled) continue;
        const versions = this.versions(message, window.now);
        const version = versions.find((each) => each.at === plan.at);
        if (version && plan.at >= window.from && plan.at < window.to)
          yield { message, version, latest: version === versions.at(-1) };
      }
    }
  }

  *#changedIn(window: Window, wanted?: (ordinal: number) => boolean): Generator<DatedVersion> {
    for (const { target, at } of this.#edits.within(window)) {
      const message = target < 0 || (wanted && !wanted(target)) ? undefined : this.shownAt(target);
      if (!message) continue;
      const versions = this.versions(message, window.now);
      const version = versions.find((each) => each.number > 0 && each.at === at);
      if (version) yield { message, version, latest: version === versions.at(-1) };
    }
  }

  /** The changes of a message up to `now`, in order of time. */
  #changesOf(message: Message, now: number): readonly MessageChange[] {
    // Only the sender edits; a message of a user who is gone can still be deleted by others.
    const possible = this.#edits.of(message.index, message.postedAt, now);
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
    const changes = this.#edits.of(index * MESSAGES_A_THREAD, startedAt, ended);
    return changes.find(({ kind }) => kind === 'deletion')?.at ?? ended;
  }
}
