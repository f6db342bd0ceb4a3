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

/** The clock of the tests. */
export const NOW = Date.UTC(2024, 5, 30, 12);

/** A world that is small and the same every time. */
export const tiny = { size: 'tiny', seed: '7', now: NOW } as const satisfies ExportOptions;

export const admin = { authorization: 'Bearer verified-admin' } as const;

/** Whatever goes wrong inside a server under test, nobody should have to look for. */
export function testContext(options: CheckedExportOptions = tiny): Context {
  return contextOf({
    onError: (error) => {
      throw error;
    },
    ...options,
  });
}

/** The application of a server whose main session is answered from this context. */
export function appOf(context: Context) {
  return createApp(new Sessions({}, { context }));
}

/** A server that listens on a port of its own until the test is over, and its sessions. */
export async function serveSessions(t: Test, options: ConstructorParameters<typeof Sessions>[0] = tiny) {
  const sessions = new Sessions(options);
  const app = createApp(sessions);
  t.teardown(() => app.close());
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  return { sessions, port };
}

/** What asks an application that closes itself. */
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

/** The id of a user of the home network in this state. */
export function userOf(state: 'active' | 'suspended' | 'deleted'): string {
  const user = networks[0].sampleUsers(NOW).find((one) => one.state === state && !one.external);
  return user?.id ?? `no ${state} user`;
}
