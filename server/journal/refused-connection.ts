import { printable } from '../../schemas/text.ts';

/** The kinds of refusals below HTTP. */
export const refusalKinds = [
  'broken-request',
  'head-too-large',
  'request-timeout',
  'certificate',
  'no-common-protocol',
  'handshake',
  'no-request',
] as const;

/**
 * A connection that ended below HTTP, before the mock had a request: the bytes were no valid request, the TLS
 * handshake failed, or the client ended it. It is no exchange and counts as no request.
 */
export interface RefusedConnection {
  /** The number among the refused connections of the server, from 1. */
  readonly id: number;
  /** The id of the session whose port the client used; `main` for the port of the server. */
  readonly session: string;
  /** The time by the session's clock, ISO 8601. */
  readonly at: string;
  /**
   * `broken-request`, `head-too-large` and `request-timeout` are answered 400, 431 and 408. `certificate`:
   * the client refused the certificate. `no-common-protocol`: client and mock share no version, cipher or
   * application protocol. `handshake`: the handshake failed in another way. `no-request`: the client ended
   * the connection after the handshake without a request.
   */
  readonly kind: (typeof refusalKinds)[number];
  readonly scheme: 'http' | 'https';
  /** True if the client used this server as its proxy. */
  readonly proxied: boolean;
  /** The name that the client asked for, by TLS (SNI) or by CONNECT; `null` when it named none. */
  readonly name: string | null;
  /** The address and the port of the client; `''` and 0 when unknown. */
  readonly address: string;
  readonly port: number;
  /** The status of the response; `null` when there was none. */
  readonly status: number | null;
  /** The reason, and what to do. */
  readonly reason: string;
}

/** The parts of a refused connection that the journal does not know itself. */
export type Refusal = Omit<RefusedConnection, 'id' | 'session' | 'at'>;

/** The maximum length of a name and of a reason, characters. */
const MOST_CHARACTERS = 300;

/** A refused connection, without characters that would change a terminal. */
export function refusedConnection(
  { name, reason, ...rest }: Refusal,
  { id, session, now }: { readonly id: number; readonly session: string; readonly now: number },
): RefusedConnection {
  return {
    id,
    session,
    at: new Date(now).toISOString(),
    ...rest,
    name: name === null ? null : printable(name, MOST_CHARACTERS),
    reason: printable(reason, MOST_CHARACTERS),
  };
}
