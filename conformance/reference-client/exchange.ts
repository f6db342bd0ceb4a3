import { readFileSync } from 'node:fs';
import http, { type ClientRequestArgs, type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { connect as connectTls, rootCertificates } from 'node:tls';
import { connectionFailure, Failure } from './failure.ts';
import { type Network, tunnelThrough } from './network.ts';
import type { Waiting } from './parts.ts';

/** The maximum size of headers, bytes: proxies may add many. */
const MOST_HEADERS = 256 * 1024;
const HTTPS_PORT = 443;

/** The head of a request. */
interface Head {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body of a form; none by default. */
  readonly form?: string;
}

/** One request and the head of its answer. Rejects with a `Failure`, or with the signal's reason. */
export async function exchange(
  { url, method, headers, form }: Head,
  waiting: Waiting,
): Promise<IncomingMessage> {
  const { limits, signal } = waiting;
  const { promise, resolve, reject } = withResolvers<IncomingMessage>();
  const { request: begin } = url.protocol === 'https:' ? https : http;
  const way = await wayTo(url, waiting);
  const body = form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
  const request = begin(url, {
    method,
    ...way,
    headers: { ...headers, ...body, ...way.headers },
    ...(way.createConnection === undefined ? { agent: false } : { defaultPort: HTTPS_PORT }),
    maxHeaderSize: MOST_HEADERS,
    signal,
  });
  let timer = limit(limits.connectMs, 'no connection');
  function limit(ms: number, what: string): NodeJS.Timeout {
    const text = `${url.host}: ${what} within ${ms / 1000} s`;
    return setTimeout(() => request.destroy(new Failure(text, { again: true })), ms);
  }
  request.once('socket', (socket) => {
    const connected = (): void => {
      clearTimeout(timer);
      timer = limit(limits.firstByteMs, 'no answer');
    };
    // A connection in a tunnel is there already when its handshake begins.
    socket.once(way.createConnection === undefined ? 'connect' : 'secureConnect', connected);
  });
  request.once('response', (response) => {
    clearTimeout(timer);
    resolve(response);
  });
  request.on('error', (error) => {
    clearTimeout(timer);
    reject(signal.aborted ? signal.reason : connectionFailure(error, url.host));
  });
  request.end(form);
  return promise;
}

type Way = Pick<ClientRequestArgs, 'hostname' | 'port' | 'path' | 'createConnection'> & {
  readonly ca?: string[];
  readonly headers?: Readonly<Record<string, string>>;
};

/** The way to a host: direct, by a tunnel through the proxy, or for plain HTTP by asking the proxy. */
async function wayTo(url: URL, { limits, signal, network }: Waiting): Promise<Way> {
  const { protocol, hostname, host } = url;
  const proxy = network.proxies[protocol === 'https:' ? 'https:' : 'http:'];
  const ca = protocol === 'https:' ? authoritiesIn(network) : {};
  if (proxy === undefined) return ca;
  if (protocol !== 'https:')
    return { hostname: proxy.hostname, port: proxy.port, path: url.href, headers: { host } };
  const socket = await tunnelThrough(proxy, url, { signal, timeoutMs: limits.connectMs });
  const secured = (): Socket => connectTls({ socket, servername: hostname, ...ca });
  return { createConnection: secured };
}

function authoritiesIn({ authorityFile }: Network): { readonly ca?: string[] } {
  return authorityFile === undefined
    ? {}
    : { ca: [...rootCertificates, readFileSync(authorityFile, 'utf8')] };
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
