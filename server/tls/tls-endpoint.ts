import type { Socket } from 'node:net';
import { createSecureContext, createServer, type SecureContext, type Server, type TLSSocket } from 'node:tls';
import { type CertificateFault, setCarrier } from '../http/carrier.ts';
import { machineNow } from '../util/timers.ts';
import type { Authority } from './authority.ts';
import { makeLeafPair } from './certificates.ts';
import { isServed } from './names.ts';

/** The maximum time of a handshake, milliseconds. */
const HANDSHAKE_TIMEOUT_MS = 10_000;

/** The name in a certificate that is for another host. */
const OTHER_NAME = 'www.example.com';

/** The receivers of connections after their handshakes. */
export interface TlsListeners {
  /** Receives a connection whose handshake succeeded. */
  readonly secured: (socket: TLSSocket) => void;
  /** Receives a connection whose handshake failed. */
  readonly failed: (socket: TLSSocket, error: NodeJS.ErrnoException) => void;
}

/**
 * The end of TLS connections: one certificate for each name of the service, and one for this machine. All of
 * them have the fault, if there is one.
 */
export class TlsEndpoint {
  readonly #authority: Authority;
  readonly #listeners: TlsListeners;
  readonly #contexts = new Map<string, Promise<SecureContext>>();
  readonly #raw = new Map<string, Socket>();
  readonly #fault: CertificateFault | undefined;
  #server: Promise<Server> | undefined;

  /** @param listeners Receive each connection after its handshake. */
  constructor(authority: Authority, listeners: TlsListeners, fault?: CertificateFault) {
    this.#authority = authority;
    this.#listeners = listeners;
    this.#fault = fault;
  }

  /** Accepts a connection that begins with these bytes, the first of a TLS handshake. */
  async accept(socket: Socket, first: Buffer): Promise<void> {
    this.#server ??= this.#open();
    const server = await this.#server;
    if (socket.destroyed) return;
    const place = placeOf(socket);
    this.#raw.set(place, socket);
    socket.once('close', () => this.#raw.delete(place));
    socket.unshift(first);
    // A client that ends its side during the handshake has ended the handshake.
    socket.allowHalfOpen = false;
    server.emit('connection', socket);
  }

  async #open(): Promise<Server> {
    const { certificate, key } = await this.#pairFor(['localhost', '127.0.0.1', '::1']);
    const server = createServer({
      cert: certificate,
      key,
      ALPNProtocols: ['http/1.1'],
      handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
      SNICallback: (name, done) => {
        if (!isServed(name)) return done(null);
        this.#contextFor(name.toLowerCase()).then(
          (context) => done(null, context),
          (error: Error) => done(error),
        );
      },
    });
    server.on('secureConnection', (socket) => {
      socket.allowHalfOpen = true;
      this.#linkToCarrier(socket);
      this.#listeners.secured(socket);
    });
    // A client that does not trust the certificate ends the handshake.
    server.on('tlsClientError', (error, socket) => {
      this.#linkToCarrier(socket);
      this.#listeners.failed(socket, error);
      socket.destroy();
    });
    return server;
  }

  #linkToCarrier(socket: TLSSocket): void {
    // A connection that is closed has no place any more.
    const { _parent: parent } = socket as TLSSocket & { readonly _parent?: Socket | null };
    const carrier = this.#raw.get(placeOf(socket)) ?? parent ?? undefined;
    if (carrier !== undefined) setCarrier(socket, carrier);
  }

  #contextFor(name: string): Promise<SecureContext> {
    const known = this.#contexts.get(name);
    if (known !== undefined) return known;
    const made = this.#pairFor([name]).then(({ certificate, key }) =>
      createSecureContext({ cert: certificate, key }),
    );
    this.#contexts.set(name, made);
    return made;
  }

  #pairFor(hosts: readonly string[]) {
    return makeLeafPair(this.#authority, {
      hosts: this.#fault === 'other-name' ? [OTHER_NAME] : hosts,
      now: machineNow(),
      expired: this.#fault === 'expired',
    });
  }
}

/** Both ends of a connection: they tell open connections apart. */
function placeOf({ remoteAddress, remotePort, localAddress, localPort }: Socket): string {
  return `${remoteAddress} ${remotePort} ${localAddress} ${localPort}`;
}
