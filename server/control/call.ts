import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Mistake } from '../../schemas/index.ts';
import type { Query } from '../http/query.ts';
import type { JournalReader } from '../journal/index.ts';
import type { Session, Sessions } from '../sessions/index.ts';

/** A control request. */
export interface Call {
  readonly sessions: Sessions;
  readonly reader: JournalReader;
  /** The URL of the server as the client reached it, without a slash at the end: `http://127.0.0.1:4010`. */
  readonly url: string;
  /** The values of the placeholders in the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  /** The JSON body; the bytes of an export for the call that checks one; `undefined` without a body. */
  readonly body: unknown;
  /** The size of the body in its header; 0 when the header does not say it. */
  readonly announcedBytes: number;
  /** Sets the clock of the response. */
  readonly useClock: (clock: () => number) => void;
  /** Aborts when the client has left. */
  readonly signal: AbortSignal;
}

/** A control response. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, a text and a stream as they are. */
  readonly body?: object | string | Readable;
}

/** Answers a call. A `ControlError` that it throws becomes the response. */
export type Handler = (call: Call) => Answer | Promise<Answer>;

/** A control request is invalid or impossible. Nothing has changed. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  readonly status: number;
  /** The mistakes in the body or the query, with their places. */
  readonly mistakes: readonly Mistake[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    text: string,
    {
      mistakes = [],
      headers = {},
    }: { mistakes?: readonly Mistake[]; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(text);
    this.status = status;
    this.mistakes = mistakes;
    this.headers = headers;
  }
}

/** Makes the error for a list of mistakes. */
export function wrong(mistakes: readonly Mistake[], status = 400): ControlError {
  const text = mistakes.map(({ path, text: said }) => (path === '' ? said : `${path}: ${said}`)).join('\n');
  return new ControlError(status, text, { mistakes });
}

/** @throws {ControlError} when there are mistakes. */
export function refuseMistakes(mistakes: readonly Mistake[]): void {
  if (mistakes.length > 0) throw wrong(mistakes);
}

/**
 * Finds the session in the path.
 *
 * @throws {ControlError} when there is none.
 */
export function sessionOf({ sessions, params, useClock }: Call): Session {
  const session = sessions.get(params.id ?? '');
  if (session !== undefined) {
    useClock(session.clock.now);
    return session;
  }
  throw new ControlError(
    404,
    'There is no session with this id: it has ended or never existed. /__admin/sessions lists all sessions.',
  );
}

/** Sends a response as JSON, with headers that keep browsers from running it as a script. */
export function answerWith(reply: FastifyReply, { status, headers = {}, body }: Answer): FastifyReply {
  const isStream = body instanceof Readable;
  if (isStream && reply.request.method === 'HEAD') body.destroy();
  const isJson = typeof body === 'object' && !isStream;
  const type = isJson ? { 'content-type': 'application/json; charset=utf-8' } : {};
  return reply
    .code(status)
    .headers({ ...type, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', ...headers })
    .send(isJson ? `${JSON.stringify(body)}\n` : isStream && body.destroyed ? '' : body);
}

/** Sends an error as a response. */
export function handleError(reply: FastifyReply, error: ControlError): FastifyReply {
  const { status, headers, message, mistakes } = error;
  return answerWith(reply, {
    status,
    headers,
    body: { error: message, ...(mistakes.length > 0 && { mistakes }) },
  });
}

/** The URL of this server as in the request. */
export function ownUrl({ headers }: FastifyRequest): string {
  return `http://${headers.host}`;
}
