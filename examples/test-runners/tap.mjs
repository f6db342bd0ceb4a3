import { startServer } from 'engage-export-kit';
import t from 'tap';
import { download } from './download.mjs';

const server = await startServer({ size: 'tiny', seed: '7', now: '2026-11-20' });
t.teardown(() => server.close());

t.test('the client repeats a download that broke off', async (t) => {
  const session = await server.session({ scenario: 'reset-mid-member-once', timeScale: 100 });
  t.teardown(() => session.close());
  await download(session.url, session.token);
  const requests = await session.requests();
  t.strictSame(
    requests.map(({ ending }) => ending),
    ['cut', 'complete'],
  );
});
