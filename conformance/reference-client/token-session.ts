import type { ReferenceOptions } from './options.ts';
import type { ReferenceParts, Tokens, Waiting } from './parts.ts';
import { keepTokens, keptTokens } from './sign-in.ts';

/** The token of a run: the given one, or that of a sign-in. */
export interface TokenSession {
  /** The token for the next request. Rejects with a `Failure` when signing in is refused. */
  current(): Promise<string>;
  /** Gets a new token after a 401, once in a run. Resolves to false when there is none to get. */
  renew(): Promise<boolean>;
  /** Replaces the tokens in a text. */
  without(text: string): string;
}

/** The input of `tokenSession`. */
export interface TokenSessionInput {
  readonly options: Pick<ReferenceOptions, 'signIn' | 'tokenFile'>;
  readonly parts: Pick<ReferenceParts, 'signIn'>;
  readonly waiting: Waiting;
}

/** Begins with the given token, or without one for a client that signs in. */
export function tokenSession(
  given: string,
  { options: { signIn, tokenFile }, parts, waiting }: TokenSessionInput,
): TokenSession {
  let tokens: Tokens | undefined;
  let renewed = false;
  const secrets = new Set([given].filter((text) => text !== ''));
  const hold = (one: Tokens): Tokens => {
    for (const secret of [one.access, one.refresh]) if (secret !== undefined) secrets.add(secret);
    tokens = one;
    return one;
  };
  const fresh = async (endpoint: URL): Promise<Tokens> => {
    const one = hold(await parts.signIn(endpoint, tokens, waiting));
    if (tokenFile !== undefined) await keepTokens(tokenFile, one);
    return one;
  };
  return {
    async current() {
      if (signIn === undefined) return given;
      const kept = tokens ?? (tokenFile === undefined ? undefined : await keptTokens(tokenFile));
      return (kept === undefined ? await fresh(signIn) : hold(kept)).access;
    },
    async renew() {
      if (signIn === undefined || renewed) return false;
      renewed = true;
      await fresh(signIn);
      return true;
    },
    without: (text) => [...secrets].reduce((rest, secret) => rest.replaceAll(secret, '***'), text),
  };
}
