import http, { type ClientRequestArgs } from 'node:http';
import type { Socket } from 'node:net';
import { connectionFailure, Failure } from './failure.ts';

/** The network of the client, as its environment describes it. */
export interface Network {
  /** The proxy for each scheme; undefined means a direct connection. */
  readonly proxies: Readonly<Record<'http:' | 'https:', URL | undefined>>;
  /** The file with authorities that are trusted besides those of Node. */
  readonly authorityFile: string | undefined;
}

/** The way to a host, as options of the request. */
export type Way = Pick<ClientRequestArgs, 'hostname' | 'port' | 'path' | 'createConnection'> & {
  readonly ca?: string[];
  readonly headers?: Readonly<Record<string, string>>;
};

/** Reads the proxies and the additional authorities from the environment, by their usual names. */
export function networkOf(env: Readonly<Record<string, string | undefined>>): Network {
  return {
    proxies: {
      'http:': proxyOf(env.http_proxy),
      'https:': proxyOf(env.HTTPS_PROXY ?? env.https_proxy),
    },
    authorityFile: env.NODE_EXTRA_CA_CERTS,
  };
}

function proxyOf(text: string | undefined): URL | undefined {
  return text === undefined || text === '' ? undefined : new URL(text);
}

/** Opens a tunnel through a proxy. Resolves to its socket. Rejects with a `Failure`. */
export function tunnelThrough(
  proxy: URL,
  { hostname, port }: URL,
  { signal, timeoutMs }: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const request = http.request({
      host: proxy.hostname,
      port: proxy.port,
      method: 'CONNECT',
      path: `${hostname}:${port === '' ? 443 : port}`,
      agent: false,
      timeout: timeoutMs,
      signal,
    });
    request.once('connect', ({ statusCode }, socket) => {
      socket.setTimeout(0);
      if (statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(new Failure(`${hostname}: the proxy answered ${statusCode}`));
    });
    request.once('timeout', () =>
      request.destroy(new Failure(`${hostname}: no connection to the proxy`, { again: true })),
    );
    request.on('error', (error) => {
      reject(signal.aborted ? signal.reason : connectionFailure(error, hostname));
    });
    request.end();
  });
}
