import type { CertificateFault } from '../http/carrier.ts';
import { once } from '../util/once.ts';
import { authorityIn, memoryAuthority } from './authority.ts';
import { TlsEndpoint, type TlsListeners } from './tls-endpoint.ts';

/**
 * The ends of TLS connections of a server: one with right certificates, and one for each fault of a
 * certificate. They share no session tickets, so that a client verifies the certificate of each.
 */
export class TlsEndpoints {
  readonly #authority;
  readonly #listeners: TlsListeners;
  readonly #made = new Map<CertificateFault | undefined, Promise<TlsEndpoint>>();

  /**
   * @param authorityFolder The folder of the certificate authority; undefined for one in memory.
   * @param listeners Receive each connection after its handshake.
   */
  constructor(authorityFolder: string | undefined, listeners: TlsListeners) {
    this.#authority = once(() =>
      authorityFolder === undefined ? memoryAuthority() : authorityIn(authorityFolder),
    );
    this.#listeners = listeners;
  }

  /** The end whose certificates have this fault; undefined means none. */
  presenting(fault: CertificateFault | undefined): Promise<TlsEndpoint> {
    const made = this.#made.get(fault) ?? this.#make(fault);
    this.#made.set(fault, made);
    return made;
  }

  async #make(fault: CertificateFault | undefined): Promise<TlsEndpoint> {
    const authority = fault === 'unknown-authority' ? memoryAuthority() : this.#authority();
    return new TlsEndpoint(await authority, this.#listeners, fault);
  }
}
