import { Journal, type JournalInput } from './journal.ts';
import type { ExchangeRecord } from './recording.ts';

/** Exchanges that all journals of a server keep together. */
const ROOM = 10_000;
/** When there is no room left, so many stay; making room for one at a time would have to look at every journal each time. */
const LEFT = 9_000;

/** Takes every exchange that is over. */
export type EndedListener = (recording: ExchangeRecord) => void;

/** The exchanges that were over since it began, in their order. */
export class Subscription implements Disposable {
  #over: ExchangeRecord[] = [];
  #wake = (): void => {};
  readonly #stop: () => void;

  constructor(store: JournalStore) {
    this.#stop = store.listen((recording) => {
      this.#over.push(recording);
      this.#wake();
    });
  }

  /** What has come since the last time. */
  take(): readonly ExchangeRecord[] {
    return this.#over.splice(0);
  }

  /** Resolves when something has come, or the signal is aborted. */
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

/** The journals of one server. When they hold too much together, the longest become shorter, so that a busy session does not cost the quiet ones theirs. */
export class JournalStore {
  readonly #journals = new Map<string, Journal>();
  readonly #listeners = new Set<EndedListener>();
  readonly #room: number;
  #held = 0;
  #lastId = 0;

  /** `room`: how many exchanges are kept. */
  constructor(room = ROOM) {
    this.#room = room;
  }

  /** A new journal. */
  begin(input: Omit<JournalInput, 'store'>): Journal {
    const journal = new Journal({ ...input, store: this });
    this.#journals.set(input.session, journal);
    return journal;
  }

  /** Throws the journal of a session away. */
  remove(session: string): void {
    this.#journals.get(session)?.clear();
    this.#journals.delete(session);
  }

  get journals(): Iterable<Journal> {
    return this.#journals.values();
  }

  journal(session: string): Journal | undefined {
    return this.#journals.get(session);
  }

  /** Tells of every exchange that is over from now on, until what it returns is called. */
  listen(listener: EndedListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Keeps every exchange that is over from now on until somebody takes it. */
  subscribe(): Subscription {
    return new Subscription(this);
  }

  /** For journals: the number of the next exchange, over all of them. */
  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  /** The number of the latest exchange; 0 when there was none. */
  get lastId(): number {
    return this.#lastId;
  }

  /** For journals: so many more are kept, or fewer when negative. One that was thrown away does not count. */
  changed(journal: Journal, count: number): void {
    if (this.#journals.get(journal.session) !== journal) return;
    this.#held += count;
    if (this.#held > this.#room) this.#makeRoom();
  }

  /** For journals: an exchange is over. */
  ended(recording: ExchangeRecord): void {
    for (const listener of this.#listeners) listener(recording);
  }

  #makeRoom(): void {
    const left = Math.floor((this.#room * LEFT) / ROOM);
    let longest = Math.max(...Array.from(this.journals, ({ recordings }) => recordings.length));
    while (this.#held > left && longest > 0) {
      longest = Math.floor(longest * 0.9);
      for (const journal of this.journals) journal.keep(longest);
    }
  }
}
