import type { ExchangeRecord } from './exchange-record.ts';
import type { JournalStore } from './journal-store.ts';
import type { RefusedConnection } from './refused-connection.ts';

/** The maximum number of exchanges that wait for a reader, and that of refused connections. */
const MOST_WAITING = 1000;

/** The news that a reader takes from a feed. */
export interface News {
  readonly records: readonly ExchangeRecord[];
  /** The number of exchanges that were dropped. */
  readonly lost: number;
  /** The connections that were refused below HTTP. */
  readonly refused: readonly RefusedConnection[];
  /** The sessions that were reset or have ended. */
  readonly cleared: readonly string[];
}

/**
 * The exchanges that have begun or ended since they were last taken, each once, the connections that were
 * refused, and the sessions whose journals were cleared. When the reader is slow, the oldest exchanges are
 * dropped and counted, and the latest refused connections are left out.
 */
export class Feed implements Disposable {
  readonly #waiting = new Map<number, ExchangeRecord>();
  #refused: RefusedConnection[] = [];
  readonly #cleared = new Set<string>();
  readonly #stop: () => void;
  readonly #most: number;
  #lost = 0;
  #wake = (): void => {};

  /** @param most The maximum number of exchanges that wait, and that of refused connections. */
  constructor(store: Pick<JournalStore, 'watch'>, most = MOST_WAITING) {
    this.#most = most;
    this.#stop = store.watch({
      exchange: (record) => this.#add(record),
      refused: (refused) => {
        if (this.#refused.length < this.#most) this.#refused.push(refused);
        this.#wake();
      },
      cleared: (session) => {
        this.#cleared.add(session);
        for (const record of this.#waiting.values())
          if (record.session === session) this.#waiting.delete(record.id);
        this.#refused = this.#refused.filter((one) => one.session !== session);
        this.#wake();
      },
    });
  }

  /** Takes the news since the last call. */
  take(): News {
    const taken = {
      records: [...this.#waiting.values()],
      lost: this.#lost,
      refused: this.#refused.splice(0),
      cleared: [...this.#cleared],
    };
    this.#waiting.clear();
    this.#cleared.clear();
    this.#lost = 0;
    return taken;
  }

  /** Resolves when there is something to take, and at the next `wake`. */
  async more(): Promise<void> {
    if (this.#waiting.size > 0 || this.#refused.length > 0 || this.#cleared.size > 0) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }

  /** Ends a wait early. */
  readonly wake = (): void => this.#wake();

  #add(record: ExchangeRecord): void {
    this.#waiting.set(record.id, record);
    const [oldest] = this.#waiting.keys();
    if (this.#waiting.size > this.#most && oldest !== undefined) {
      this.#waiting.delete(oldest);
      this.#lost += 1;
    }
    this.#wake();
  }

  [Symbol.dispose](): void {
    this.#stop();
    this.#wake();
  }
}
