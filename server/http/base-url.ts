import type { IncomingMessage } from 'node:http';
import { arrivalOf } from './carrier.ts';

const HOST = /^[\w.:[\]-]{1,255}$/;

/** The address by which a client reached the server: the scheme and the host, without a slash at the end. */
export function originOf({ socket, url = '', headers }: IncomingMessage): string {
  const { host = '' } = headers;
  const named = HOST.test(host) ? host : `localhost:${socket.localPort ?? 80}`;
  return `${arrivalOf(socket, url).scheme}://${named}`;
}

/** The address of a session for the client of a request. */
export function baseUrlOf(
  request: IncomingMessage,
  { id, key }: { readonly id: string; readonly key: string },
): string {
  return originOf(request) + (key === '' ? '' : `/s/${id}`);
}
