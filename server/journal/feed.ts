import type { ExchangeRecord } from './exchange-record.ts';
import type { JournalStore } from './journal-store.ts';

/** The maximum number of exchanges that wait for a reader. */
const MOST_WAITING = 1000;

/**
 * The exchanges that have begun or ended since they were last taken, each once. When the reader is slow, the
 * oldest are dropped and counted.
 */
export class Feed implements Disposable {
  readonly #waiting = new Map<number, ExchangeRecord>();
  readonly #stop: () => void;
  readonly #most: number;
  #lost = 0;
  #wake = (): void => {};

  /** @param most The maximum number of exchanges that wait. */
  constructor(store: Pick<JournalStore, 'watch'>, most = MOST_WAITING) {
    this.#most = most;
    this.#stop = store.watch((record) => {
      this.#waiting.set(record.id, record);
      const [oldest] = this.#waiting.keys();
      if (this.#waiting.size > this.#most && oldest !== undefined) {
        this.#waiting.delete(oldest);
        this.#lost += 1;
      }
      this.#wake();
    });
  }

  /** Takes the exchanges that wait, and the number of those that were dropped since the last call. */
  take(): { readonly records: readonly ExchangeRecord[]; readonly lost: number } {
    const taken = { records: [...this.#waiting.values()], lost: this.#lost };
    this.#waiting.clear();
    this.#lost = 0;
    return taken;
  }

  /** Resolves when there is something to take, and at the next `wake`. */
  async more(): Promise<void> {
    if (this.#waiting.size > 0) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }

  /** Ends a wait early. */
  readonly wake = (): void => this.#wake();

  [Symbol.dispose](): void {
    this.#stop();
    this.#wake();
  }
}
