import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { once } from '../util/once.ts';

/** The keys of the tokens of this process. */
export interface Keys {
  /** The key that signs access tokens and id tokens. */
  readonly signing: CryptoKey;
  readonly verifying: CryptoKey;
  /** The public key, for clients that verify tokens themselves. */
  readonly published: JWK;
  readonly id: string;
  /** The key of what only the mock reads: codes and refresh tokens. */
  readonly own: KeyObject;
}

const OWN_KEY_BYTES = 32;

/** Makes the keys at the first sign-in. They exist only in memory: a token ends with its process. */
export const keys = once(async (): Promise<Keys> => {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = await exportJWK(publicKey);
  const id = await calculateJwkThumbprint(jwk);
  return {
    signing: privateKey,
    verifying: publicKey,
    published: { ...jwk, kid: id, use: 'sig', alg: 'RS256' },
    id,
    own: createSecretKey(randomBytes(OWN_KEY_BYTES)),
  };
});
