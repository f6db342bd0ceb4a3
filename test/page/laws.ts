import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { type TestContext, test } from 'node:test';
import type { Page } from 'playwright-core';
import { checkForPage } from '../../cli/page-check.ts';
import { tiny, withExport } from '../helpers/inspect/law-exports.ts';
import { type Look, opened, served } from './browser.ts';

const MARKUP = '<img src=x onerror=alert(1)>\u202e\u0007';

async function lawsPage(t: TestContext, look: Look = {}): Promise<Page> {
  const server = await served(t, { checkExport: checkForPage });
  return opened(t, server, '/#/laws', look);
}

async function select(page: Page, name: string, buffer: Buffer): Promise<void> {
  const field = page.getByLabel('Select an export ZIP');
  await field.setInputFiles({ name, mimeType: 'application/zip', buffer });
}

test('an export is checked: sound, and with what contradicts in it', async (t) => {
  const page = await lawsPage(t);
  await withExport(tiny, async (path) => select(page, 'good.zip', await readFile(path)));
  await page.getByRole('region', { name: 'Result for good.zip' }).getByText('Sound').waitFor();
  await page.getByText('Nothing to report.').waitFor();
  assert.ok((await page.getByRole('row').count()) > 20, 'the matrix has every file');
  const early = (name: string, csv: string): string =>
    name === 'Users.csv' ? csv.replaceAll('"active"', '"deleted"') : csv;
  await withExport({ ...tiny, change: early }, async (path) => select(page, 'bad.zip', await readFile(path)));
  const result = page.getByRole('region', { name: 'Result for bad.zip' });
  await result.getByText(/^Not sound: \d+ errors/).waitFor();
  const finding = result.getByRole('article').filter({ hasText: 'Users/deleted-state' });
  await finding
    .getByText(/^line \d+$/)
    .first()
    .waitFor();
  await finding
    .getByText(/state .deleted., deleted_at/)
    .first()
    .waitFor();
  await result.getByRole('button', { name: /error in Users\.csv, Laws/ }).click();
  await result.getByRole('heading', { name: 'Findings in Users.csv, Laws' }).waitFor();
  for (const member of await result.locator('.found h3').allInnerTexts()) assert.equal(member, 'Users.csv');
});

test('a file that is dropped is checked, and what is in it never runs', async (t) => {
  const page = await lawsPage(t, { width: 390 });
  const marked = (name: string, csv: string): string =>
    name === 'Groups.csv' ? csv.replaceAll(/"(?:true|false)"/g, `"${MARKUP}"`) : csv;
  await withExport({ ...tiny, change: marked }, async (path) => {
    const bytes = (await readFile(path)).toString('base64');
    const data = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      const content = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
      transfer.items.add(new File([content], '<b>dropped</b>.zip'));
      return transfer;
    }, bytes);
    await page.dispatchEvent('.drop', 'drop', { dataTransfer: data });
  });
  await page.getByText('<b>dropped</b>.zip').first().waitFor();
  await page.getByText('<img src=x onerror=alert(1)>').first().waitFor();
  assert.equal(await page.locator('img').count(), 0);
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(beyond <= 0, `the result is ${beyond} pixels too wide`);
  const shown = await page.locator('main').innerText();
  assert.equal(
    ['\u202e', '\u0007'].some((one) => shown.includes(one)),
    false,
  );
});

test('a file that is no export, and a server without the check, say what to do', async (t) => {
  const page = await lawsPage(t);
  await select(page, 'error.zip', Buffer.from('{"response":{"code":401}}'));
  await page.getByText('Not a ZIP: it is JSON', { exact: false }).waitFor();
  const without = await served(t);
  const other = await opened(t, without, '/#/laws');
  await select(other, 'export.zip', Buffer.from('PK'));
  await other.getByRole('figure', { name: 'The check in a terminal' }).waitFor();
  await other.getByRole('alert').getByText('use engage-export check --laws').waitFor();
});

test('the keyboard selects a file', async (t) => {
  const page = await lawsPage(t);
  const chooser = page.waitForEvent('filechooser');
  await page.getByLabel('Select an export ZIP').focus();
  await page.keyboard.press('Enter');
  await withExport(tiny, async (path) => {
    const buffer = await readFile(path);
    await (await chooser).setFiles({ name: 'export.zip', mimeType: 'application/zip', buffer });
  });
  await page.locator('.verdict').getByText('Sound').waitFor();
  // The word stays for a moment only.
  const said = page.locator('.verdict').getByText('Copied', { exact: true }).waitFor();
  await Promise.all([said, page.locator('.verdict').getByRole('button').click()]);
});
