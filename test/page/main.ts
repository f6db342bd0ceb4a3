import { after } from 'node:test';
import { closeBrowser } from './browser.ts';
import { chromiumPath } from './chromium.ts';

/*
 * `npm run test:page`: the page in Chromium, driven by playwright-core. Needs `npm run build`. The
 * environment variable CHROMIUM names another browser than the first on the path. Arguments select files:
 * `npm run test:page -- journal`.
 */

const files = ['journal', 'scenarios', 'sessions', 'states', 'network', 'laws', 'looks', 'attack'];
const selected = process.argv.slice(2);

if (chromiumPath() === undefined) {
  console.log('The page was not tested: there is no Chromium on the path. Set CHROMIUM to its path.');
} else {
  for (const file of selected.length > 0 ? selected : files) await import(`./${file}.ts`);
  after(closeBrowser);
}
