import { DAY_MS, HOUR_MS, MINUTE_MS } from '../schemas/durations.ts';
import type { Window } from './contract.ts';
import { mix, rest } from './hash.ts';
import { Offsets } from './offsets.ts';
import type { Stream } from './stream.ts';
import type { MessageChange } from './versions.ts';

/** One edit or deletion for every sixteen messages, with these delays after the message. */
export const MESSAGES_AN_EDIT = 16;
const EDIT_LAGS = [MINUTE_MS, 15 * MINUTE_MS, 2 * HOUR_MS, DAY_MS, 3 * DAY_MS, 10 * DAY_MS, 21 * DAY_MS];
/** One change in five is a deletion. */
const DELETING = 5;
const NO_CHANGES = [] as const;

/** The edits and deletions of messages: each can be found from its time and from its message. */
export class Edits {
  readonly #stream: Stream;
  readonly #lags: Offsets;

  constructor(stream: Stream, perWeek: number) {
    this.#stream = stream;
    this.#lags = new Offsets(EDIT_LAGS, perWeek / MESSAGES_AN_EDIT);
  }

  /** The changes in a window, in order of time, with the number of the message; some come to nothing. */
  *within(window: Window): Generator<{ readonly target: number; readonly at: number }> {
    for (const { ordinal, at } of this.#stream.within(window)) yield { target: this.#target(ordinal), at };
  }

  /** The changes of a message that was posted at an instant, up to `now` and in order of time. */
  of(message: number, postedAt: number, now: number): readonly MessageChange[] {
    let changes: MessageChange[] | undefined;
    const block = Math.floor(message / MESSAGES_AN_EDIT);
    const place = message - block * MESSAGES_AN_EDIT;
    for (const lag of this.#lags.distinct) {
      const edit = block + lag;
      const hash = this.#stream.hash(edit);
      // Of sixteen edits, fifteen are of another message: this is the cheapest test.
      if (rest(hash, MESSAGES_AN_EDIT) !== place || this.#lags.draw(hash) !== lag) continue;
      const at = this.#stream.at(edit);
      if (at <= postedAt || at > now) continue;
      changes ??= [];
      changes.push({ at, kind: rest(mix(hash, 7), DELETING) === 0 ? 'deletion' : 'edit' });
    }
    // Sorted here, because there is almost never anything to sort.
    return changes?.sort((a, b) => a.at - b.at) ?? NO_CHANGES;
  }

  /** The message that an edit applies to. */
  #target(edit: number): number {
    const hash = this.#stream.hash(edit);
    const block = edit - this.#lags.draw(hash);
    return block * MESSAGES_AN_EDIT + rest(hash, MESSAGES_AN_EDIT);
  }
}
