import type { AddressInfo } from 'node:net';
import { contextOf, type ExportOptions } from './options.ts';

/** What a server can be told. */
export interface ServerOptions extends ExportOptions {
  /** The port; 0 is any free one. Default 0. */
  readonly port?: number | undefined;
  /** The address to listen on. Default `127.0.0.1`: this machine only. */
  readonly host?: string | undefined;
  /** Takes one line for every request that is over; tokens are left out of it. Default: nobody does. */
  readonly onAccess?: ((line: string) => void) | undefined;
}

/** A server that listens. */
export interface RunningServer extends AsyncDisposable {
  /** Where it listens, without a slash at the end: `http://127.0.0.1:4010`. */
  readonly url: string;
  readonly port: number;
  /** A few users of the home network to export, of every state. */
  sampleUsers(): Promise<readonly SampleUser[]>;
  /** Ends every connection, also in the middle of an export, and stops listening. Calling it again does nothing more. */
  close(): Promise<void>;
}

/** A user that somebody may want to try. */
export interface SampleUser {
  readonly id: string;
  readonly state: 'active' | 'suspended' | 'deleted';
  /** Is here as a guest from another network. */
  readonly external: boolean;
}

/**
 * Starts a server and resolves when it listens. Rejects with the system's error when it cannot, as `EADDRINUSE`, and with an `AssumptionsError` when there is no such switch or value.
 *
 * ```ts
 * await using server = await startServer({ size: 'tiny', seed: '7', now: Date.UTC(2024, 5, 30) });
 * await fetch(`${server.url}/api/v1/export?since=2024-06-29`, { headers: { authorization: 'Bearer verified-admin' } });
 * ```
 */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const { port = 0, host = '127.0.0.1', onAccess } = options;
  const context = contextOf(options);
  const [{ createApp }, { logAccess }] = await Promise.all([import('./app.ts'), import('./access-log.ts')]);
  const app = createApp(context);
  if (options.assumptions !== undefined) await context.assumptions();
  if (onAccess !== undefined) logAccess(app.server, onAccess);
  await app.listen({ port, host });
  const address = app.server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    await app.close();
  };
  return {
    url: `http://${reachable(host)}:${address.port}`,
    port: address.port,
    sampleUsers: async () => (await context.world()).networks[0].sampleUsers(context.clock()),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** The name under which this machine reaches itself when it listens there. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
