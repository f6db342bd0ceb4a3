import { expect, test } from '@playwright/test';
import { download } from './download.mjs';

// A page under test gets session.base_url and session.token in the place of the real address.
test('the client repeats a download that broke off', async ({ request }) => {
  const data = { scenario: 'reset-mid-member-once', time_scale: 100 };
  const session = await (await request.post('/__admin/sessions', { data })).json();
  await download(session.base_url, session.token);
  const journal = await (await request.get(`/__admin/sessions/${session.id}/requests`)).json();
  expect(journal.exchanges.map(({ ending }) => ending)).toEqual(['cut', 'complete']);
  await request.delete(`/__admin/sessions/${session.id}`);
});
