export const CANARY = 'canary7f3a9b';
export const TOKEN = 'Authorization: Bearer verified-admin';
export const HOST = 'Host: 127.0.0.1';
export const EXPORT = '/api/v1/export?since=2024-06-01';
/** The clock of the server: a day that no machine's clock shows. */
export const NOW = '2019-03-04T05:06:07Z';
export const DATE = 'Mon, 04 Mar 2019 05:06:07 GMT';

/** Bytes that are sent to the server, and what may come back. */
export interface HostileRequest {
  readonly name: string;
  /** Sent one after the other over one connection. */
  readonly sends: string;
  /** Statuses of which the first answer has to have one; none when the connection may just be closed. */
  readonly answers?: readonly number[];
  /** The connection is cut by the sender after so many bytes have come. */
  readonly leavesAfter?: number;
  /** At the same time, over connections of their own. */
  readonly times?: number;
  /** What no answer may hold. */
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
