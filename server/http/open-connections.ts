import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Makes a wait for all connections to be gone: `close` of a Node server can resolve shortly before. */
export function openConnections(server: Server): () => Promise<void> {
  const open = new Map<Socket, Promise<void>>();
  server.on('connection', (socket: Socket) => {
    const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    open.set(
      socket,
      gone.then(() => void open.delete(socket)),
    );
  });
  return async () => {
    await Promise.all(open.values());
  };
}
