import type { WorldOptions } from '../../generators/index.ts';
import { clearInterval, performance, setInterval } from '../util/timers.ts';
import type { Session } from './session.ts';

/** A session ends after this time without use, milliseconds. */
const UNUSED_MS = 30 * 60_000;
/** The interval of the check for unused sessions, milliseconds. */
const CHECK_MS = 60_000;

/** A session that has not ended. */
export interface Live {
  readonly session: Session;
  /** The options of the world that it exports. */
  readonly world: WorldOptions;
  /** The port that refuses connections, if its scenario needs one. */
  readonly closedPort: number | undefined;
  /** Milliseconds until it ends without use. */
  readonly leftMs: number;
}

interface Entry extends Omit<Live, 'leftMs'> {
  usedAt: number;
  /** The bytes of a scenario that only this session holds. */
  readonly bytes: number;
}

/** The sessions of a server, by id and by key. */
export class LiveSessions {
  readonly #now: () => number;
  readonly #ended: (id: string) => void;
  readonly #byId = new Map<string, Entry>();
  readonly #byKey = new Map<string, string>();
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param now Milliseconds of a monotonic clock.
   * @param ended Receives the id of every session that has ended.
   */
  constructor(now: () => number = () => performance.now(), ended: (id: string) => void = () => {}) {
    this.#now = now;
    this.#ended = ended;
  }

  add(session: Omit<Entry, 'usedAt'>): Live {
    const { id, key } = session.session;
    const entry = { ...session, usedAt: this.#now() };
    this.#bytes += session.bytes;
    this.#byId.set(id, entry);
    this.#byKey.set(key, id);
    this.#timer ??= setInterval(() => this.list(), CHECK_MS).unref();
    return this.#show(entry);
  }

  /** Finds a session by id and marks it as used. */
  use(id: string): Live | undefined {
    const entry = this.#find(id);
    if (entry === undefined) return undefined;
    entry.usedAt = this.#now();
    return this.#show(entry);
  }

  useKey(key: string): Live | undefined {
    const id = this.#byKey.get(key);
    return id === undefined ? undefined : this.use(id);
  }

  peek(id: string): Live | undefined {
    const entry = this.#find(id);
    return entry && this.#show(entry);
  }

  /** The bytes of the scenarios that the sessions hold. */
  get bytes(): number {
    return this.#bytes;
  }

  get size(): number {
    return this.#byId.size;
  }

  /** All sessions, the oldest first. */
  list(): readonly Live[] {
    return [...this.#byId.keys()].flatMap((id) => this.peek(id) ?? []);
  }

  /** Ends a session. Returns `false` when there is none with this id. */
  end(id: string): boolean {
    const entry = this.#byId.get(id);
    if (entry === undefined) return false;
    this.#bytes -= entry.bytes;
    this.#byId.delete(id);
    this.#byKey.delete(entry.session.key);
    this.#ended(id);
    if (this.#byId.size === 0) this.#rest();
    return true;
  }

  endAll(): void {
    for (const id of [...this.#byId.keys()]) this.end(id);
  }

  /** Finds a session. An expired one ends now, unless a response is under way. */
  #find(id: string): Entry | undefined {
    const entry = this.#byId.get(id);
    if (entry === undefined || entry.session.journal.busy || this.#leftMs(entry) > 0) return entry;
    this.end(id);
    return undefined;
  }

  #leftMs({ usedAt }: Entry): number {
    return usedAt + UNUSED_MS - this.#now();
  }

  #show(entry: Entry): Live {
    const { session, world, closedPort } = entry;
    return { session, world, closedPort, leftMs: Math.max(0, this.#leftMs(entry)) };
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
