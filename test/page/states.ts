import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { opened, served, viewsOf } from './browser.ts';

const NOTHING = /Nothing to show|No request has come|No thread|0 of 0/;

test('while an answer is awaited, every view says so and claims nothing', async (t) => {
  const server = await served(t);
  const page = await opened(t, server, '/#/laws');
  let answer = (): void => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(/\/__admin\/(?!page)/, async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  const asking = (await viewsOf(page)).filter((view) => view !== '/laws');
  for (const view of asking) {
    await page.goto(`${server.url}/#${view}`);
    await page
      .getByText(/^loading …$/i)
      .first()
      .waitFor();
    assert.doesNotMatch(await page.locator('main').innerText(), NOTHING, view);
  }
  answer();
  await page.locator('.drop, .threads, .columns').first().waitFor();
});

test('the journal follows another server at the same address, and a reset', async (t) => {
  const first = await served(t);
  const { port } = first;
  const page = await opened(t, first, '/#/journal');
  const live = page.locator('.tag', { hasText: 'live' });
  await live.waitFor();
  for (const path of ['/api/v1/one', '/api/v1/two']) await fetch(first.url + path);
  await page.getByText('2 exchanges').waitFor();
  await first.close();
  await page.getByText('interrupted, trying again').waitFor();
  await page.getByText('2 exchanges').waitFor();
  const second = await served(t, { port });
  await fetch(`${second.url}/api/v1/three`);
  await live.waitFor();
  await page.getByText(/ 1 exchange$/).waitFor();
  await page.locator('.entry', { hasText: '/api/v1/three' }).waitFor();
  await fetch(`${second.url}/__admin/reset`, { method: 'POST' });
  await page.getByText(/ 0 exchanges$/).waitFor();
  await page.getByText(/No request has come yet/).waitFor();
});

test('the page of a session says that it has ended, and keeps what it had', async (t) => {
  const server = await served(t);
  const session = await server.session();
  const page = await opened(t, server, `/s/${session.id}/#/journal`);
  await page.locator('.tag', { hasText: 'live' }).waitFor();
  await fetch(`${session.url}/api/v1/one`);
  await page.locator('.entry', { hasText: '/api/v1/one' }).waitFor();
  await session.close();
  const notice = page.getByRole('status').filter({ hasText: 'has ended' });
  await notice.waitFor();
  assert.equal(await page.locator('.entry').count(), 1);
  await page.locator('.tag', { hasText: 'ended' }).waitFor();
  for (const view of await viewsOf(page)) {
    await page.goto(`${server.url}/s/${session.id}/#${view}`);
    await notice.waitFor();
  }
  await notice.getByRole('link', { name: 'Begin another session' }).click();
  await page.getByRole('heading', { name: 'The server’s own session' }).waitFor();
  assert.equal(await notice.count(), 0);
});
