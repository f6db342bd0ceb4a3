import { DAY_MS, HOUR_MS, MINUTE_MS } from '../schemas/durations.ts';
import type { Window } from './contract.ts';
import { mix, rest } from './hash.ts';
import type { Message } from './messages.ts';
import { Offsets } from './offsets.ts';
import type { People } from './people.ts';
import type { Stream } from './stream.ts';

/**
 * Every other revision, one for every four files, uploads another version or deletes the file; the revision
 * after it takes the upload back.
 */
export const FILES_A_REVISION = 2;
/**
 * In every four revisions, the first or the third deletes a file, and the other one uploads a version, which
 * the next one takes back.
 */
const FOUR = 4;
const REVISION_LAGS = [MINUTE_MS, 20 * MINUTE_MS, 3 * HOUR_MS, DAY_MS, 4 * DAY_MS];

type RevisionKind = 'update' | 'revert' | 'deletion';

interface Revision {
  readonly at: number;
  readonly ordinal: number;
  readonly kind: RevisionKind;
}

/** The revisions of files: each can be found from its time and from its file. */
export class Revisions {
  readonly #stream: Stream;
  readonly #people: People;
  readonly #lags: Offsets;

  /** @param filesPerWeek the number of files that are posted in a week. */
  constructor(stream: Stream, people: People, filesPerWeek: number) {
    this.#stream = stream;
    this.#people = people;
    this.#lags = new Offsets(REVISION_LAGS, filesPerWeek);
  }

  /** The revisions in a window, in order of time, with the number of the file; some come to nothing. */
  *within(window: Window): Generator<{ readonly file: number; readonly at: number }> {
    for (const { ordinal, at } of this.#stream.within(window)) {
      const file = this.#target(ordinal);
      if (file >= 0) yield { file, at };
    }
  }

  /** The revisions of a file of a message up to `now`, in order of time. */
  of(file: number, { sender, postedAt }: Message, now: number): Revision[] {
    const found: Revision[] = [];
    for (const far of this.#lags.distinct) {
      const first = Math.floor((file + far) / FILES_A_REVISION);
      if (isRevert(first) || this.#target(first) !== file) continue;
      for (const ordinal of [first, first + 1]) {
        if (this.#target(ordinal) !== file || found.some((each) => each.ordinal === ordinal)) continue;
        const at = this.#stream.at(ordinal);
        if (at <= postedAt || at > now || !this.#people.activeAt(sender, at)) continue;
        found.push({ at, ordinal, kind: this.#kindOf(ordinal) });
      }
    }
    return found.sort((a, b) => a.at - b.at);
  }

  /** The file that a revision changes; negative for none. */
  #target(revision: number): number {
    if (isRevert(revision)) return this.#kindOf(revision - 1) === 'update' ? this.#target(revision - 1) : -1;
    const hash = this.#stream.hash(revision);
    const far = this.#lags.draw(hash);
    return revision * FILES_A_REVISION + rest(hash, FILES_A_REVISION) - far;
  }

  #kindOf(revision: number): RevisionKind {
    if (isRevert(revision)) return 'revert';
    // In an order of their own, so that the same file can have both kinds whatever the distances are.
    const place = rest(mix(this.#stream.hash(Math.floor(revision / FOUR)), 1), 2) === 0 ? 0 : 2;
    return revision % FOUR === place ? 'deletion' : 'update';
  }
}

function isRevert(revision: number): boolean {
  return revision % 2 === 1;
}
