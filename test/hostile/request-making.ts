export const CANARY = 'canary7f3a9b';
export const TOKEN = 'Authorization: Bearer verified-admin';
export const HOST = 'Host: 127.0.0.1';
export const EXPORT = '/api/v1/export?since=2024-06-01';
/** The time of the server clock: a day that no machine clock shows. */
export const NOW = '2019-03-04T05:06:07Z';
export const DATE = 'Mon, 04 Mar 2019 05:06:07 GMT';

/** A request as bytes, and the accepted responses. */
export interface HostileRequest {
  readonly name: string;
  /** The bytes to send; several requests follow each other over one connection. */
  readonly sends: string;
  /**
   * The accepted statuses of the first response; empty when the server may close the connection without one.
   */
  readonly answers?: readonly number[];
  /** The number of received bytes after which the sender closes the connection. */
  readonly leavesAfter?: number;
  /** The number of simultaneous connections that send it. */
  readonly times?: number;
  /** A text that no response may contain. */
  readonly never?: RegExp;
}

export const get = (target: string, ...headers: readonly string[]): string =>
  `GET ${target} HTTP/1.1\r\n${[HOST, 'Connection: close', ...headers].map((line) => `${line}\r\n`).join('')}\r\n`;
export const control = (
  method: string,
  path: string,
  body: unknown,
  ...headers: readonly string[]
): string => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const length = Buffer.byteLength(text);
  return `${method} /__admin${path} HTTP/1.1\r\n${HOST}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n${headers.map((line) => `${line}\r\n`).join('')}\r\n${text}`;
};
export const REFUSED = [400, 403, 404, 405, 408, 413, 414, 415, 417, 426, 429, 431, 501, 505];
