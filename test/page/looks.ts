import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { headers, opened, served, viewsOf } from './browser.ts';

/** The places in the view of the network. */
const networkPlaces = [
  '/network/users',
  '/network/users/1400093425859584',
  '/network/communities',
  '/network/window',
  '/network/rows/Messages',
  '/network/row/Users/id/1400093425859584',
];

/** The places in the page besides the views. */
const OTHERS = ['/journal/1', '/scenarios/cut-mid-member-chunked', '/scenarios/new', ...networkPlaces];

/** Both widths and both schemes: each finding of axe-core depends on one of the two. */
const looks = [
  { width: 390, scheme: 'light' },
  { width: 1600, scheme: 'dark' },
] as const;

/** The serious findings of axe-core, one line each. */
async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run: () => Promise<axe.AxeResults> } }).axe.run(),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

for (const look of looks) {
  test(`every view is accessible and fits, ${look.width} pixels, ${look.scheme}`, async (t) => {
    const server = await served(t);
    await fetch(`${server.url}/api/v1/export?since=2024-06-29+x`, { headers });
    const page = await opened(t, server, '/', look);
    await page.locator('h1').waitFor();
    const views = await viewsOf(page);
    assert.ok(views.length > 3, 'the menu has the views');
    for (const hash of [...views, ...OTHERS]) {
      await page.goto(`${server.url}/#${hash}`);
      await page.locator('h1').waitFor();
      await page.waitForLoadState('load');
      await page.waitForTimeout(300);
      assert.deepEqual(await findings(page), [], hash);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(beyond <= 0, `${hash} is ${beyond} pixels too wide`);
    }
  });
}
