import { randomUUID } from 'node:crypto';
import type { ExchangeRecord } from './exchange-record.ts';
import { Journal, type JournalInput } from './journal.ts';
import type { RefusedConnection } from './refused-connection.ts';

/** The maximum number of exchanges in all journals of a server. */
const MAX_EXCHANGES = 10_000;
/**
 * The number of exchanges that remain when the maximum is exceeded; removing one at a time would check every
 * journal each time.
 */
const REMAINING = 9_000;

/** Receives an exchange. */
export type ExchangeListener = (record: ExchangeRecord) => void;

/** Receives what happens in the journals. */
export interface Watcher {
  /** An exchange begins or ends. */
  readonly exchange?: ExchangeListener;
  /** A connection is refused below HTTP. */
  readonly refused?: (refused: RefusedConnection) => void;
  /** The journal of a session was cleared, or the session has ended. */
  readonly cleared?: (session: string) => void;
}

/** The exchanges that are over since the subscription began, in order. */
export class Subscription implements Disposable {
  #over: ExchangeRecord[] = [];
  #wake = (): void => {};
  readonly #stop: () => void;

  constructor(store: JournalStore) {
    this.#stop = store.listen((record) => {
      this.#over.push(record);
      this.#wake();
    });
  }

  /** Returns the exchanges since the last call. */
  take(): readonly ExchangeRecord[] {
    return this.#over.splice(0);
  }

  /** Resolves when there is an exchange to take, or when the signal aborts. */
  async more(signal: AbortSignal): Promise<void> {
    if (this.#over.length > 0 || signal.aborted) return;
    await new Promise<void>((resolve) => {
      this.#wake = () => {
        signal.removeEventListener('abort', this.#wake);
        resolve();
      };
      signal.addEventListener('abort', this.#wake);
    });
    this.#wake = () => {};
  }

  [Symbol.dispose](): void {
    this.#stop();
  }
}

/**
 * The journals of a server. When they are full, the longest are shortened first, so that a busy session does
 * not displace the exchanges of the others.
 */
export class JournalStore {
  /** An id of this server: exchanges of another one may have the same numbers. */
  readonly id = randomUUID();
  readonly #journals = new Map<string, Journal>();
  readonly #listeners = new Set<ExchangeListener>();
  readonly #watchers = new Set<Watcher>();
  readonly #room: number;
  #held = 0;
  #lastId = 0;
  #lastRefusedId = 0;

  /** @param room The maximum number of exchanges. */
  constructor(room = MAX_EXCHANGES) {
    this.#room = room;
  }

  /** Makes a journal. */
  begin(input: Omit<JournalInput, 'store'>): Journal {
    const journal = new Journal({ ...input, store: this });
    this.#journals.set(input.session, journal);
    return journal;
  }

  /** Removes the journal of a session. */
  remove(session: string): void {
    const journal = this.#journals.get(session);
    journal?.keep(0);
    this.#journals.delete(session);
    if (journal !== undefined) this.cleared(journal);
  }

  get journals(): Iterable<Journal> {
    return this.#journals.values();
  }

  journal(session: string): Journal | undefined {
    return this.#journals.get(session);
  }

  /** Calls the listener with every exchange that is over from now on. Returns a function that stops it. */
  listen(listener: ExchangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells the watcher what happens from now on. Returns a function that stops it. */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** The refused connections of a session, or of all, in their order. */
  refusedIn(session?: string): readonly RefusedConnection[] {
    const all = Array.from(this.journals, ({ refused }) => refused).flat();
    return all.filter((one) => session === undefined || one.session === session).sort((a, b) => a.id - b.id);
  }

  /** Collects every exchange that is over from now on. */
  subscribe(): Subscription {
    return new Subscription(this);
  }

  /** For journals: the id of the next exchange. */
  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  /** The id of the latest exchange; 0 when there was none. */
  get lastId(): number {
    return this.#lastId;
  }

  /** For journals: adds `count` to the number of stored exchanges. Removed journals do not count. */
  changed(journal: Journal, count: number): void {
    if (this.#journals.get(journal.session) !== journal) return;
    this.#held += count;
    if (this.#held > this.#room) this.#makeRoom();
  }

  /** For journals: reports an exchange that begins. */
  began(record: ExchangeRecord): void {
    for (const { exchange } of this.#watchers) exchange?.(record);
  }

  /** For journals: reports an exchange that is over. */
  ended(record: ExchangeRecord): void {
    for (const { exchange } of this.#watchers) exchange?.(record);
    for (const listener of this.#listeners) listener(record);
  }

  /** For journals: reports that a journal was cleared. */
  cleared({ session }: Journal): void {
    for (const { cleared } of this.#watchers) cleared?.(session);
  }

  /** For journals: the number of the next refused connection. */
  nextRefusedId(): number {
    this.#lastRefusedId += 1;
    return this.#lastRefusedId;
  }

  /** For journals: reports a refused connection. */
  refused(refused: RefusedConnection): void {
    for (const watcher of this.#watchers) watcher.refused?.(refused);
  }

  #makeRoom(): void {
    const left = Math.floor((this.#room * REMAINING) / MAX_EXCHANGES);
    let longest = Math.max(...Array.from(this.journals, ({ records }) => records.length));
    while (this.#held > left && longest > 0) {
      longest = Math.floor(longest * 0.9);
      for (const journal of this.journals) journal.keep(longest);
    }
  }
}
