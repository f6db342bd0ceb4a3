import t from 'tap';
import { importCycles, loadedWith, packagesLoadedWith, productImports, upwardImports } from './imports.ts';

const of = (...lines: readonly string[]) =>
  lines.map((line) => {
    const [from = '', to = ''] = line.split(' > ');
    return { from, to, loads: 'with' as const };
  });

t.test('the product has no upward and no circular imports', async (t) => {
  const imports = productImports();
  t.ok(imports.length > 1000, 'the imports are found');
  t.strictSame(upwardImports(imports), []);
  t.strictSame(importCycles(imports), []);
});

t.test(
  'a server listens before the tables of the schemas, the network and the API document are loaded',
  async (t) => {
    // The server loads the last four before it listens, but not with itself.
    const start = [
      'cli/serve.ts',
      'server/start.ts',
      'server/routes/app.ts',
      'server/routes/access-log.ts',
      'server/sessions/read-options.ts',
      'server/tls/authority.ts',
    ];
    const loaded = loadedWith(productImports(), start);
    t.ok(loaded.has('server/sessions/sessions.ts'), 'the files that start the server are found');
    const heavy = [...loaded].filter((file) =>
      /^(?:schemas|generators)\/index\.ts$|^schemas\/openapi|^server\/control\/api\//.test(file),
    );
    t.strictSame(heavy, []);
    t.strictSame([...packagesLoadedWith(loaded)], ['fastify']);
    const judging = [...loadedWith(productImports(), ['cli/main.ts', ...start])];
    t.notOk(
      judging.some((file) => file.startsWith('conformance/')),
      'nor what lays out texts for terminals',
    );
  },
);

t.test('upward imports between source folders and between subfolders are found', async (t) => {
  const imports = of(
    'server/zip/a.ts > server/http/b.ts',
    'server/http/b.ts > server/zip/a.ts',
    'schemas/a.ts > server/index.ts',
    'server/zip/a.ts > server/index.ts',
    'server/attic/a.ts > server/http/b.ts',
  );
  t.strictSame(upwardImports(imports), [
    'server/http/b.ts imports server/zip/a.ts',
    'schemas/a.ts imports server/index.ts',
    'server/zip/a.ts imports server/index.ts',
    'server/attic/a.ts imports server/http/b.ts: a folder without a place in the order',
  ]);
});

t.test('indirect circular imports are found', async (t) => {
  const imports = of('a > b', 'b > c', 'c > a', 'c > d', 'e > f', 'f > e');
  const found = importCycles(imports).map((files) => files.toSorted());
  t.strictSame(found, [
    ['a', 'b', 'c'],
    ['e', 'f'],
  ]);
});
