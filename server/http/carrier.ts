import type { Socket } from 'node:net';

/** The TCP connections below TLS connections. */
const carriers = new WeakMap<Socket, Socket>();
/** The TCP connections that became tunnels by a CONNECT. */
const tunnels = new WeakSet<Socket>();

/** Records the TCP connection that carries a TLS connection. */
export function setCarrier(secured: Socket, carrier: Socket): void {
  carriers.set(secured, carrier);
}

/** Records that a connection became a tunnel through the proxy. */
export function setTunnel(socket: Socket): void {
  tunnels.add(socket);
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
