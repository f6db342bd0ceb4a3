import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import t from 'tap';
import { renderReport } from '../../../conformance/reports/formats.ts';
import { filledWith, hostile } from '../../helpers/reports/fixtures.ts';

t.test('the policy allows one script and one style, by their digests', async (t) => {
  for (const text of ['tame', ...hostile]) {
    const page = renderReport('html', filledWith(text));
    const blocks = (tag: string) =>
      [...page.matchAll(new RegExp(`<${tag}[^>]*>([^]*?)</${tag}>`, 'g'))].map(([, content = '']) => content);
    const source = (content: string) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
    const [script, style] = [blocks('script'), blocks('style')];
    t.same([script.length, style.length], [1, 1]);
    t.match(
      page,
      `content="default-src 'none'; script-src ${source(script[0] ?? '')}; style-src ${source(style[0] ?? '')}; base-uri 'none'; form-action 'none'"`,
    );
    t.notMatch(page, / (?:style|on[a-z]+)="/, 'no style and no handler in an attribute');
  }
});

const browser = ['chromium', 'chromium-browser', 'google-chrome'].find(
  (name) => spawnSync(name, ['--version']).status === 0,
);

t.test(
  'in a browser the script runs, and no text of a client does',
  { skip: browser === undefined && 'needs Chromium', timeout: 120_000 },
  async (t) => {
    const attack = filledWith(
      '<script>document.title="broken"</script><img src=x onerror="document.title=\'broken\'">"\' onclick=1 </style><svg onload=alert(1)>',
    );
    const folder = t.testdir({ 'page.html': renderReport('html', attack) });
    const { stdout } = spawnSync(
      browser ?? '',
      [
        ...['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${join(folder, 'profile')}`],
        ...['--dump-dom', pathToFileURL(join(folder, 'page.html')).href],
      ],
      { encoding: 'utf8', timeout: 100_000, maxBuffer: 50_000_000 },
    );
    t.match(stdout, /<output id="shown" for="search">4 of 4 cases<\/output>/, 'the script ran');
    t.match(stdout, /<button type="button">Copy<\/button>/);
    t.notMatch(stdout, /<title>broken/);
    t.notMatch(stdout, /<img|<svg onload|<script>document/);
  },
);
