import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A port of this machine that refuses connections and that no other process can listen on. */
export interface ClosedPort {
  readonly port: number;
  /** Frees the port. */
  release(): void;
}

/**
 * Reserves a port that refuses connections: it is the local end of a connection, so it is in use but not
 * listening.
 */
export async function closedPort(host = '127.0.0.1'): Promise<ClosedPort> {
  const far: Socket[] = [];
  const server = createServer((socket) => far.push(socket.on('error', () => {})));
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, host, resolve));
  const { port: target } = server.address() as AddressInfo;
  const near = connect({ port: target, host }).on('error', () => {});
  try {
    await new Promise<void>((resolve, reject) => near.once('connect', resolve).once('error', reject));
  } catch (error) {
    near.destroy();
    for (const socket of far) socket.destroy();
    throw error;
  } finally {
    server.close();
    server.unref();
  }
  near.unref();
  for (const socket of far) socket.unref();
  return {
    port: near.localPort ?? 0,
    release: () => {
      near.destroy();
      for (const socket of far) socket.destroy();
    },
  };
}
