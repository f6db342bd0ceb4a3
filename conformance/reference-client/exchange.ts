import { type IncomingMessage, request as plainRequest } from 'node:http';
import { connectionFailure, Failure } from './failure.ts';
import type { Way } from './network.ts';
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
  // TLS costs a twelfth of a start, and most addresses of tests are plain.
  const secure = url.protocol === 'https:' ? await import('./secure-way.ts') : undefined;
  const begin = secure?.secureRequest ?? plainRequest;
  const way = await (secure?.secureWayTo ?? plainWayTo)(url, waiting);
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

/** The way to a host over plain HTTP: direct, or by asking the proxy. */
function plainWayTo({ host, href }: URL, { network }: Waiting): Way {
  const proxy = network.proxies['http:'];
  return proxy === undefined
    ? {}
    : { hostname: proxy.hostname, port: proxy.port, path: href, headers: { host } };
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
