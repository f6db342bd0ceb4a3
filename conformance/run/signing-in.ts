import type { Exchange } from '../../server/index.ts';

/** The paths at which clients sign in: Entra's, and those of the service itself. */
const SIGN_IN = /\/(?:oauth2?\/|discovery\/|\.well-known\/)|^\/dialog\/oauth$/;

/** Tells whether a request is a part of signing in. */
export function isSignIn({ request: { path } }: Exchange): boolean {
  return SIGN_IN.test(path);
}
