import type { Mistake } from '../../schemas/index.ts';
import { type Exchange, exchangeOf } from './exchange.ts';
import type { ExchangeRecord } from './exchange-record.ts';
import type { Feed, News } from './feed.ts';
import { filterMistakes, fits, type Known, type RequestFilter } from './filter.ts';
import type { JournalStore, Subscription } from './journal-store.ts';

/** The default of `limit`. */
const DEFAULT_LIMIT = 1000;

/** The source of a reader. */
export interface Readable {
  readonly store: JournalStore;
  /** The names of all scenarios. */
  scenarioNames(): Promise<readonly string[]>;
}

type Show = (record: ExchangeRecord) => Exchange;

/** Reads the journals of a server. Filters must be valid: check them with `mistakes`. */
export class JournalReader {
  readonly #store: JournalStore;
  readonly #names: () => Promise<readonly string[]>;

  constructor(readable: Readable) {
    this.#store = readable.store;
    this.#names = () => readable.scenarioNames();
  }

  /** Finds the mistakes in a filter. `others` are further valid names with another meaning. */
  async mistakes(filter: object, others?: readonly string[]): Promise<readonly Mistake[]> {
    const played = this.#records().flatMap(({ scenario }) => scenario?.name ?? []);
    const known: Known = {
      sessions: Array.from(this.#store.journals, ({ session }) => session),
      scenarios: [...(await this.#names()), ...new Set(played)],
    };
    return filterMistakes(filter, known, others);
  }

  /** Lists the matching exchanges in the order in which they began. */
  async list(filter: RequestFilter): Promise<readonly Exchange[]> {
    const { after, limit = DEFAULT_LIMIT, lint } = filter;
    const show = await this.#show();
    const found = this.#records().filter((record) => fits(record, filter));
    const cut = <T>(all: readonly T[]) => (after === undefined ? all.slice(-limit) : all.slice(0, limit));
    if (lint === undefined) return cut(found).map(show);
    return cut(found.map(show).filter((exchange) => has(exchange, lint)));
  }

  /**
   * The next matching exchange of the subscription. With `after`, one that was over before the subscription
   * counts, too. `undefined` when the signal aborts first.
   */
  async next(
    filter: RequestFilter,
    subscription: Subscription,
    signal: AbortSignal,
  ): Promise<Exchange | undefined> {
    const show = await this.#show();
    let over = filter.after === undefined ? [] : this.#records().filter(({ ending }) => ending);
    for (;;) {
      for (const record of [...over, ...subscription.take()]) {
        const exchange = fits(record, filter) ? show(record) : undefined;
        if (exchange !== undefined && (filter.lint === undefined || has(exchange, filter.lint)))
          return exchange;
      }
      if (signal.aborted) return undefined;
      over = [];
      await subscription.more(signal);
    }
  }

  /** Takes the news of a feed, with the matching exchanges. */
  async take(
    filter: RequestFilter,
    feed: Feed,
  ): Promise<Omit<News, 'records'> & { readonly exchanges: readonly Exchange[] }> {
    const show = await this.#show();
    const { records, lost, ...news } = feed.take();
    for (const record of records) record.look();
    const shown = records.filter((record) => fits(record, filter)).map(show);
    const { session, lint, after: _after, limit: _limit, ...ofRequests } = filter;
    const isIts = (one: string): boolean => session === undefined || session === one;
    // A filter that is about requests selects no refused connection.
    const isOfRequests = lint !== undefined || Object.keys(ofRequests).length > 0;
    return {
      exchanges: lint === undefined ? shown : shown.filter((one) => has(one, lint)),
      lost,
      refused: isOfRequests ? [] : news.refused.filter((one) => isIts(one.session)),
      cleared: news.cleared.filter(isIts),
    };
  }

  /** Converts a record into its public form. */
  async show(record: ExchangeRecord): Promise<Exchange> {
    return (await this.#show())(record);
  }

  #records(): readonly ExchangeRecord[] {
    const all = Array.from(this.#store.journals, ({ records }) => records).flat();
    for (const record of all) record.look();
    return all.sort((a, b) => a.id - b.id);
  }

  async #show(): Promise<Show> {
    const names = new Set(await this.#names());
    return (record) => {
      const journal = this.#store.journal(record.session);
      return exchangeOf(record, {
        others: journal?.records ?? [],
        profile: journal?.profile ?? 'current',
        isKnown: (name) => names.has(name),
      });
    };
  }
}

function has({ lints }: Exchange, id: string): boolean {
  return lints.some((lint) => lint.id === id);
}
