import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { RunningServer } from '../../server/index.ts';
import { headers, opened, served } from './browser.ts';

// biome-ignore lint/suspicious/noExplicitAny: tests read arbitrary properties of the response.
type Json = any;

/** The answer of the control API about the data of the server's own session. */
async function data({ url }: RunningServer, path: string): Promise<Json> {
  return (await fetch(`${url}/__admin/sessions/main/network${path}`)).json();
}

/** The first thread with a message for which this holds. */
async function threadWith(server: RunningServer, holds: (message: Json) => boolean): Promise<Json> {
  for (let next = ''; ; ) {
    const list = await data(server, `/threads?limit=100${next}`);
    for (const { id } of list.threads) {
      const thread = await data(server, `/threads/${id}`);
      if (thread.messages.some(holds)) return thread;
    }
    assert.notEqual(list.next, null, 'there is such a thread');
    next = `&before=${list.next}`;
  }
}

test('a thread opens as a conversation, and leads to users and to the rows that refer to it', async (t) => {
  const server = await served(t);
  const { threads } = await data(server, '/threads');
  const wanted = threads.find((thread: Json) => thread.messages > 2);
  const thread = await data(server, `/threads/${wanted.id}`);
  const page = await opened(t, server, '/#/network');
  await page.locator(`.thread-list a[href*="/threads/${wanted.id}"]`).click();
  const shown = page.getByRole('region', { name: 'Conversation' });
  await shown
    .getByRole('article')
    .nth(wanted.messages - 1)
    .waitFor();
  assert.equal(await shown.getByRole('article').count(), wanted.messages);
  const [first] = thread.messages;
  const lines: string[] = first.body.split(/[^\p{L}\p{N} ]+/u);
  const longest = lines.reduce((one, other) => (other.length > one.length ? other : one), '');
  await shown.getByRole('article').first().getByText(longest.trim()).first().waitFor();
  await shown.getByRole('link', { name: 'All rows that refer to it' }).click();
  const { files } = await data(server, `/references?file=Messages&column=id&value=${wanted.id}`);
  const { rows } = files.find(({ table }: Json) => table.file === 'Messages');
  await page.getByRole('region', { name: 'Messages.csv', exact: true }).getByText(`${rows} by `).waitFor();
  await page.getByRole('link', { name: 'Read the thread' }).click();
  await shown.getByRole('article').first().getByRole('link').first().click();
  await page.getByRole('heading', { name: 'What the export of this user holds' }).waitFor();
  const { curl } = await data(server, `/users/${first.sender_id}`);
  await page.getByRole('figure', { name: 'The export with curl' }).getByText(curl).waitFor();
});

test('a file opens in a tab, and a picture is shown', async (t) => {
  const server = await served(t);
  const isOpen = (type: string) => (message: Json) =>
    message.files.some((file: Json) => file.media_type === type && file.deleted_at === '');
  const text = await threadWith(server, isOpen('text/plain'));
  const page = await opened(t, server, `/#/network/threads/${text.id}`);
  const file = text.messages
    .flatMap(({ files }: Json) => files)
    .find((one: Json) => one.media_type === 'text/plain');
  const popup = page.waitForEvent('popup');
  await page.getByRole('link', { name: file.name }).first().click();
  const tab = await popup;
  await tab.waitForLoadState();
  assert.match(tab.url(), new RegExp(`/uploads/${file.file_id}\\?version=`));
  const content = await (
    await fetch(`${server.url}/api/v1/uploaded_files/${file.file_id}/download`, { headers })
  ).text();
  assert.equal((await tab.locator('pre').innerText()).trim().slice(0, 40), content.trim().slice(0, 40));
  const picture = await threadWith(server, isOpen('image/png'));
  await page.goto(`${server.url}/#/network/threads/${picture.id}`);
  const image = page.locator('.upload img').first();
  await image.waitFor();
  await page.waitForFunction(
    () => (document.querySelector<HTMLImageElement>('.upload img')?.naturalWidth ?? 0) > 0,
  );
});

