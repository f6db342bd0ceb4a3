import type { AddressInfo } from 'node:net';
import type { LightMyRequestResponse } from 'fastify';
import type { Test } from 'tap';
import type { Context } from '../../server/export/context.ts';
import { createApp } from '../../server/routes/app.ts';
import {
  type CheckedExportOptions,
  contextOf,
  type ExportOptions,
} from '../../server/sessions/context-options.ts';
import { Sessions } from '../../server/sessions/index.ts';

/** The time of the clock in tests. */
export const NOW = Date.UTC(2024, 5, 30, 12);

/** Options of a small deterministic network. */
export const tiny = { size: 'tiny', seed: '7', now: NOW } as const satisfies ExportOptions;

export const admin = { authorization: 'Bearer verified-admin' } as const;

/** Returns a context that throws every error inside the server under test. */
export function testContext(options: CheckedExportOptions = tiny): Context {
  return contextOf({
    onError: (error) => {
      throw error;
    },
    ...options,
  });
}

/** Returns the application of a server with a main session that uses this context. */
export function appOf(context: Context) {
  return createApp(new Sessions({}, { context }));
}

/** Starts a server on its own port until the end of the test. Returns it with its sessions. */
export async function serveSessions(t: Test, options: ConstructorParameters<typeof Sessions>[0] = tiny) {
  const sessions = new Sessions(options);
  const app = createApp(sessions);
  t.teardown(() => app.close());
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  return { sessions, port };
}

/** A function that sends a request to an application, which closes at the end of the test. */
export type Ask = (
  url: string,
  how?: { method?: string; headers?: Record<string, string> },
) => Promise<LightMyRequestResponse>;

export function asking(t: Test, context: Context = testContext()): Ask {
  const app = appOf(context);
  t.teardown(() => app.close());
  return (url, { method = 'GET', headers = admin } = {}) =>
    app.inject({ url, method: method as 'GET', headers });
}

const { networks } = await testContext().world();

/** Returns the id of a user of the home network in this state. */
export function userOf(state: 'active' | 'suspended' | 'deleted'): string {
  const user = networks[0].sampleUsers(NOW).find((one) => one.state === state && !one.external);
  return user?.id ?? `no ${state} user`;
}
