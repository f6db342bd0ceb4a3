import { startServer } from 'engage-export-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { download } from './download.mjs';

let server;
beforeAll(async () => {
  server = await startServer({ size: 'tiny', seed: '7', now: '2026-11-20' });
});
afterAll(() => server.close());

test('the client repeats a download that broke off', async () => {
  const session = await server.session({ scenario: 'reset-mid-member-once', timeScale: 100 });
  await download(session.url, session.token);
  const requests = await session.requests();
  expect(requests.map(({ ending }) => ending)).toEqual(['cut', 'complete']);
  await session.close();
});
