import { useEffect, useState } from 'preact/hooks';
import type { Exchange, RefusedConnection } from '../../journal/index.ts';
import { ApiError, call, sessionPath } from '../api.ts';
import { pageSession } from '../router.ts';

/** The maximum number of exchanges that the page holds; the server holds fewer of one session. */
const MOST = 10_000;
/** The maximum number of refused connections that the page holds. */
const MOST_REFUSED = 1000;
/** The time for which events are collected before they are shown, milliseconds. */
const COLLECT_MS = 40;
/** The time until the next attempt where the browser makes none, milliseconds. */
const AGAIN_MS = 3000;

/** The journal as the page has it. */
export interface LiveJournal {
  /** The exchanges, the latest first. */
  readonly exchanges: readonly Exchange[];
  /** The connections that were refused before a request, the latest first. */
  readonly refused: readonly RefusedConnection[];
  /** `over`: the session has ended. */
  readonly state: 'loading' | 'live' | 'interrupted' | 'over';
  readonly error: Error | undefined;
}

const path = pageSession === undefined ? '/requests' : sessionPath('/requests');
const refusedPath = pageSession === undefined ? '/refused' : sessionPath('/refused');

/** Follows the journal of the page's session, at `/` that of all sessions, while the page is in sight. */
export function useJournal(): LiveJournal {
  const [journal, setJournal] = useState<LiveJournal>({
    exchanges: [],
    refused: [],
    state: 'loading',
    error: undefined,
  });
  useEffect(() => {
    const following = new Following((changes) => setJournal((last) => ({ ...last, ...changes })));
    const seen = (): void => (document.hidden ? following.stop() : following.start());
    document.addEventListener('visibilitychange', seen);
    seen();
    return () => {
      document.removeEventListener('visibilitychange', seen);
      following.stop();
    };
  }, []);
  return journal;
}

/** A connection to the events of the journal, and the exchanges that came over it. */
class Following {
  readonly #show: (changes: Partial<LiveJournal>) => void;
  #held: readonly Exchange[] = [];
  #came: Exchange[] = [];
  #refused: readonly RefusedConnection[] = [];
  #cameRefused: RefusedConnection[] = [];
  #source: EventSource | undefined;
  #collecting: ReturnType<typeof setTimeout> | undefined;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  /** The id of the server whose exchanges are held. */
  #server: string | undefined;

  constructor(show: (changes: Partial<LiveJournal>) => void) {
    this.#show = show;
  }

  readonly start = (): void => {
    if (this.#source !== undefined) return;
    const source = new EventSource(`/__admin${path}?format=events`);
    source.addEventListener('server', ({ data }) => this.#opened(JSON.parse(data).id));
    source.addEventListener('lost', () => void this.#loadAll());
    source.addEventListener('cleared', ({ data }) => this.#clear(JSON.parse(data).session));
    source.addEventListener('error', () => void this.#interrupted(source));
    const collect = (): void => {
      this.#collecting ??= setTimeout(() => this.#take(), COLLECT_MS);
    };
    source.addEventListener('exchange', ({ data }) => {
      this.#came.push(JSON.parse(data));
      collect();
    });
    source.addEventListener('refused', ({ data }) => {
      this.#cameRefused.push(JSON.parse(data));
      collect();
    });
    this.#source = source;
  };

  stop(): void {
    this.#source?.close();
    this.#source = undefined;
    clearTimeout(this.#collecting);
    clearTimeout(this.#waiting);
    this.#collecting = undefined;
  }

  /** Exchanges of another server at the same address have the same ids. */
  #opened(server: string): void {
    if (server !== this.#server) [this.#held, this.#refused] = [[], []];
    this.#server = server;
    void this.#loadAll();
  }

  /** The session was reset. */
  #clear(session: string): void {
    const isOther = (one: Exchange | RefusedConnection): boolean => one.session !== session;
    this.#came = this.#came.filter(isOther);
    this.#held = this.#held.filter(isOther);
    this.#cameRefused = this.#cameRefused.filter(isOther);
    this.#refused = this.#refused.filter(isOther);
    this.#take();
  }

  /** Loads the journal when events begin to follow: no exchange is between the two. */
  async #loadAll(): Promise<void> {
    try {
      const { exchanges } = await call<{ exchanges: Exchange[] }>('GET', `${path}?limit=${MOST}`);
      const { refused } = await call<{ refused: RefusedConnection[] }>('GET', refusedPath);
      this.#came.unshift(...exchanges);
      this.#cameRefused.unshift(...refused);
      this.#take();
      this.#show({ state: 'live', error: undefined });
    } catch (error) {
      this.#failed(error as Error);
    }
  }

  /** Says why there are no events. A browser connects again by itself, but not after a refusal. */
  async #interrupted(source: EventSource): Promise<void> {
    this.#show({ state: 'interrupted' });
    if (source !== this.#source || source.readyState !== EventSource.CLOSED) return;
    this.stop();
    this.#waiting = setTimeout(this.start, AGAIN_MS);
    await call('GET', `${path}?limit=1`).catch((error: Error) => this.#failed(error));
  }

  #failed(error: Error): void {
    const isOver = error instanceof ApiError && error.status === 404;
    if (isOver) this.stop();
    this.#show(isOver ? { state: 'over', error: undefined } : { state: 'interrupted', error });
  }

  #take(): void {
    clearTimeout(this.#collecting);
    this.#collecting = undefined;
    this.#held = merged(this.#held, this.#came.splice(0), MOST);
    this.#refused = merged(this.#refused, this.#cameRefused.splice(0), MOST_REFUSED);
    this.#show({ exchanges: this.#held, refused: this.#refused });
  }
}

/** Merges entries by id: a later state of an entry replaces the earlier one. The latest come first. */
function merged<T extends { readonly id: number }>(
  held: readonly T[],
  came: readonly T[],
  most: number,
): readonly T[] {
  const byId = new Map(came.map((entry) => [entry.id, entry]));
  const kept = held.map((entry) => {
    const newer = byId.get(entry.id);
    byId.delete(entry.id);
    return newer ?? entry;
  });
  const added = [...byId.values()];
  const [latest] = kept;
  const all = [...added, ...kept];
  const inOrder = added.every(({ id }) => latest === undefined || id > latest.id) && added.length < 2;
  return (inOrder ? all : all.sort((a, b) => b.id - a.id)).slice(0, most);
}
