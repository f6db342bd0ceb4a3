import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import t from 'tap';
import { draftClient } from '../../conformance/index.ts';
import { blocksOf } from '../../docs/readme/fresh.ts';
import { fileSchemas, INSTALLED, schemasPage } from '../../docs/schemas-page.ts';
import { startServer } from '../../server/index.ts';

const DOCS = join(import.meta.dirname, '../../docs');

/** The addresses that editors and catalogues know. They never change. */
const addresses = {
  'client.schema.json': 'urn:engage-export-kit:client',
  'config.schema.json': 'urn:engage-export-kit:config',
  'scenario.schema.json': 'urn:engage-export-kit:scenario',
  'baseline.schema.json': 'urn:engage-export-kit:baseline:1',
  'report.schema.json': 'urn:engage-export-kit:report:1',
};

t.test('every schema of a file keeps its address and its dialect', async (t) => {
  const found = fileSchemas.map(({ file }) => {
    const { $id, $schema } = JSON.parse(readFileSync(join(DOCS, file), 'utf8'));
    t.equal($schema, 'https://json-schema.org/draft/2020-12/schema', file);
    return [file, $id];
  });
  t.strictSame(Object.fromEntries(found), addresses);
});

t.test('the lines of the page name schemas of the package, and init writes one of them', async (t) => {
  const page = schemasPage();
  const named = [...page.matchAll(/\.\/node_modules\/engage-export-kit\/docs\/([\w.]+\.json)/g)];
  t.ok(named.length >= 5);
  for (const [, name = ''] of named) t.ok(name in addresses, name);
  const { client } = draftClient([
    'node',
    'client.js',
    '--url',
    'https://www.yammer.com',
    '--out',
    'exports',
  ]);
  const [line = '', settings = ''] = blocksOf(page, 'json');
  t.equal(client.$schema, JSON.parse(line).$schema);
  t.strictSame(Object.keys(JSON.parse(settings)), ['json.schemas', 'yaml.schemas']);
  t.ok(JSON.stringify(JSON.parse(settings)).includes(`${INSTALLED}config.schema.json`));
});

t.test('a file with the line of the page is valid', async (t) => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const [config] = fileSchemas.filter(({ file }) => file === 'config.schema.json');
  const valid = ajv.compile(config?.schema ?? {});
  t.ok(valid({ $schema: `${INSTALLED}config.schema.json`, scenarios: [] }));
  t.notOk(valid({ $schema: 7 }));
});

t.test('a server has the schemas that the page says', async (t) => {
  await using server = await startServer({ size: 'tiny', port: 0 });
  for (const name of ['config', 'scenario']) {
    const answer = await fetch(`${server.url}/schemas/${name}.json`);
    const { $id } = (await answer.json()) as { readonly $id: string };
    t.equal($id, `urn:engage-export-kit:${name}`);
  }
});
