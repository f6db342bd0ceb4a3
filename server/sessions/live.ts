import type { WorldOptions } from '../../generators/index.ts';
import { clearInterval, performance, setInterval } from '../util/timers.ts';
import type { Session } from './session.ts';

/** A session that nobody has used for so long is ended, milliseconds. */
const UNUSED_MS = 30 * 60_000;
/** How often it is looked whether there are such, milliseconds. */
const LOOK_MS = 60_000;

/** A session that goes on until it is ended, or until nobody has used it for long. */
export interface Live {
  readonly session: Session;
  /** The world that it answers from. */
  readonly world: WorldOptions;
  /** A port that refuses connections, when its scenario asks for one. */
  readonly closedPort: number | undefined;
  /** Milliseconds until it ends if nobody uses it. */
  readonly leftMs: number;
}

interface Kept extends Omit<Live, 'leftMs'> {
  usedAt: number;
  /** Bytes of a scenario that nobody else holds. */
  readonly bytes: number;
}

/** The sessions that can be found by their ids and keys. */
export class LiveSessions {
  readonly #now: () => number;
  readonly #ended: (id: string) => void;
  readonly #byId = new Map<string, Kept>();
  readonly #byKey = new Map<string, string>();
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;

  /** `now`: milliseconds by any clock that goes on. `ended` takes the id of every session that has ended. */
  constructor(now: () => number = () => performance.now(), ended: (id: string) => void = () => {}) {
    this.#now = now;
    this.#ended = ended;
  }

  add(session: Omit<Kept, 'usedAt'>): Live {
    const { id, key } = session.session;
    const kept = { ...session, usedAt: this.#now() };
    this.#bytes += session.bytes;
    this.#byId.set(id, kept);
    this.#byKey.set(key, id);
    this.#timer ??= setInterval(() => this.list(), LOOK_MS).unref();
    return this.#show(kept);
  }

  /** The session of that id, which is used thereby. */
  use(id: string): Live | undefined {
    const kept = this.#find(id);
    if (kept === undefined) return undefined;
    kept.usedAt = this.#now();
    return this.#show(kept);
  }

  useKey(key: string): Live | undefined {
    const id = this.#byKey.get(key);
    return id === undefined ? undefined : this.use(id);
  }

  peek(id: string): Live | undefined {
    const kept = this.#find(id);
    return kept && this.#show(kept);
  }

  /** Bytes of the scenarios that they hold. */
  get bytes(): number {
    return this.#bytes;
  }

  get size(): number {
    return this.#byId.size;
  }

  /** The oldest first. */
  list(): readonly Live[] {
    return [...this.#byId.keys()].flatMap((id) => this.peek(id) ?? []);
  }

  /** False when there is none of that id. */
  end(id: string): boolean {
    const kept = this.#byId.get(id);
    if (kept === undefined) return false;
    this.#bytes -= kept.bytes;
    this.#byId.delete(id);
    this.#byKey.delete(kept.session.key);
    this.#ended(id);
    if (this.#byId.size === 0) this.#rest();
    return true;
  }

  endAll(): void {
    for (const id of [...this.#byId.keys()]) this.end(id);
  }

  /** One whose time is over is ended now, unless an answer is on its way. */
  #find(id: string): Kept | undefined {
    const kept = this.#byId.get(id);
    if (kept === undefined || kept.session.journal.busy || this.#leftMs(kept) > 0) return kept;
    this.end(id);
    return undefined;
  }

  #leftMs({ usedAt }: Kept): number {
    return usedAt + UNUSED_MS - this.#now();
  }

  #show(kept: Kept): Live {
    const { session, world, closedPort } = kept;
    return { session, world, closedPort, leftMs: Math.max(0, this.#leftMs(kept)) };
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
