import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { connect, rootCertificates } from 'node:tls';
import { type Network, tunnelThrough, type Way } from './network.ts';
import type { Waiting } from './parts.ts';

export { request as secureRequest } from 'node:https';

/** The way to a host over TLS: direct, or by a tunnel through the proxy. */
export async function secureWayTo(url: URL, { limits, signal, network }: Waiting): Promise<Way> {
  const proxy = network.proxies['https:'];
  const ca = authoritiesIn(network);
  if (proxy === undefined) return ca;
  const socket = await tunnelThrough(proxy, url, { signal, timeoutMs: limits.connectMs });
  const secured = (): Socket => connect({ socket, servername: url.hostname, ...ca });
  return { createConnection: secured };
}

function authoritiesIn({ authorityFile }: Network): { readonly ca?: string[] } {
  return authorityFile === undefined
    ? {}
    : { ca: [...rootCertificates, readFileSync(authorityFile, 'utf8')] };
}
