import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { get } from 'node:http';
import { gzipSync } from 'node:zlib';
import t, { type Test } from 'tap';
import { type ServerOptions, startServer } from '../../../server/index.ts';
import { json, shellWord, visible } from '../../../server/page/components/format.ts';
import { tiny } from '../../helpers/serve.ts';

const ASSETS = new URL('../../../dist/server/page/assets/', import.meta.url);
/** The maximum size of script and styles together, compressed, bytes. */
const MAX_BYTES = 60 * 1024;
const HTML = 'text/html,application/xhtml+xml,*/*;q=0.8';

async function serving(t: Test, options: ServerOptions = tiny) {
  const server = await startServer(options);
  t.teardown(() => server.close());
  const ask = async (path: string, headers: Record<string, string> = { accept: HTML }) => {
    const [status, answered] = await new Promise<[number, Record<string, unknown>]>((resolve, reject) => {
      get({ port: server.port, path, headers }, (response) => {
        resolve([response.statusCode ?? 0, response.headers]);
        response.resume();
      }).on('error', reject);
    });
    return { status, headers: answered, type: String(answered['content-type']) };
  };
  return { server, ask };
}

t.test('browsers get the page, other clients the text as before', async (t) => {
  const { server, ask } = await serving(t);
  const session = await server.session();
  for (const path of ['/', `/s/${session.id}/`, `/s/${session.id}`]) {
    const page = await ask(path);
    t.strictSame([page.status, page.type], [200, 'text/html; charset=utf-8'], path);
    t.equal(page.headers['cache-control'], 'no-store');
    for (const accept of ['*/*', 'application/json', 'text/htmlx'])
      t.strictSame((await ask(path, { accept })).status, 404, `${path} ${accept}`);
  }
  t.equal((await ask('/s/nobody/')).status, 404, 'a session that does not exist');
  t.strictSame(await server.requests(), [], 'the journal has no request for the page');
});

t.test('the page may run nothing but its own script, and ask nobody but its own server', async (t) => {
  const { ask } = await serving(t);
  const { headers } = await ask('/');
  const policy = String(headers['content-security-policy']).split('; ');
  for (const part of [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ])
    t.ok(policy.includes(part), part);
  t.notMatch(policy.join(), /unsafe|http/);
  t.equal(headers['x-content-type-options'], 'nosniff');
  const document = readFileSync(new URL('index.html', ASSETS), 'utf8');
  const paths = Array.from(document.matchAll(/(?:src|href)="(\/[^"]*)"/g), ([, path]) => path ?? '');
  t.equal(paths.length, 2, 'one script and one style sheet');
  for (const path of paths) {
    const asset = await ask(path);
    t.equal(asset.status, 200);
    t.match(asset.type, /^text\/(?:javascript|css)/);
    t.match(asset.headers['cache-control'], /immutable/);
    t.equal(asset.headers['x-content-type-options'], 'nosniff');
  }
  for (const path of ['/__admin/page/nothing.js', '/__admin/page/..%2Fpage.ts'])
    t.equal((await ask(path)).status, 404, path);
});

t.test('script and styles together have at most 60 kB, compressed', async (t) => {
  const files = readdirSync(ASSETS).filter((name) => /\.(?:js|css)$/.test(name));
  t.equal(files.length, 2);
  const bytes = files.map((name) => gzipSync(readFileSync(new URL(name, ASSETS)), { level: 9 }).length);
  t.ok(Math.max(...bytes) > 1000, 'the bundles are there');
  t.ok(bytes.reduce((sum, one) => sum + one, 0) <= MAX_BYTES, bytes.join(' + '));
});

t.test('a client that may not control the server gets no page; without control there is none', async (t) => {
  const { ask } = await serving(t);
  const foreign = { accept: HTML, host: 'attacker.example' };
  t.equal((await ask('/', foreign)).status, 403);
  t.equal((await ask('/__admin/page/index.html', foreign)).status, 403);
  const without = await serving(t, { ...tiny, control: false });
  t.equal((await without.ask('/')).status, 404);
  t.equal((await without.ask('/__admin/page/index.html')).status, 404);
});

t.test('texts of a request cannot leave their quotes in a shell or in JavaScript', async (t) => {
  const hostile = "it's $(id) `id` \\ \u2028\u202e\u0007";
  t.equal(shellWord("it's $(id)"), "'it'\\''s $(id)'");
  const echoed = spawnSync('bash', ['-c', `printf %s ${shellWord(hostile)}`], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  if (echoed.error === undefined) t.equal(echoed.stdout, hostile);
  t.equal(JSON.parse(json(hostile)), hostile);
  t.equal(json({ a: [hostile] }, 2).split('\n').length, 5, 'the lines of JSON stay');
  t.notMatch(visible(hostile), /\p{Cc}|\u2028|\u202e/u);
});
