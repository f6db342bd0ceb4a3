import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NetworkProfile } from '../../schemas/index.ts';
import { ExchangeRecord } from './exchange-record.ts';

/** The store that a journal is part of. */
export interface JournalOwner {
  /** A new id, unique in the server. */
  nextId(): number;
  /** Adds to the number of stored exchanges; `by` may be negative. */
  changed(journal: Journal, by: number): void;
  /** Reports an exchange that begins. */
  began(record: ExchangeRecord): void;
  /** Reports an exchange that is over. */
  ended(record: ExchangeRecord): void;
  /** Reports that a journal was cleared. */
  cleared(journal: Journal): void;
}

/** The parts of a new journal. */
export interface JournalInput {
  /** The id of the session. */
  readonly session: string;
  /** The profile by which requests are read. */
  readonly profile: NetworkProfile;
  /** The session's clock, Unix milliseconds. */
  readonly now: () => number;
  /** The maximum number of exchanges. */
  readonly most: number;
  readonly store: JournalOwner;
}

/** The latest exchanges of one session. */
export class Journal {
  readonly session: string;
  readonly profile: NetworkProfile;
  readonly #now: () => number;
  readonly #most: number;
  readonly #store: JournalOwner;
  readonly #records: ExchangeRecord[] = [];
  #count = 0;
  #underWay = 0;

  constructor({ session, profile, now, most, store }: JournalInput) {
    this.session = session;
    this.profile = profile;
    this.#now = now;
    this.#most = most;
    this.#store = store;
  }

  /** Begins to record an exchange. */
  open(request: IncomingMessage, response: ServerResponse): ExchangeRecord {
    this.#count += 1;
    this.#underWay += 1;
    const record = new ExchangeRecord({
      id: this.#store.nextId(),
      number: this.#count,
      session: this.session,
      now: this.#now(),
      request,
      response,
      ended: this.#ended,
    });
    this.#records.push(record);
    this.#store.changed(this, 1);
    this.keep(this.#most);
    this.#store.began(record);
    return record;
  }

  /** The recordings, in the order in which they began. */
  get records(): readonly ExchangeRecord[] {
    return this.#records;
  }

  /** The number of exchanges so far, including removed ones. */
  get count(): number {
    return this.#count;
  }

  /** True if an exchange is under way. */
  get busy(): boolean {
    return this.#underWay > 0;
  }

  /** Removes all recordings but the latest `most`. */
  keep(most: number): void {
    const over = this.#records.length - most;
    if (over === 1) this.#records.shift();
    else if (over > 1) this.#records.splice(0, over);
    if (over > 0) this.#store.changed(this, -over);
  }

  /** Removes everything and restarts the numbering. */
  clear(): void {
    this.keep(0);
    this.#count = 0;
    this.#store.cleared(this);
  }

  readonly #ended = (record: ExchangeRecord): void => {
    this.#underWay -= 1;
    this.#store.ended(record);
  };
}
