import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Query } from '../http/query.ts';
import type { JournalReader } from '../journal/index.ts';
import type { Mistake } from '../scenarios/index.ts';
import type { Session, Sessions } from '../sessions/index.ts';

/** A request to control. */
export interface Call {
  readonly sessions: Sessions;
  readonly reader: JournalReader;
  /** Where the server was reached, without a slash at the end: `http://127.0.0.1:4010`. */
  readonly url: string;
  /** What stands in the path in the place of each name. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  /** The JSON that came; undefined when none did. */
  readonly body: unknown;
  /** Has the answer go by the clock of a session. */
  readonly useClock: (clock: () => number) => void;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** An answer of control. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, or as it is when it is text; nothing when left out. */
  readonly body?: object | string;
}

/** What answers a call. What it throws as a `ControlError` is an answer too. */
export type Handler = (call: Call) => Answer | Promise<Answer>;

/** What was asked for cannot be done; nothing has changed. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  readonly status: number;
  /** What is wrong with the body or the query, place by place. */
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

/** The refusal of what has mistakes. */
export function wrong(mistakes: readonly Mistake[], status = 400): ControlError {
  const text = mistakes.map(({ path, text: said }) => (path === '' ? said : `${path}: ${said}`)).join('\n');
  return new ControlError(status, text, { mistakes });
}

/** @throws ControlError that tells the mistakes, when there are any. */
export function refuseMistakes(mistakes: readonly Mistake[]): void {
  if (mistakes.length > 0) throw wrong(mistakes);
}

/** The session that the path names. */
export function sessionOf({ sessions, params, useClock }: Call): Session {
  const session = sessions.get(params.id ?? '');
  if (session !== undefined) {
    useClock(session.clock.now);
    return session;
  }
  throw new ControlError(
    404,
    'There is no session of this id: it was ended, or not used for long. /__admin/sessions lists them all.',
  );
}

/** Answers in JSON, with a type that no page takes for a script. */
export function answerWith(reply: FastifyReply, { status, headers = {}, body }: Answer): FastifyReply {
  const type = typeof body === 'object' ? { 'content-type': 'application/json; charset=utf-8' } : {};
  return reply
    .code(status)
    .headers({ ...type, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', ...headers })
    .send(typeof body === 'object' ? `${JSON.stringify(body)}\n` : body);
}

/** Answers with what was wrong. */
export function handleError(reply: FastifyReply, error: ControlError): FastifyReply {
  const { status, headers, message, mistakes } = error;
  return answerWith(reply, {
    status,
    headers,
    body: { error: message, ...(mistakes.length > 0 && { mistakes }) },
  });
}

/** The address of this server as the request has it. */
export function ownUrl({ headers }: FastifyRequest): string {
  return `http://${headers.host}`;
}
