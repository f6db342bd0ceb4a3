import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NetworkProfile } from '../../schemas/index.ts';
import { ExchangeRecord } from './exchange-record.ts';
import { type Refusal, type RefusedConnection, refusedConnection } from './refused-connection.ts';

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
  /** A new number of a refused connection, unique in the server. */
  nextRefusedId(): number;
  /** Reports a refused connection. */
  refused(refused: RefusedConnection): void;
}

/** The parts of a new journal. */
export interface JournalInput {
  /** The id of the session. */
  readonly session: string;
  /** The profile by which requests are read. */
  readonly profile: NetworkProfile;
  /** The session's clock, Unix milliseconds. */
  readonly now: () => number;
  /** The maximum number of exchanges, and that of refused connections. */
  readonly most: number;
  readonly store: JournalOwner;
}

/** The latest exchanges and refused connections of one session. */
export class Journal {
  readonly session: string;
  readonly profile: NetworkProfile;
  readonly #now: () => number;
  readonly #most: number;
  readonly #store: JournalOwner;
  readonly #records: ExchangeRecord[] = [];
  readonly #refused: RefusedConnection[] = [];
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

  /** Records a connection that was refused below HTTP. */
  refuse(refusal: Refusal): void {
    const id = this.#store.nextRefusedId();
    const refused = refusedConnection(refusal, { id, session: this.session, now: this.#now() });
    this.#refused.push(refused);
    if (this.#refused.length > this.#most) this.#refused.shift();
    this.#store.refused(refused);
  }

  /** The latest refused connections, the oldest first. */
  get refused(): readonly RefusedConnection[] {
    return this.#refused;
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
    this.#refused.length = 0;
    this.#count = 0;
    this.#store.cleared(this);
  }

  readonly #ended = (record: ExchangeRecord): void => {
    this.#underWay -= 1;
    this.#store.ended(record);
  };
}
