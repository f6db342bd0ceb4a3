import type { TLSSocket } from 'node:tls';
import type { CertificateFault } from '../http/carrier.ts';
import { once } from '../util/once.ts';
import { authorityIn, memoryAuthority } from './authority.ts';
import { TlsEndpoint } from './tls-endpoint.ts';

/**
 * The ends of TLS connections of a server: one with right certificates, and one for each fault of a
 * certificate. They share no session tickets, so that a client verifies the certificate of each.
 */
export class TlsEndpoints {
  readonly #authority;
  readonly #secured: (socket: TLSSocket) => void;
  readonly #made = new Map<CertificateFault | undefined, Promise<TlsEndpoint>>();

  /**
   * @param authorityFolder The folder of the certificate authority; undefined for one in memory.
   * @param secured Receives each connection after its handshake.
   */
  constructor(authorityFolder: string | undefined, secured: (socket: TLSSocket) => void) {
    this.#authority = once(() =>
      authorityFolder === undefined ? memoryAuthority() : authorityIn(authorityFolder),
    );
    this.#secured = secured;
  }

  /** The end whose certificates have this fault; undefined means none. */
  presenting(fault: CertificateFault | undefined): Promise<TlsEndpoint> {
    const made = this.#made.get(fault) ?? this.#make(fault);
    this.#made.set(fault, made);
    return made;
  }

  async #make(fault: CertificateFault | undefined): Promise<TlsEndpoint> {
    const authority = fault === 'unknown-authority' ? memoryAuthority() : this.#authority();
    return new TlsEndpoint(await authority, this.#secured, fault);
  }
}
