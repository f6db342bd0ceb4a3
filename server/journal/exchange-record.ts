import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ExportPlan } from '../export/plan.ts';
import { arrivalOf } from '../http/carrier.ts';
import { pathOf } from '../http/path.ts';
import type { Step } from '../scenarios/index.ts';
import { performance } from '../util/timers.ts';
import type { ArchiveParts } from './archive-parts.ts';
import { copied, keptPairs } from './kept-text.ts';
import { endOfWait } from './retry-after.ts';

/** A step that took effect. */
export interface FiredStep {
  readonly step: Step;
  /** The number of body bytes before the step; `undefined` when it has no place in the body. */
  readonly byte: number | undefined;
}

/** The ending of an exchange that is over. */
export type Ending = 'complete' | 'aborted' | 'cut';

/** A lint that is found while the request is answered. */
export interface Remark {
  /** The id of the lint, for example `raw-plus`. */
  readonly id: string;
  readonly text: string;
}

/** The parameters as the server understood them, as pairs of name and value. */
export type Understood = readonly (readonly [name: string, value: string])[];

/** The planned contents of an export. */
export interface Planned {
  /** The names of the CSVs in order. */
  readonly csvs: readonly string[];
  readonly withAttachments: boolean;
}

/** The parts of a new record. */
export interface RecordingInput {
  /** The number among the exchanges of the server, from 1. */
  readonly id: number;
  /** The number among the exchanges of the session, from 1. */
  readonly number: number;
  readonly session: string;
  /** The session's clock, Unix milliseconds. */
  readonly now: number;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Called when the exchange is over. */
  readonly ended: (record: ExchangeRecord) => void;
}

/** The data that is needed only while a response is under way. */
interface UnderWay {
  readonly response: ServerResponse;
  readonly socket: Socket;
  /** The bytes that the connection had written when the request came. */
  readonly before: number;
}

/**
 * The maximum sizes that are stored: characters of a target, a header and a response head, and number of
 * headers.
 */
const MAX = { target: 4000, header: 1000, headers: 60, head: 4000 } as const;

/** The part of the path that selects a session. */
const IN_SESSION = /^\/s\/[^/]+(?=\/)/;
const FILES_EXPORT = '/api/v1/export/requests';
const FILES_DOWNLOAD = /^\/api\/v1\/export\/requests\/[^/]+\/files\/[^/]+$/;
const USER_EXPORT = /^\/api\/v1\/export\/users\/[^/]+$/;

/** The statuses with which `Retry-After` counts. */
const SAYS_WHEN: readonly number[] = [429, 503];

/** The bytes of earlier responses on a connection, so that pipelined responses each count only their own. */
const counted = new WeakMap<Socket, number>();

/** The record of one exchange. Expensive work, such as redaction, is done when the record is read. */
export class ExchangeRecord {
  readonly id: number;
  readonly number: number;
  readonly session: string;
  /** The beginning by the session's clock, Unix milliseconds. */
  readonly at: number;
  /** The beginning by a monotonic clock, milliseconds. */
  readonly startedMs = performance.now();
  readonly method: string;
  /** The target as it came. */
  readonly target: string;
  readonly version: string;
  /** An alternating list of names and values, as they came. */
  readonly headers: readonly string[];
  /** The scheme of the request, and whether the client used this server as its proxy. */
  readonly arrival: ReturnType<typeof arrivalOf>;
  /** The client's port; 0 when unknown. */
  readonly port: number;
  understood: Understood | undefined;
  planned: Planned | undefined;
  /** The parts of the archive that is being sent. */
  archive: ArchiveParts | undefined;
  /** The name of the scenario and the number of the request in it. */
  scenario: { readonly name: string; readonly number: number } | undefined;
  /** The correct form of a request that got an error response. */
  hint: string | undefined;
  readonly fired: FiredStep[] = [];
  readonly remarks: Remark[] = [];
  ending: Ending | undefined;
  /** Milliseconds from the request to the head of the response, and to its end. */
  headAfterMs: number | undefined;
  endAfterMs: number | undefined;
  /** The bytes on the wire so far, including the head. */
  wireBytes = 0;
  /** The bytes of the head. */
  headBytes = 0;
  /** The status of the response; `undefined` while or when there is none. */
  status: number | undefined;
  /** The end of the wait that `Retry-After` demands, by the clock of `startedMs`; 0 without one. */
  closedUntil = 0;
  /** The head of the response as sent: status line and headers; `''` while or when there is none. */
  head = '';
  #cut = false;
  /** Released at the end: a record lives much longer than its connection. */
  #underWay: UnderWay | undefined;

