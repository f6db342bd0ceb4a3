import { connect } from 'node:net';

/** Sends a request whose target and headers are not changed on the way, and waits for its end. */
export function rawRequest(
  port: number,
  target: string,
  headers: readonly (readonly [name: string, value: string])[],
): Promise<void> {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n${lines}\r\n`),
    );
    socket.on('error', reject).on('close', () => resolve());
    socket.resume();
  });
}
