import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ExportPlan } from '../export/plan.ts';
import { pathOf } from '../http/path.ts';
import type { Step } from '../scenarios/index.ts';
import { performance } from '../util/timers.ts';
import { copied, keptPairs } from './kept-text.ts';

/** A step that was really taken. */
export interface FiredStep {
  readonly step: Step;
  /** Bytes of the answer's body before it; undefined where there is no such place. */
  readonly byte: number | undefined;
}

/** How an exchange ended; undefined while it is under way. */
export type Ending = 'complete' | 'aborted' | 'cut';

/** Something about a request that is worth a look. */
export interface Remark {
  /** Stable: `raw-plus`. */
  readonly id: string;
  readonly text: string;
}

/** The parameters as the server understood them, name and value. */
export type Understood = readonly (readonly [name: string, value: string])[];

/** What an export was to hold when its first byte left. */
export interface Planned {
  /** Names of the CSVs in their order. */
  readonly csvs: readonly string[];
  readonly withAttachments: boolean;
}

/** What a recording is begun with. */
export interface RecordingInput {
  /** Of this server's exchanges, from 1. */
  readonly id: number;
  /** Of its session's exchanges, from 1. */
  readonly number: number;
  readonly session: string;
  /** The session's clock, Unix milliseconds. */
  readonly now: number;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Called when the exchange is over. */
  readonly ended: (recording: ExchangeRecord) => void;
}

/** What there is while an answer is on its way. */
interface UnderWay {
  readonly response: ServerResponse;
  readonly socket: Socket;
  /** Bytes that the connection had written when the request came. */
  readonly before: number;
}

/** Characters of a target, of a header and of an answer's head that are kept, and how many headers. */
const MOST = { target: 4000, header: 1000, headers: 60, head: 4000 } as const;

/** What stands before the path of a request that names its session. */
const IN_SESSION = /^\/s\/[^/]+(?=\/)/;
const USER_EXPORT = /^\/api\/v1\/export\/users\/[^/]+$/;

/** Statuses of answers that may say when to come back. */
const SAYS_WHEN: readonly number[] = [429, 503];

/** Bytes that answers before have written to a connection: of those on their way at the same time each counts its own. */
const counted = new WeakMap<Socket, number>();

/** One exchange, written down while it happens. What costs something, as leaving out tokens, is done when it is read. */
export class ExchangeRecord {
  readonly id: number;
  readonly number: number;
  readonly session: string;
  /** Unix milliseconds by the session's clock. */
  readonly at: number;
  /** Milliseconds by a clock that only goes forward, whatever the session's does. */
  readonly startedMs = performance.now();
  readonly method: string;
  /** The target as it came. */
  readonly target: string;
  readonly version: string;
  /** Names and values in turn, as they came. */
  readonly headers: readonly string[];
  /** The client's port; 0 when there is none. */
  readonly port: number;
  understood: Understood | undefined;
  planned: Planned | undefined;
  /** Name of the scenario and the number of the request in it. */
  scenario: { readonly name: string; readonly number: number } | undefined;
  /** What would have been right, for a refused request. */
  hint: string | undefined;
  readonly fired: FiredStep[] = [];
  readonly remarks: Remark[] = [];
  ending: Ending | undefined;
  /** Milliseconds from the request to the head of the answer, and to its end. */
  headAfterMs: number | undefined;
  endAfterMs: number | undefined;
  /** Bytes on the wire so far, the head included. */
  wireBytes = 0;
  /** Of those the head's. */
  headBytes = 0;
  /** Status of the answer; undefined while and when there is none. */
  status: number | undefined;
  /** Nobody should come back before, by the clock of `startedMs`; 0 when nothing was said. */
  closedUntil = 0;
  /** The answer's head as it left, status line and headers; `''` while and when there is none. */
  head = '';
  #cut = false;
  /** Let go of at the end: an exchange is kept for much longer than its connection. */
  #underWay: UnderWay | undefined;

