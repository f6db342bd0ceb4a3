import type { Mistake } from '../scenarios/index.ts';
import { type Exchange, exchangeOf } from './exchange.ts';
import { filterMistakes, fits, type Known, type RequestFilter } from './filter.ts';
import type { JournalStore, Subscription } from './journal-store.ts';
import type { ExchangeRecord } from './recording.ts';

/** What is listed when nobody says how much. */
const USUAL_LIMIT = 1000;

/** What journals are read from. */
export interface Readable {
  readonly store: JournalStore;
  /** Names of the scenarios that anybody may know. */
  scenarioNames(): Promise<readonly string[]>;
}

type Show = (recording: ExchangeRecord) => Exchange;

/** Reads the journals of a server. Filters must be right: `mistakes` says what is wrong with one. */
export class JournalReader {
  readonly #store: JournalStore;
  readonly #names: () => Promise<readonly string[]>;

  constructor(readable: Readable) {
    this.#store = readable.store;
    this.#names = () => readable.scenarioNames();
  }

  /** What is wrong with a filter. `others` are names that mean something else. */
  async mistakes(filter: object, others?: readonly string[]): Promise<readonly Mistake[]> {
    const played = this.#recordings().flatMap(({ scenario }) => scenario?.name ?? []);
    const known: Known = {
      sessions: Array.from(this.#store.journals, ({ session }) => session),
      scenarios: [...(await this.#names()), ...new Set(played)],
    };
    return filterMistakes(filter, known, others);
  }

  /** The exchanges that fit, in the order in which they began. */
  async list(filter: RequestFilter): Promise<readonly Exchange[]> {
    const { after, limit = USUAL_LIMIT, lint } = filter;
    const show = await this.#show();
    const found = this.#recordings().filter((recording) => fits(recording, filter));
    const cut = <T>(all: readonly T[]) => (after === undefined ? all.slice(-limit) : all.slice(0, limit));
    if (lint === undefined) return cut(found).map(show);
    return cut(found.map(show).filter((exchange) => has(exchange, lint)));
  }

  /** The next exchange on the tape that fits; with `after`, one that was over before the tape began will do. Undefined when the signal is aborted before one comes. */
  async next(filter: RequestFilter, tape: Subscription, signal: AbortSignal): Promise<Exchange | undefined> {
    const show = await this.#show();
    let over = filter.after === undefined ? [] : this.#recordings().filter(({ ending }) => ending);
    for (;;) {
      for (const recording of [...over, ...tape.take()]) {
        const exchange = fits(recording, filter) ? show(recording) : undefined;
        if (exchange !== undefined && (filter.lint === undefined || has(exchange, filter.lint)))
          return exchange;
      }
      if (signal.aborted) return undefined;
      over = [];
      await tape.more(signal);
    }
  }

  /** An exchange as everybody may see it. */
  async show(recording: ExchangeRecord): Promise<Exchange> {
    return (await this.#show())(recording);
  }

  #recordings(): readonly ExchangeRecord[] {
    const all = Array.from(this.#store.journals, ({ recordings }) => recordings).flat();
    for (const recording of all) recording.look();
    return all.sort((a, b) => a.id - b.id);
  }

  async #show(): Promise<Show> {
    const names = new Set(await this.#names());
    return (recording) => {
      const journal = this.#store.journal(recording.session);
      return exchangeOf(recording, {
        others: journal?.recordings ?? [],
        profile: journal?.profile ?? 'current',
        isKnown: (name) => names.has(name),
      });
    };
  }
}

function has({ lints }: Exchange, id: string): boolean {
  return lints.some((lint) => lint.id === id);
}
