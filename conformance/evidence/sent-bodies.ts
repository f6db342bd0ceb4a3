import { createHash } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Server, ServerResponse } from 'node:http';
import type { Exchange } from '../../server/index.ts';
import { performance } from '../util/timers.ts';

/** The beginning of a body that was sent. */
export interface Beginning {
  readonly bytes: number;
  /** SHA-256 of these bytes in hexadecimal. */
  readonly sha256: string;
}

/** The body of an answer as it was given to the connection, without chunk sizes. */
export interface SentBody extends Beginning {
  /**
   * Beginnings of it, each twice as long as the one before, so that bodies of which one broke off can be
   * compared.
   */
  readonly beginnings: readonly Beginning[];
}

/** The bodies that a server sends. */
export interface SentBodies extends Disposable {
  /** The bodies of the exchanges of one session, in order; undefined where there is none. */
  of(exchanges: readonly Exchange[]): readonly (SentBody | undefined)[];
}

const SHORTEST_BEGINNING = 1024;
/** The diagnostics channel of Node.js that reports each request to a server of this process. */
const CHANNEL = 'http.server.request.start';
/** The journal takes the time down a moment later. */
const TOLERANCE_MS = 1000;

interface Started {
  readonly request: { readonly socket: { readonly remotePort?: number } };
  readonly response: ServerResponse;
  readonly server: Server;
}

interface Watched {
  /** Milliseconds by the clock of an exchange's `ms.start`. */
  readonly at: number;
  readonly port: number | undefined;
  readonly body: WatchedBody;
}

/** Takes down what the server of this process on that port sends from now on. */
export function watchBodies(port: number): SentBodies {
  const all: Watched[] = [];
  const started = (message: unknown): void => {
    const { request, response, server } = message as Started;
    const address = server.address();
    if (typeof address !== 'object' || address?.port !== port) return;
    all.push({ at: performance.now(), port: request.socket.remotePort, body: new WatchedBody(response) });
  };
  subscribe(CHANNEL, started);
  return {
    of: (exchanges) => exchanges.map((exchange) => bodyOf(exchange, exchanges, all)),
    [Symbol.dispose]: () => void unsubscribe(CHANNEL, started),
  };
}

/** The exchanges of one connection of a client come in the order of their bodies. */
function bodyOf(
  exchange: Exchange,
  exchanges: readonly Exchange[],
  all: readonly Watched[],
): SentBody | undefined {
  const { port } = exchange.request;
  const own = exchanges.filter(({ request }) => request.port === port);
  const [first] = own;
  if (first === undefined) return undefined;
  const from = all.findIndex((one) => one.port === port && Math.abs(one.at - first.ms.start) < TOLERANCE_MS);
  if (from === -1) return undefined;
  const bodies = all.slice(from).filter((one) => one.port === port);
  return bodies[own.indexOf(exchange)]?.body.sent;
}

/** Adds up what is written to a response. */
class WatchedBody {
  readonly #hash = createHash('sha256');
  readonly #beginnings: Beginning[] = [];
  #bytes = 0;
  #next = SHORTEST_BEGINNING;

  constructor(response: ServerResponse) {
    for (const name of ['write', 'end'] as const) {
      const original = response[name];
      const watched = (...args: readonly unknown[]): unknown => {
        if (!response.destroyed && !response.writableEnded) this.#add(args[0], args[1]);
        return Reflect.apply(original, response, args);
      };
      Object.assign(response, { [name]: watched });
    }
  }

  get sent(): SentBody {
    return { ...this.#beginning(), beginnings: this.#beginnings };
  }

  #beginning(): Beginning {
    return { bytes: this.#bytes, sha256: this.#hash.copy().digest('hex') };
  }

  #add(part: unknown, encoding: unknown): void {
    if (part instanceof Uint8Array) this.#take(part);
    else if (typeof part === 'string') {
      this.#take(Buffer.from(part, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8'));
    }
  }

  #take(part: Uint8Array): void {
    let rest = part;
    while (this.#bytes + rest.length >= this.#next) {
      const room = this.#next - this.#bytes;
      this.#update(rest.subarray(0, room));
      rest = rest.subarray(room);
      this.#beginnings.push(this.#beginning());
      this.#next *= 2;
    }
    this.#update(rest);
  }

  #update(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
  }
}