  constructor({ id, number, session, now, request, response, ended }: RecordingInput) {
    const { method = '', url = '', httpVersion, rawHeaders, socket } = request;
    this.id = id;
    this.number = number;
    this.session = session;
    this.at = now;
    this.method = method;
    this.target = copied(url, MAX.target);
    this.version = httpVersion;
    this.headers = keptPairs(rawHeaders, MAX.headers, MAX.header);
    this.arrival = arrivalOf(socket, url);
    this.port = socket.remotePort ?? 0;
    this.#underWay = { response, socket, before: socket.bytesWritten };
    // Both events happen once. `finish` comes before the next response on the connection begins to write.
    response.prependListener('finish', () => this.#count());
    // At the latest when the last byte is handed over: on a busy server, `finish` comes later.
    response.prependListener('prefinish', () => this.answered());
    const close = (): void => {
      if (!response.writableFinished) this.#count();
      this.#end(response);
      ended(this);
    };
    response.on('close', close);
    // The connection may have ended while the code that answers was loaded.
    if (response.closed) void Promise.resolve().then(close);
  }

  readonly fire = (step: Step, byte?: number): void => {
    this.fired.push({ step, byte });
  };

  /** Records the plan of the export. */
  plan({ parameters, csvs, attachments }: ExportPlan): void {
    this.understood = parameters;
    this.planned = { csvs: csvs.map(({ member }) => member), withAttachments: attachments.length > 0 };
  }

  /** Records that the head has been sent. */
  answered(): void {
    this.headAfterMs ??= performance.now() - this.startedMs;
  }

  /** Records that a step ends the response early. */
  cut(): void {
    this.#cut = true;
  }

  /** True if a step has ended the response early. */
  get isCut(): boolean {
    return this.#cut;
  }

  /** The path without the part that selects a session. */
  get path(): string {
    return pathOf(this.target).replace(IN_SESSION, '');
  }

  /** The requested export; `undefined` for other requests. */
  get operation(): 'network' | 'user' | 'files' | undefined {
    const { path } = this;
    if (path === '/api/v1/export') return 'network';
    if (path === FILES_EXPORT || path.startsWith(`${FILES_EXPORT}/`)) return 'files';
    return USER_EXPORT.test(path) ? 'user' : undefined;
  }

  /** True for the download of a link of the Files Export API. */
  get isDownload(): boolean {
    return FILES_DOWNLOAD.test(this.path);
  }

  /** The first value of a request header; `name` is in lower case. */
  header(name: string): string | undefined {
    const at = this.headers.findIndex((text, index) => index % 2 === 0 && text.toLowerCase() === name);
    return at === -1 ? undefined : this.headers[at + 1];
  }

  /** Records the bytes and the head so far, while the exchange is under way. */
  look(): void {
    const { response } = this.#underWay ?? {};
    // A response without a socket waits for an earlier one on its connection.
    if (!response?.socket) return;
    this.#measure();
    this.#takeHead(response);
  }

  /** Excludes these bytes from the count of later responses on the connection. */
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
    // The wait counts from the sending of the head: a busy server notices the end later than the client.
    if (SAYS_WHEN.includes(this.status))
      this.closedUntil = endOfWait(this.head, this.startedMs + this.headAfterMs);
  }

  #takeHead(response: ServerResponse): void {
    if (!response.headersSent) return;
    // Only `_header` has what Node sent: headers given to `writeHead` cannot be read.
    const { _header: head } = response as ServerResponse & { readonly _header?: string | null };
    this.headBytes = Math.min(head?.length ?? 0, this.wireBytes);
    this.head = copied(head ?? '', MAX.head, true);
    this.status = response.statusCode;
  }
}
