import { DAY_MS, HOUR_MS, MINUTE_MS } from '../schemas/durations.ts';
import type { Window } from './contract.ts';
import { mix } from './hash.ts';
import type { Ids } from './ids.ts';
import { Offsets } from './offsets.ts';
import type { People } from './people.ts';
import type { Stream } from './stream.ts';
import { MESSAGES_A_THREAD, type Thread, type Threads } from './threads.ts';

/** One edit or deletion for every sixteen messages, with these delays after the message. */
export const MESSAGES_AN_EDIT = 16;
const EDIT_LAGS = [MINUTE_MS, 15 * MINUTE_MS, 2 * HOUR_MS, DAY_MS, 3 * DAY_MS, 10 * DAY_MS, 21 * DAY_MS];
/** One change in five is a deletion. */
const DELETING = 5;
const NO_CHANGES = [] as const;

/** A message that was actually posted. */
export interface Message {
  /** The ordinal of the message in the network. */
  readonly index: number;
  readonly id: string;
  readonly postedAt: number;
  readonly sender: number;
  readonly thread: Thread;
}

/**
 * A state of a message: version 0 as posted, then one version for every edit, and possibly its deletion at
 * the end.
 */
export interface Version {
  readonly number: number;
  readonly at: number;
  readonly deleted: boolean;
  /** The time in `created_at`: that of the last edit. */
  readonly editedAt: number;
}

/** A version together with its message. */
export interface DatedVersion {
  readonly message: Message;
  readonly version: Version;
  /** True when no later version exists by the clock. */
  readonly latest: boolean;
}

/** The messages of a network and their versions. */
export class Messages {
  readonly stream: Stream;
  readonly threads: Threads;
  readonly #edits: Stream;
  readonly #people: People;
  readonly #ids: Ids;
  readonly #lags: Offsets;

  constructor(input: {
    stream: Stream;
    edits: Stream;
    threads: Threads;
    people: People;
    ids: Ids;
    perWeek: number;
  }) {
    this.stream = input.stream;
    this.threads = input.threads;
    this.#edits = input.edits;
    this.#people = input.people;
    this.#ids = input.ids;
    this.#lags = new Offsets(EDIT_LAGS, input.perWeek / MESSAGES_AN_EDIT);
  }

  /**
   * The message at an ordinal; undefined where none was posted. The result does not depend on `now`: the
   * message may lie in the future.
   */
  at(index: number): Message | undefined {
    const number = this.threads.of(index);
    if (number < 0) return undefined;
    const thread = this.threads.get(number);
    if (!thread.exists) return undefined;
    if (index % MESSAGES_A_THREAD === 0) {
      return this.#message(index, thread.startedAt, thread.starter, thread);
    }
    if (thread.kind === 'draft') return undefined;
    const sender = this.threads.writer(thread.kind, this.stream.actor(index));
    const postedAt = this.stream.at(index);
    if (!this.#people.activeAt(sender, postedAt)) return undefined;
    if (thread.kind === 'private' && this.#people.person(sender).joinedAt >= thread.startedAt)
      return undefined;
    return this.#message(index, postedAt, sender, thread);
  }

  /**
   * The ordinal of the message that a reply answers: the previous one when it is in the same thread,
   * otherwise the first.
   */
  answered(message: Message): number {
    const before = message.index - 1;
    const first = message.thread.index * MESSAGES_A_THREAD;
    return before > first && this.threads.of(before) === message.thread.index && this.at(before)
      ? before
      : first;
  }

  id(index: number): string {
    return this.#ids.text('message', index, this.stream.at(index));
  }

  /** All messages posted in a window, in order of time. */
  *postedIn(window: Window): Generator<Message> {
    for (const { ordinal } of this.stream.within(window)) {
      const message = this.at(ordinal);
      if (message) yield message;
    }
  }

  /** The messages that one user posted up to `now`, in order of time. */
  *postedBy(user: number, now: number): Generator<Message> {
    for (const turn of this.#people.turnsOf(user)) {
      for (const { ordinal } of this.stream.of(turn, now)) {
        const message = this.at(ordinal);
        if (message?.sender === user) yield message;
      }
    }
  }

  /** The messages of a thread up to `now`, in order of time. */
  inThread(number: number, now: number): Message[] {
    return this.threads.places(number).flatMap((place) => {
      const message = this.at(place);
      return message && message.postedAt <= now ? [message] : [];
    });
  }

  /** Every version of a message up to `now`, in order. */
  versions(message: Message, now: number): Version[] {
    const first = { number: 0, at: message.postedAt, deleted: false, editedAt: message.postedAt };
    const changes = this.#changesOf(message, now);
    if (changes.length === 0) return [first];
    const versions: Version[] = [first];
    for (const { at, deleted } of changes) {
      const before = versions[versions.length - 1] as Version;
      if (before.deleted) break;
      versions.push({ number: versions.length, at, deleted, editedAt: deleted ? before.editedAt : at });
    }
    return versions;
  }

  latest(message: Message, now: number): Version {
    return this.versions(message, now).at(-1) as Version;
  }

  /** Every version of every message whose time is in the window, in order of time. */
  *versionsIn(window: Window): Generator<DatedVersion> {
    const edits = this.#changedIn(window);
    let edit = edits.next();
    for (const { ordinal, at } of this.stream.within(window)) {
      for (; !edit.done && edit.value.version.at < at; edit = edits.next()) yield edit.value;
      const message = this.at(ordinal);
      if (!message) continue;
      const versions = this.versions(message, window.now);
      yield { message, version: versions[0] as Version, latest: versions.length === 1 };
    }
    for (; !edit.done; edit = edits.next()) yield edit.value;
  }

  *#changedIn(window: Window): Generator<DatedVersion> {
    for (const { ordinal, at } of this.#edits.within(window)) {
      const target = this.#target(ordinal);
      const message = target < 0 ? undefined : this.at(target);
      if (!message) continue;
      const versions = this.versions(message, window.now);
      const version = versions.find((each) => each.number > 0 && each.at === at);
      if (version) yield { message, version, latest: version === versions.at(-1) };
    }
  }

  /** The message that an edit applies to. */
  #target(edit: number): number {
    const hash = this.#edits.hash(edit);
    const block = edit - this.#lags.draw(hash);
    return block * MESSAGES_AN_EDIT + (hash % MESSAGES_AN_EDIT);
  }

  #changesOf(message: Message, now: number): readonly { at: number; deleted: boolean }[] {
    let changes: { at: number; deleted: boolean }[] | undefined;
    const block = Math.floor(message.index / MESSAGES_AN_EDIT);
    for (const lag of this.#lags.distinct) {
      const edit = block + lag;
      if (this.#target(edit) !== message.index) continue;
      const at = this.#edits.at(edit);
      if (at <= message.postedAt || at > now) continue;
      changes ??= [];
      changes.push({ at, deleted: mix(this.#edits.hash(edit), 7) % DELETING === 0 });
    }
    // Sorted here, because there is almost never anything to sort.
    return changes?.sort((a, b) => a.at - b.at) ?? NO_CHANGES;
  }

  #message(index: number, postedAt: number, sender: number, thread: Thread): Message {
    return { index, id: this.#ids.text('message', index, postedAt), postedAt, sender, thread };
  }
}
