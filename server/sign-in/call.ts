import type { FastifyRequest } from 'fastify';
import { jsonText } from '../http/json.ts';
import type { Query } from '../http/query.ts';
import type { ExchangeRecord } from '../journal/index.ts';
import type { Session, Sessions } from '../sessions/index.ts';

/** A request of signing in. */
export interface SignInCall {
  readonly sessions: Sessions;
  readonly session: Session;
  readonly request: FastifyRequest;
  readonly record: ExchangeRecord;
  /** The tenant in the path; `common` without one. */
  readonly tenant: string;
  /** The version of the Entra endpoint. */
  readonly version: 'v1' | 'v2';
  /** The address before the path: the origin, and the session if the path names one. */
  readonly base: string;
  readonly query: Query;
  /** The fields of the form in the body; none for GET. */
  readonly form: Query;
}

/** A response of signing in. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The problem and the correct form of the request. */
  readonly hint?: string | undefined;
}

/** Handles a request of signing in. */
export type Handler = (call: SignInCall) => Promise<Answer> | Answer;

/** Tokens must not be stored, RFC 6749 section 5.1. */
const NOT_STORED = { 'Cache-Control': 'no-store', Pragma: 'no-cache' } as const;

export function json(
  value: object,
  { status = 200, headers = {} }: { readonly status?: number; readonly headers?: Answer['headers'] } = {},
): Answer {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...NOT_STORED, ...headers },
    body: jsonText(value),
  };
}

export function text(body: string, status = 200): Answer {
  return { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body };
}

/** Sends the browser back to the application with these parameters. */
export function redirect(
  uri: string,
  parameters: Readonly<Record<string, string | undefined>>,
  mode: 'query' | 'fragment' = 'query',
): Answer {
  const pairs = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as [string, string]],
  );
  const added = new URLSearchParams(pairs).toString();
  // A header has printable ASCII only.
  const plain = uri.replace(/#.*/s, '').replace(/[^\x21-\x7e]/gu, encodeURIComponent);
  const separator = mode === 'fragment' ? '#' : plain.includes('?') ? '&' : '?';
  return {
    status: 302,
    headers: { Location: added === '' ? plain : plain + separator + added, ...NOT_STORED },
    body: '',
  };
}