  constructor({ id, number, session, now, request, response, ended }: RecordingInput) {
    const { method = '', url = '', httpVersion, rawHeaders, socket } = request;
    this.id = id;
    this.number = number;
    this.session = session;
    this.at = now;
    this.method = method;
    this.target = copied(url, MOST.target);
    this.version = httpVersion;
    this.headers = keptPairs(rawHeaders, MOST.headers, MOST.header);
    this.port = socket.remotePort ?? 0;
    this.#underWay = { response, socket, before: socket.bytesWritten };
    // Both happen once. The first is heard before the next answer on the connection begins to write.
    response.prependListener('finish', () => this.#count());
    // At the latest when its last byte is handed over: a busy server hears later that it has been sent.
    response.prependListener('prefinish', () => this.answered());
    response.on('close', () => {
      if (!response.writableFinished) this.#count();
      this.#end(response);
      ended(this);
    });
  }

  readonly fire = (step: Step, byte?: number): void => {
    this.fired.push({ step, byte });
  };

  /** Takes down what an export was understood to be. */
  plan({ parameters, csvs, attachments }: ExportPlan): void {
    this.understood = parameters;
    this.planned = { csvs: csvs.map(({ member }) => member), withAttachments: attachments.length > 0 };
  }

  /** The head has left. */
  answered(): void {
    this.headAfterMs ??= performance.now() - this.startedMs;
  }

  /** A step ends the answer before its time. */
  cut(): void {
    this.#cut = true;
  }

  /** Whether a step has ended the answer before its time. */
  get isCut(): boolean {
    return this.#cut;
  }

  /** The path without the session's part. */
  get path(): string {
    return pathOf(this.target).replace(IN_SESSION, '');
  }

  /** What is asked for; undefined for what is no export. */
  get operation(): 'network' | 'user' | undefined {
    const { path } = this;
    if (path === '/api/v1/export') return 'network';
    return USER_EXPORT.test(path) ? 'user' : undefined;
  }

  /** The first value of a header of the request, whose name is given in small letters; undefined when it did not come. */
  header(name: string): string | undefined {
    const at = this.headers.findIndex((text, index) => index % 2 === 0 && text.toLowerCase() === name);
    return at === -1 ? undefined : this.headers[at + 1];
  }

  /** The instant that a head names in `Retry-After`, counted from when it left: a busy server hears of the end of an answer later than the client. */
  #untilOf(head: string): number {
    const told = (name: string): string => new RegExp(`^${name}: ?(.*)$`, 'im').exec(head)?.[1] ?? '';
    const value = told('retry-after');
    const leftAt = this.startedMs + (this.headAfterMs ?? 0);
    if (/^\d+$/.test(value)) return leftAt + Number(value) * 1000;
    // A date counts from that of the answer: both are the session's.
    return leftAt + (Date.parse(value) - Date.parse(told('date'))) || 0;
  }

  /** Takes down what has been sent so far, while it is under way. */
  look(): void {
    const { response } = this.#underWay ?? {};
    // An answer without a socket waits for another one on its connection.
    if (!response?.socket) return;
    this.#measure();
    this.#takeHead(response);
  }

  /** Answers that come after this one on the connection do not count these bytes. */
  #count(): void {
    const socket = this.#measure();
    if (socket !== undefined) counted.set(socket, socket.bytesWritten);
  }

  #measure(): Socket | undefined {
    if (this.#underWay === undefined) return undefined;
    const { socket, before } = this.#underWay;
    this.wireBytes = socket.bytesWritten - Math.max(before, counted.get(socket) ?? 0) || 0;
    return socket;
  }

  #end(response: ServerResponse): void {
    this.#underWay = undefined;
    this.endAfterMs = performance.now() - this.startedMs;
    this.ending = this.#cut ? 'cut' : response.writableFinished ? 'complete' : 'aborted';
    this.#takeHead(response);
    if (this.status === undefined) return;
    this.headAfterMs ??= this.endAfterMs;
    if (SAYS_WHEN.includes(this.status)) this.closedUntil = this.#untilOf(this.head);
  }

  #takeHead(response: ServerResponse): void {
    if (!response.headersSent) return;
    // What Node has sent is nowhere else: headers given to `writeHead` cannot be asked for.
    const { _header: head } = response as ServerResponse & { readonly _header?: string | null };
    this.headBytes = Math.min(head?.length ?? 0, this.wireBytes);
    this.head = copied(head ?? '', MOST.head, true);
    this.status = response.statusCode;
  }
}