test('the counts follow the window, and the rows of a file are a click away', async (t) => {
  const server = await served(t);
  const page = await opened(t, server, '/#/network/window');
  const total = page.locator('.total strong');
  await total.waitFor();
  const whole = await total.innerText();
  await page.getByRole('button', { name: 'Last day' }).click();
  await page.waitForFunction((text) => {
    const shown = document.querySelector<HTMLElement>('.total strong')?.innerText;
    return shown !== undefined && shown !== text;
  }, whole);
  const day = await data(server, '/window?since=2024-06-29T12:00:00.000Z');
  const rows = day.files.reduce((sum: number, file: Json) => sum + file.rows, 0);
  assert.equal(await total.innerText(), `${rows} rows`);
  await page.getByLabel('since').fill('yesterday');
  await page.getByLabel('since').press('Enter');
  await page.getByRole('alert').getByText('since=yesterday').waitFor();
  await page.getByRole('button', { name: 'Last week' }).click();
  await page.getByRole('link', { name: 'Messages.csv' }).click();
  await page.getByLabel('Search rows').fill('zzzz');
  await page.getByText('0 rows with this text.').waitFor();
  await page.getByLabel('Search rows').fill('');
  await page.getByText(/^\d+ rows\.$|^Rows 1 to 50\.$/).waitFor();
});

test('users are found by a text, and a huge network is shown by page', async (t) => {
  const server = await served(t, { size: 'huge' });
  const page = await opened(t, server, '/#/network/users');
  await page.getByText('Rows 1 to 50.').waitFor();
  await page.getByRole('link', { name: 'Next page' }).click();
  await page.getByText('Rows 51 to 100.').waitFor();
  await page.getByLabel('Search users').fill('sakura');
  await page.getByText(/^\d+ rows with this text/).waitFor();
  await page
    .getByRole('cell', { name: /^Sakura / })
    .first()
    .waitFor();
  await page.getByRole('link', { name: 'Threads', exact: true }).click();
  await page.getByRole('region', { name: 'Conversation' }).getByRole('article').first().waitFor();
  await page.getByRole('link', { name: 'Older threads' }).click();
  await page.getByRole('link', { name: 'Newest threads' }).waitFor();
  await page.getByRole('link', { name: 'Exports' }).click();
  // On a busy machine, this takes long.
  await page
    .locator('.total')
    .getByText(/^about [\d,]+ rows$/)
    .waitFor({ timeout: 90_000 });
  await page
    .getByRole('cell', { name: /^about / })
    .first()
    .waitFor();
});

test('texts full of markup and control characters stay texts', async (t) => {
  const server = await served(t);
  const page = await opened(t, server, '/#/network');
  const marked = await threadWith(server, ({ body }) => /<script|<b>/.test(body));
  const control = await threadWith(server, ({ body }) => /[^\P{Cc}\n\t\r]/u.test(body));
  for (const { id } of [marked, control]) {
    await page.goto(`${server.url}/#/network/threads/${id}`);
    await page.getByRole('region', { name: 'Conversation' }).getByRole('article').first().waitFor();
    for (const summary of await page.locator('.message summary').all()) await summary.click();
    assert.equal(await page.locator('main :is(script, iframe, svg)').count(), 0);
    assert.equal(/[^\P{Cc}\n\t]/u.test(await page.locator('main').innerText()), false);
  }
  await page.goto(`${server.url}/#/network/threads/${marked.id}`);
  await page
    .locator('.message .body')
    .getByText(/<script>|<b>/)
    .first()
    .waitFor();
  const hostile = encodeURIComponent('"><img src=x onerror=alert(1)>\u202e');
  for (const place of [
    `users/${hostile}`,
    `rows/${hostile}`,
    `row/${hostile}/${hostile}/${hostile}`,
    hostile,
  ]) {
    await page.goto(`${server.url}/#/network/${place}?network=${hostile}&since=${hostile}&search=${hostile}`);
    await page
      .getByText(/expected|no such/)
      .first()
      .waitFor();
    assert.equal(await page.locator('main img').count(), 0, place);
  }
});
