import { strict as assert } from 'node:assert';
import type { TestContext } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { RunningServer, ServerOptions } from '../../server/index.ts';
import { startServer } from '../../server/index.ts';
import { chromiumPath, FLAGS } from './chromium.ts';

/** The time after which something in the page has not happened, milliseconds. */
const PATIENCE_MS = 30_000;

export const NOW = Date.UTC(2024, 5, 30, 12);
export const headers = { authorization: 'Bearer verified-admin' };

let browser: Promise<Browser> | undefined;

/** Closes the browser, if a test has started it. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
}

/** Starts a server with a small network that closes at the end of the test. */
export async function served(t: TestContext, options: ServerOptions = {}): Promise<RunningServer> {
  const server = await startServer({ size: 'tiny', seed: '7', now: NOW, ...options });
  t.after(() => server.close());
  return server;
}

/** The look of a page. */
export interface Look {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
}

/**
 * Opens a page. At the end of the test it is closed, and the test fails when the page has asked another host,
 * written an error, broken its policy or opened a dialog.
 */
export async function opened(
  t: TestContext,
  { url }: Pick<RunningServer, 'url'>,
  path: string,
  { width = 1280, scheme = 'light' }: Look = {},
): Promise<Page> {
  browser ??= chromium.launch({ executablePath: chromiumPath() ?? '', args: FLAGS });
  const context = await (await browser).newContext({
    viewport: { width, height: 800 },
    colorScheme: scheme,
  });
  const page = await context.newPage();
  // The compiler of the tests names functions with a helper that the page does not have.
  await page.addInitScript('globalThis.__name = (made) => made;');
  page.setDefaultTimeout(PATIENCE_MS);
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => wrong.push(`dialog: ${dialog.message()}`));
  page.on('request', (request) => {
    const asked = request.url();
    if (!asked.startsWith(`${url}/`) && !/^(?:data|blob):/.test(asked)) wrong.push(`foreign: ${asked}`);
  });
  page.on('console', (message) => {
    // Chromium reports every response with an error; what the page makes of it, the test sees.
    const isStatus = message.text().startsWith('Failed to load resource');
    if (['error', 'warning'].includes(message.type()) && !isStatus) wrong.push(message.text());
  });
  t.after(async () => {
    await context.close();
    assert.deepEqual(wrong, []);
  });
  await page.goto(url + path);
  return page;
}

/** The addresses of all views, from the menu. */
export function viewsOf(page: Page): Promise<readonly string[]> {
  return page
    .locator('nav a')
    .evaluateAll((links) => links.map((link) => (link.getAttribute('href') ?? '').slice(1)));
}
