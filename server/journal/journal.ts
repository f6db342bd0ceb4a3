import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NetworkProfile } from '../../schemas/index.ts';
import { ExchangeRecord } from './recording.ts';

/** The store that a journal is part of. */
export interface JournalOwner {
  /** A number that no exchange of the server has had. */
  nextId(): number;
  /** The journal has got so many exchanges more, or fewer when negative. */
  changed(journal: Journal, by: number): void;
  /** An exchange is over. */
  ended(recording: ExchangeRecord): void;
}

/** What a journal is begun with. */
export interface JournalInput {
  /** Id of the session that it is about. */
  readonly session: string;
  /** The profile that its requests are read by. */
  readonly profile: NetworkProfile;
  /** The session's clock, Unix milliseconds. */
  readonly now: () => number;
  /** How many exchanges are kept. */
  readonly most: number;
  readonly store: JournalOwner;
}

/** The exchanges of one session, the latest ones. */
export class Journal {
  readonly session: string;
  readonly profile: NetworkProfile;
  readonly #now: () => number;
  readonly #most: number;
  readonly #store: JournalOwner;
  readonly #recordings: ExchangeRecord[] = [];
  #count = 0;
  #underWay = 0;

  constructor({ session, profile, now, most, store }: JournalInput) {
    this.session = session;
    this.profile = profile;
    this.#now = now;
    this.#most = most;
    this.#store = store;
  }

  /** Begins to write an exchange down. */
  open(request: IncomingMessage, response: ServerResponse): ExchangeRecord {
    this.#count += 1;
    this.#underWay += 1;
    const recording = new ExchangeRecord({
      id: this.#store.nextId(),
      number: this.#count,
      session: this.session,
      now: this.#now(),
      request,
      response,
      ended: this.#ended,
    });
    this.#recordings.push(recording);
    this.#store.changed(this, 1);
    this.keep(this.#most);
    return recording;
  }

  /** In the order in which they began. */
  get recordings(): readonly ExchangeRecord[] {
    return this.#recordings;
  }

  /** Exchanges so far, those too that are no longer kept. */
  get count(): number {
    return this.#count;
  }

  /** Whether an exchange is not yet over. */
  get busy(): boolean {
    return this.#underWay > 0;
  }

  /** Drops all but the latest so many. */
  keep(most: number): void {
    const over = this.#recordings.length - most;
    if (over === 1) this.#recordings.shift();
    else if (over > 1) this.#recordings.splice(0, over);
    if (over > 0) this.#store.changed(this, -over);
  }

  /** Forgets everything, and begins to number anew. */
  clear(): void {
    this.keep(0);
    this.#count = 0;
  }

  readonly #ended = (recording: ExchangeRecord): void => {
    this.#underWay -= 1;
    this.#store.ended(recording);
  };
}
