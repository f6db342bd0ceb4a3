import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startServer } from 'engage-export-kit';
import { download } from './download.mjs';

let server;
before(async () => {
  server = await startServer({ size: 'tiny', seed: '7', now: '2026-11-20' });
});
after(() => server.close());

test('the client repeats a download that broke off', async (t) => {
  const session = await server.session({ scenario: 'reset-mid-member-once', timeScale: 100 });
  t.after(() => session.close());
  await download(session.url, session.token);
  const requests = await session.requests();
  assert.deepEqual(
    requests.map(({ ending }) => ending),
    ['cut', 'complete'],
  );
});

test('the client reports a token that was revoked', async (t) => {
  const session = await server.session({ scenario: 'token-revoked' });
  t.after(() => session.close());
  await assert.rejects(download(session.url, session.token), /401/);
});
