import type { Socket } from 'node:net';

/** The TCP connections below TLS connections. */
const carriers = new WeakMap<Socket, Socket>();
/** The TCP connections that became tunnels by a CONNECT, and the hosts that it named. */
const tunnels = new WeakMap<Socket, string>();
/** The connections to the port of a session. */
const entrances = new WeakMap<Socket, Entrance>();

/** The ways in which a certificate can be wrong. */
export const certificateFaults = ['expired', 'other-name', 'unknown-authority'] as const;
export type CertificateFault = (typeof certificateFaults)[number];

/** The port of a session by which a connection came. */
export interface Entrance {
  /** The id of the session. */
  readonly session: string;
  /** The fault of the certificate; undefined for a right one. */
  readonly certificate: CertificateFault | undefined;
}

/** Records the port of a session by which a connection came. */
export function setEntrance(socket: Socket, entrance: Entrance): void {
  entrances.set(socket, entrance);
}

/** The port of a session by which a connection came; undefined for the port of the server. */
export function entranceOf(socket: Socket): Entrance | undefined {
  return entrances.get(carriers.get(socket) ?? socket);
}

/** Records the TCP connection that carries a TLS connection. */
export function setCarrier(secured: Socket, carrier: Socket): void {
  carriers.set(secured, carrier);
}

/** Records that a connection became a tunnel through the proxy to a host. */
export function setTunnel(socket: Socket, host: string): void {
  tunnels.set(socket, host);
}

/** The client of a connection, and the name that it asked for by TLS (SNI) or by CONNECT, or `null`. */
export function clientOf(socket: Socket): {
  readonly address: string;
  readonly port: number;
  readonly name: string | null;
} {
  const carrier = carriers.get(socket) ?? socket;
  const { remoteAddress = '', remotePort = 0 } = carrier;
  const { servername } = socket as Socket & { readonly servername?: string | false | null };
  return { address: remoteAddress, port: remotePort, name: servername || tunnels.get(carrier) || null };
}

/** Tells how a request arrived: its scheme, and whether the client used this server as its proxy. */
export function arrivalOf(
  socket: Socket,
  target: string,
): { readonly scheme: 'http' | 'https'; readonly proxied: boolean } {
  const carrier = carriers.get(socket);
  const proxied = !target.startsWith('/') || tunnels.has(carrier ?? socket);
  return { scheme: carrier === undefined ? 'http' : 'https', proxied };
}

/** Resets the TCP connection of a socket: the other end sees an error instead of an end. */
export function resetConnection(socket: Socket): void {
  (carriers.get(socket) ?? socket).resetAndDestroy();
}
