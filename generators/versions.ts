import type { Ids } from './ids.ts';
import type { Thread } from './threads.ts';

/** A message that was actually posted. */
export interface Message {
  /** The ordinal of the message in the network. */
  readonly index: number;
  readonly id: string;
  readonly postedAt: number;
  readonly sender: number;
  readonly thread: Thread;
}

/** A message that makes its id on demand: most are only looked at for their time or their sender. */
export class PostedMessage implements Message {
  readonly index: number;
  readonly postedAt: number;
  readonly sender: number;
  readonly thread: Thread;
  readonly #ids: Ids;

  constructor(ids: Ids, { index, postedAt, sender, thread }: Omit<Message, 'id'>) {
    this.#ids = ids;
    this.index = index;
    this.postedAt = postedAt;
    this.sender = sender;
    this.thread = thread;
  }

  get id(): string {
    return this.#ids.text('message', this.index, this.postedAt);
  }
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
  /** The number of edits so far. */
  readonly edits: number;
  /** True if it is still a draft. */
  readonly draft: boolean;
}

/** A version together with its message. */
export interface DatedVersion {
  readonly message: Message;
  readonly version: Version;
  /** True when no later version exists by the clock. */
  readonly latest: boolean;
}

/**
 * A change of a message: an edit, its deletion, or the publication of a draft: as it is, or with a last edit
 * when a user publishes it by hand.
 */
export interface MessageChange {
  readonly at: number;
  readonly kind: 'edit' | 'deletion' | 'publication' | 'edited publication';
}

/** The message as it was posted. */
export function firstVersion({ postedAt, thread }: Message): Version {
  return {
    number: 0,
    at: postedAt,
    deleted: false,
    editedAt: postedAt,
    edits: 0,
    draft: thread.kind === 'draft',
  };
}

/** All versions of a message, in order, after changes in order; nothing changes after its deletion. */
export function versionsAfter(message: Message, changes: readonly MessageChange[]): Version[] {
  let version = firstVersion(message);
  const versions = [version];
  for (const change of changes) {
    if (version.deleted) break;
    version = changed(version, change);
    versions.push(version);
  }
  return versions;
}

/** The last one of these versions. */
export function latestAfter(message: Message, changes: readonly MessageChange[]): Version {
  let version = firstVersion(message);
  for (const change of changes) {
    if (version.deleted) break;
    version = changed(version, change);
  }
  return version;
}

/** The version that a change makes of the one before. */
function changed(before: Version, { at, kind }: MessageChange): Version {
  const edited = kind === 'edit' || kind === 'edited publication';
  return {
    number: before.number + 1,
    at,
    deleted: kind === 'deletion',
    editedAt: kind === 'deletion' ? before.editedAt : at,
    edits: before.edits + (edited ? 1 : 0),
    draft: before.draft && (kind === 'edit' || kind === 'deletion'),
  };
}

/** The time of a version, or of what is made of it. */
export function versionTime({ version }: Pick<DatedVersion, 'version'>): number {
  return version.at;
}

/** Merges sources, each in order of time, into one. */
export function* mergedByTime<T>(
  sources: readonly Generator<T>[],
  timeOf: (item: T) => number,
): Generator<T> {
  const next = sources.map((source) => source.next());
  for (;;) {
    let earliest = -1;
    let time = Number.POSITIVE_INFINITY;
    for (let i = 0; i < next.length; i++) {
      const item = next[i] as IteratorResult<T>;
      if (item.done) continue;
      const at = timeOf(item.value);
      if (at >= time) continue;
      earliest = i;
      time = at;
    }
    const found = next[earliest];
    if (!found || found.done) return;
    yield found.value;
    next[earliest] = (sources[earliest] as Generator<T>).next();
  }
}
