import { sessionNamedIn } from '../../server/index.ts';

/** Signed tokens within a text: three parts in base64url, of which the first two are JSON objects. */
const SIGNED = /eyJ[\w-]{1,2000}\.eyJ[\w-]{1,4000}\.[\w-]{1,2000}/g;

/** Tells whether a text holds the token of the session, or one that the mock gave to who signed in. */
export function holdsToken(text: string, token: string): boolean {
  if (text.includes(token)) return true;
  return Array.from(text.matchAll(SIGNED), ([one]) => sessionNamedIn(one)).some((id) => id !== undefined);
}
