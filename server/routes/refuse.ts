import type { Socket } from 'node:net';
import { arrivalOf, clientOf } from '../http/carrier.ts';
import { httpDate } from '../http/session-response.ts';
import type { Refusal } from '../journal/index.ts';
import type { Sessions } from '../sessions/index.ts';
import { sessionAt } from './find-session.ts';

/** The maximum time until a request has arrived completely, milliseconds; a response has no limit. */
export const REQUEST_TIMEOUT_MS = 30_000;
/** The maximum size of target and headers together, bytes. */
export const MAX_HEAD_BYTES = 16_384;

/** Records a connection that is refused below HTTP in the journal of its session. */
export function recordRefused(
  sessions: Sessions,
  socket: Socket,
  refusal: Pick<Refusal, 'kind' | 'reason'> & Partial<Pick<Refusal, 'status'>>,
): void {
  const { journal } = sessionAt(sessions, socket);
  journal.refuse({ status: null, ...arrivalOf(socket, '/'), ...clientOf(socket), ...refusal });
}

/** The error of a request that is not valid HTTP. */
export interface BrokenRequest extends Error {
  readonly code?: string;
  /** The reason in the words of the parser. */
  readonly reason?: string;
}

/** The error of a connection on which no request came. */
export const timedOut: BrokenRequest = Object.assign(new Error(), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });

interface Answer extends Pick<Refusal, 'kind' | 'reason'> {
  readonly status: number;
  readonly phrase: string;
}

const bad = { kind: 'broken-request', status: 400, phrase: 'Bad Request' } as const;

/** The answers to requests that are not valid HTTP, by the code of the error. */
const answers: Readonly<Record<string, Answer>> = {
  HPE_HEADER_OVERFLOW: {
    kind: 'head-too-large',
    status: 431,
    phrase: 'Request Header Fields Too Large',
    reason: `expected a target and headers of at most ${MAX_HEAD_BYTES} bytes together, got more: send fewer or shorter ones.`,
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    kind: 'request-timeout',
    status: 408,
    phrase: 'Request Timeout',
    reason: `expected a complete request within ${REQUEST_TIMEOUT_MS / 1000} s, got only a part.`,
  },
  HPE_INVALID_METHOD: { ...bad, reason: 'expected GET, got an unknown method, or no HTTP.' },
  HPE_INVALID_VERSION: { ...bad, reason: 'expected HTTP/1.1, got another version.' },
};

/** Answers a request that is not valid HTTP, records it, and closes the connection. */
export function refuseBrokenRequest(sessions: Sessions, error: BrokenRequest, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const words = (error.reason ?? error.message).replace(/\.$/, '');
  const other = { ...bad, reason: `expected a request that can be read as HTTP/1.1, got: ${words}.` };
  const { kind, status, phrase, reason } = answers[error.code ?? ''] ?? other;
  recordRefused(sessions, socket, { kind, status, reason });
  const date = httpDate(sessions.main.clock.now());
  const body = `${reason}\n`;
  socket.end(
    `HTTP/1.1 ${status} ${phrase}\r\nDate: ${date}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
