import { jwtVerify, SignJWT } from 'jose';
import type { Session, Sessions } from '../sessions/index.ts';
import { keys } from './keys.ts';
import { LIFETIMES, secondsOf } from './tokens.ts';

/** The texts that stand for a grant until the client exchanges them for a token. */
export type GrantKind = 'code' | 'device' | 'refresh';

/** A grant text that was read. `expired` by the clock of the session. */
export interface ReadGrant<G> {
  readonly grant: G;
  /** The session that wrote it. */
  readonly session: Session;
  readonly id: string;
  readonly expired: boolean;
}

/** Writes a grant as a text that only the mock can read and make, so that nothing has to be stored. */
export async function grantText(session: Session, kind: GrantKind, grant: object): Promise<string> {
  const { own } = await keys();
  const at = secondsOf(session);
  return new SignJWT({ grant, kind, session: session.id, jti: crypto.randomUUID() })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(at + LIFETIMES[kind])
    .sign(own);
}

/** Reads a grant text; undefined when it is not one of this kind, or when its session has ended. */
export async function readGrant<G>(
  sessions: Sessions,
  kind: GrantKind,
  text: string,
): Promise<ReadGrant<G> | undefined> {
  const { own } = await keys();
  try {
    // Expiry is judged by the clock of the session, below.
    const { payload } = await jwtVerify(text, own, { algorithms: ['HS256'], currentDate: new Date(0) });
    const session = sessions.get(String(payload.session));
    if (payload.kind !== kind || session === undefined) return undefined;
    const expired = secondsOf(session) >= (payload.exp ?? 0);
    return { session, grant: payload.grant as G, id: payload.jti ?? '', expired };
  } catch {
    return undefined;
  }
}
