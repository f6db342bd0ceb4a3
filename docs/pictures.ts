import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { startServer } from '../server/index.ts';
import { chromiumPath, FLAGS } from '../test/page/chromium.ts';

/*
 * `npm run pictures`: takes the pictures of the README from the running product, with Chromium. Needs
 * `npm run build`, and curl, whose mistakes are in the picture of a report.
 */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PICTURES = join(ROOT, 'docs/pictures');
const NOW = Date.UTC(2026, 10, 20, 12);
/** The maximum size of a picture, bytes: the README loads both. */
const MAX_BYTES = 150_000;
const SIZE = { width: 1200, height: 600 } as const;

/** The scenarios of the requests in the picture, the latest last. */
const scenarios = ['csv-bom', 'rate-limited', 'error-503', 'reset-mid-member', 'cut-mid-member-chunked'];

const executablePath = chromiumPath();
if (executablePath === undefined) {
  console.error('expected Chromium on the path, found none: set CHROMIUM to its path.');
  process.exitCode = 2;
} else {
  mkdirSync(PICTURES, { recursive: true });
  const browser = await chromium.launch({ executablePath, args: [...FLAGS] });
  await takePage(browser);
  await takeReport(browser);
  await browser.close();
  for (const name of ['page.png', 'report.png']) {
    const { size } = statSync(join(PICTURES, name));
    console.log(`docs/pictures/${name}: ${size} bytes`);
    if (size > MAX_BYTES) process.exitCode = 1;
  }
}

/** Takes the journal with an exchange that was cut. */
async function takePage(browser: Browser): Promise<void> {
  await using server = await startServer({ size: 'tiny', seed: '7', now: NOW });
  const ask = async (token: string, query: string): Promise<void> => {
    const headers = { authorization: `Bearer ${token}`, 'user-agent': 'exporter/2.1' };
    const response = await fetch(`${server.url}/api/v1/export?${query}`, { headers }).catch(() => undefined);
    await response?.arrayBuffer().catch(() => undefined);
  };
  await ask('verified-admin', 'since=2026-11-18');
  await ask('nobody', 'since=2026-11-18');
  await ask('verified-admin', 'since=2026-11-18T00:00:00+02:00&model=Mesage');
  for (const scenario of scenarios) await ask(`verified-admin~${scenario}`, 'since=2026-11-18');
  const page = await browser.newPage({ viewport: SIZE, colorScheme: 'light' });
  const [last] = (await server.requests()).toReversed();
  await page.goto(`${server.url}/#/journal/${last?.id}`);
  await page.locator('.drawer .steps').waitFor();
  await page.screenshot({ path: join(PICTURES, 'page.png') });
  await page.close();
}

/** Takes the first screen of the report of curl. */
async function takeReport(browser: Browser): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
  const report = join(folder, 'report.html');
  const cases = ['errors.*', 'download.cut-*'].flatMap((only) => ['--only', only]);
  const client = ['curl', '-sS', '-H', 'Authorization: Bearer {token}', '-o', '{out_dir}/export.zip'];
  const target = '{base_url}/api/v1/export?since={since}';
  const main = join(ROOT, 'dist/cli/main.js');
  const args = [main, 'test', ...cases, '-o', report, '--', ...client, target];
  try {
    spawnSync(process.execPath, args, { cwd: folder, stdio: 'ignore' });
    const page = await browser.newPage({ viewport: SIZE, colorScheme: 'light' });
    await page.goto(pathToFileURL(report).href);
    await page.screenshot({ path: join(PICTURES, 'report.png') });
    await page.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
}
