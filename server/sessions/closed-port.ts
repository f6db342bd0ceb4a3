import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A port of this machine where nobody listens, and where nobody can as long as it is kept. */
export interface ClosedPort {
  readonly port: number;
  /** Lets others have it. */
  release(): void;
}

/** Keeps a port closed: it is the near end of a connection, so that it is taken and yet refuses connections. */
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
