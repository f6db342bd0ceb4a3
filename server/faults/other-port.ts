import type { Server } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';

const ports = new WeakMap<Server, Promise<number>>();

/** Another port of the same host that leads to the same server. It is opened once and closes with it. */
export function otherPort(server: Server): Promise<number> {
  const known = ports.get(server);
  if (known !== undefined) return known;
  const opened = openBeside(server);
  ports.set(server, opened);
  return opened;
}

function openBeside(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  const beside = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    server.emit('connection', socket);
  });
  server.once('close', () => {
    beside.close();
    for (const socket of sockets) socket.destroy();
  });
  const { address } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    beside.once('error', reject);
    beside.listen({ port: 0, host: address }, () => {
      beside.unref();
      resolve((beside.address() as AddressInfo).port);
    });
  });
}
