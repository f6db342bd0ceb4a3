import { readdirSync, readFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import t from 'tap';
import { startServer } from '../../../server/index.ts';

const ROOT = join(import.meta.dirname, '../../..');
/**
 * The folders whose code may run inside a test runner. The reference client and the mutants are separate
 * programs, and the page runs in a browser.
 */
const FOLDERS = ['server', 'generators', 'schemas', 'conformance'];
const OWN_PROGRAMS = /^(?:conformance\/(?:reference-client|mutation|mutants)|server\/page)\//;
const TIMERS = [
  'setTimeout',
  'setInterval',
  'setImmediate',
  'clearTimeout',
  'clearInterval',
  'clearImmediate',
  'queueMicrotask',
  'performance',
];

t.test('no code of the product uses a timer that a test runner may have replaced', (t) => {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  ).filter((name) => /\.ts$/.test(name) && !/timers\.ts$/.test(name) && !OWN_PROGRAMS.test(name));
  const found = files.flatMap((file) => {
    const source = readFileSync(join(ROOT, file), 'utf8');
    const taken = /import \{([^}]*)\} from '(?:[./]|util\/)*timers\.ts'/.exec(source)?.[1] ?? '';
    const code = source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*|`[^`]*`|'[^'\n]*'/g, '0');
    const used = TIMERS.filter((name) => new RegExp(`(?<![.\\w])${name}\\s*[.(]`).test(code));
    return [
      ...used.filter((name) => !taken.includes(name)).map((name) => `${file}: ${name}`),
      ...(/(?<![.\w])(?:Date\.now|new Date\(\))/.test(code) ? [`${file}: the machine's Date`] : []),
      ...(source.includes("'node:timers") ? [`${file}: node:timers`] : []),
    ];
  });
  t.ok(files.length > 300);
  t.same(found, [], 'each is imported from the timers.ts of its folder');
  t.end();
});

t.test('an export finishes while all timers of the test runner are frozen', async (t) => {
  const server = await startServer({ size: 'tiny', seed: '7', port: 0 });
  t.teardown(() => server.close());
  const real = Object.fromEntries(
    [...TIMERS.slice(0, -1), 'Date'].map((name) => [name, Reflect.get(globalThis, name)]),
  );
  const body = new Promise<number>((resolve, reject) => {
    const headers = { authorization: 'Bearer verified-admin' };
    get(`${server.url}/api/v1/export?since=0`, { headers }, (response) => {
      let bytes = 0;
      response.on('data', (part: Buffer) => {
        bytes += part.length;
      });
      response.on('end', () => resolve(bytes)).on('error', reject);
    }).on('error', reject);
  });
  for (const name of Object.keys(real))
    Reflect.set(globalThis, name, name === 'Date' ? class extends Date {} : () => 0);
  const bytes = await body.finally(() => {
    Object.assign(globalThis, real);
  });
  t.ok(bytes > 10_000);
});
