import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { connectionFailure, Failure } from './failure.ts';
import type { Waiting } from './parts.ts';

/** The maximum size of headers, bytes: proxies may add many. */
const MOST_HEADERS = 256 * 1024;

/** The head of a request. */
interface Head {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** One request and the head of its answer. Rejects with a `Failure`, or with the signal's reason. */
export function exchange(
  { url, method, headers }: Head,
  { limits, signal }: Waiting,
): Promise<IncomingMessage> {
  const { promise, resolve, reject } = withResolvers<IncomingMessage>();
  const { request: begin } = url.protocol === 'https:' ? https : http;
  const request = begin(url, {
    method,
    headers: { ...headers },
    agent: false,
    maxHeaderSize: MOST_HEADERS,
    signal,
  });
  let timer = limit(limits.connectMs, 'no connection');
  function limit(ms: number, what: string): NodeJS.Timeout {
    const text = `${url.host}: ${what} within ${ms / 1000} s`;
    return setTimeout(() => request.destroy(new Failure(text, { again: true })), ms);
  }
  request.once('socket', (socket) => {
    socket.once('connect', () => {
      clearTimeout(timer);
      timer = limit(limits.firstByteMs, 'no answer');
    });
  });
  request.once('response', (response) => {
    clearTimeout(timer);
    resolve(response);
  });
  request.on('error', (error) => {
    clearTimeout(timer);
    reject(signal.aborted ? signal.reason : connectionFailure(error, url.host));
  });
  request.end();
  return promise;
}

function withResolvers<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<T>((fulfil, refuse) => {
    resolve = fulfil;
    reject = refuse;
  });
  return { promise, resolve, reject };
}
