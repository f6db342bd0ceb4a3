import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** The responses of a connection that wait for an earlier one, because their requests were pipelined. */
const queues = new WeakMap<Socket, Set<ServerResponse>>();

/**
 * Makes the responses that wait for an earlier one on their connection close with the connection. Node closes
 * only the one whose turn it is: without this, the work and the records of the others would never end.
 */
export function closeQueuedResponses(server: Server): void {
  server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    if (response.socket !== null) return;
    const queue = queues.get(socket) ?? queueOf(socket);
    queue.add(response);
    response.once('close', () => queue.delete(response));
  });
}

function queueOf(socket: Socket): Set<ServerResponse> {
  const queue = new Set<ServerResponse>();
  queues.set(socket, queue);
  socket.once('close', () => {
    for (const response of [...queue]) {
      if (response.socket !== null) continue;
      response.destroy();
      response.emit('close');
    }
  });
  return queue;
}
