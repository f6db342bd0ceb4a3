import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import t from 'tap';
import { pages } from '../../docs/pages.ts';
import {
  type Column,
  columnsOf,
  type ErrorCode,
  errorByCode,
  errors,
  type FileKey,
  fileByKey,
  filesOf,
  type Kind,
  kinds,
  networkProfiles,
  openApiDocument,
  type Profile,
  parametersOf,
  profiles,
  rowSchema,
  schemaId,
} from '../../schemas/index.ts';
import { cells } from '../helpers/fixtures/cells.ts';
import fc from '../helpers/properties.ts';

const ajv = new Ajv2020({ strict: true, allErrors: true });
const validators = new Map<string, ValidateFunction>();
for (const profile of profiles) {
  for (const key of filesOf(profile))
    validators.set(schemaId(key, profile), ajv.compile(rowSchema(key, profile)));
}

function rightFor(column: Column): readonly string[] {
  return column.kind === 'enum'
    ? [...(column.values ?? []), ...(column.assumed ?? [])]
    : cells[column.kind][0];
}

function wrongFor(column: Column): readonly string[] {
  return column.optional ? cells[column.kind][1] : ['', ...cells[column.kind][1]];
}

function sampleRow(key: FileKey, profile: Profile): Record<string, string> {
  return Object.fromEntries(
    columnsOf(key, profile).map(([name, column]) => [name, rightFor(column)[0] ?? '']),
  );
}

function accepts(key: FileKey, profile: Profile, row: object): boolean {
  return validators.get(schemaId(key, profile))?.(row) ?? false;
}

t.test('a schema accepts every valid value of every column and rejects every invalid one', async (t) => {
  // Thousands of assertions would take most of the time.
  const faults: string[] = [];
  const expect = (holds: boolean, what: string) => holds || faults.push(what);
  for (const profile of profiles) {
    for (const key of filesOf(profile)) {
      const row = sampleRow(key, profile);
      expect(accepts(key, profile, row), `a row of ${key} in ${profile}`);
      expect(!accepts(key, profile, { ...row, stray: 'x' }), `no other column of ${key} in ${profile}`);
      for (const [name, column] of columnsOf(key, profile)) {
        const where = `${key}.${name} in ${profile}`;
        const { [name]: _, ...without } = row;
        expect(!accepts(key, profile, without), `${where} is missing`);
        expect(!accepts(key, profile, { ...row, [name]: 1 }), `${where} is no text`);
        const takesNone = accepts(key, profile, { ...row, [name]: '' });
        expect(takesNone === (column.optional ?? false), `${where} is empty`);
        const right = rightFor(column).filter((value) => !accepts(key, profile, { ...row, [name]: value }));
        expect(right.length === 0, `${where} takes what is right, not: ${right.join(' | ')}`);
        const wrong = wrongFor(column).filter((value) => accepts(key, profile, { ...row, [name]: value }));
        expect(wrong.length === 0, `${where} takes nothing wrong: ${wrong.join(' | ')}`);
      }
    }
  }
  t.same(faults, []);
});

t.test(
  'a schema says what it is about, and there is none for a file that the profile does not have',
  async (t) => {
    const schema = rowSchema('Messages', 'legacy');
    t.match(schema, { $id: 'urn:engage-export-kit:legacy:Messages', title: 'A row of Messages.csv' });
    t.match(schema, { properties: { thread_id: { description: /Refers to Messages\.id\.$/ } } });
    t.throws(() => rowSchema('Tags', 'legacy'), {
      message: /expected a file of the profile legacy, got Tags/,
    });
    t.strictSame(rowSchema('Users', 'current'), rowSchema('Users', 'current'));
  },
);

function pattern(kind: Kind): RegExp {
  return new RegExp(kinds[kind].pattern ?? '[^]', 'u');
}

t.test('the patterns draw the line where the numbers and standards do', async (t) => {
  const digits = fc.oneof(
    fc.stringMatching(/^[0-9]{1,21}$/),
    fc.bigInt({ min: 2n ** 63n - 2000n, max: 2n ** 63n + 2000n }).map(String),
    fc.bigInt({ min: 2n ** 53n - 2000n, max: 2n ** 53n + 2000n }).map(String),
    fc
      .tuple(fc.nat(), fc.integer({ min: 10, max: 20 }))
      .map(([n, length]) => String(n).padStart(length, '0')),
    fc.nat({ max: 18 }).map((place) => String(2n ** 63n - 1n + 10n ** BigInt(place))),
    fc.nat({ max: 18 }).map((place) => String(2n ** 63n - 1n - 10n ** BigInt(place))),
  );
  const plain = (text: string, largest: bigint) => String(BigInt(text)) === text && BigInt(text) <= largest;
  const instant = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true });
  const document = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()));
  const laws: Readonly<Record<string, fc.IRawProperty<[string]>>> = {
    id: fc.property(digits, (text) => pattern('id').test(text) === plain(text, 2n ** 63n - 1n)),
    integer: fc.property(digits, (text) => pattern('integer').test(text) === plain(text, 2n ** 53n - 1n)),
    ids: fc.property(
      fc.array(digits, { minLength: 1 }).map((list) => list.join(',')),
      (text) => pattern('ids').test(text) === text.split(',').every((id) => plain(id, 2n ** 63n - 1n)),
    ),
    timestamp: fc.property(
      instant.map((date) => date.toISOString()),
      (text) => pattern('timestamp').test(text) && !pattern('timestamp').test(`${text}\n`),
    ),
    guid: fc.property(fc.uuid(), (text) => pattern('guid').test(text)),
    email: fc.property(fc.emailAddress(), (text) => pattern('email').test(text)),
    url: fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (text) =>
      pattern('url').test(text),
    ),
    json: fc.property(
      document.map((value) => JSON.stringify(value)),
      (text) => pattern('json').test(text) && !pattern('json').test(`${text},`),
    ),
  };
  for (const [kind, law] of Object.entries(laws))
    t.doesNotThrow(() => fc.assert(law, { numRuns: 500 }), kind);
});

t.test('every pattern runs in short time on a hostile text', async (t) => {
  const many = 200_000;
  const hostile = ['1', '1,', '9', '[', '{', '@', 'a', 'a@', '-', 'https://', '[]', '"Admin",', ' '].map(
    (piece) => piece.repeat(many),
  );
  for (const kind of Object.keys(kinds) as Kind[]) {
    for (const text of hostile) pattern(kind).test(`${text}\u0000`);
    t.pass(kind);
  }
  const admin = sampleRow('Admins', 'current');
  for (const text of hostile) t.notOk(accepts('Admins', 'current', { ...admin, roles: `["Admin",${text}` }));
});

type Json = { readonly [key: string]: Json } & readonly Json[];

function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => (key === '$ref' ? [String(part)] : refsIn(part)));
}

for (const profile of networkProfiles) {
  t.test(`the OpenAPI document of ${profile} matches the tables`, async (t) => {
    const document = openApiDocument(profile);
    t.strictSame(openApiDocument(profile), document, 'the same at every call');
    t.equal(JSON.stringify(JSON.parse(JSON.stringify(document))), JSON.stringify(document), 'it is JSON');
    const api = document as unknown as Json;
    t.match(document, { openapi: '3.1.0', info: { title: String, version: String } });
    t.match(document, { components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } } });
    for (const ref of refsIn(document)) {
      const found = ref
        .slice(2)
        .split('/')
        .reduce<Json | undefined>((part, name) => part?.[name], api);
      t.ok(ref.startsWith('#/') && found, `${ref} resolves`);
    }
    const paths = { network: '/api/v1/export', user: '/api/v1/export/users/{user_id}' } as const;
    const requests = '/api/v1/export/requests';
    t.strictSame(Object.keys(api.paths ?? {}), [
      ...Object.values(paths),
      requests,
      `${requests}/{request_id}`,
      `${requests}/{request_id}/files/{part}`,
    ]);
    for (const endpoint of ['network', 'user'] as const) {
      const get = api.paths?.[paths[endpoint]]?.get as Json;
      const listed = get.parameters?.map(({ name, in: place, required }) => [name, place, required]);
      const parameters = parametersOf(endpoint).filter(({ name }) => name !== 'access_token');
      t.strictSame(
        listed,
        parameters.map(({ name, in: place, required }) => [name, place, required]),
      );
      const entries = (Object.keys(errors) as ErrorCode[])
        .map(errorByCode)
        .filter((e) => e.endpoints.includes(endpoint));
      // The mock itself answers 404 to an unknown session.
      const statuses = [...new Set([200, 404, ...entries.map(({ status }) => status)])].sort().map(String);
      t.strictSame(Object.keys(get.responses ?? {}), statuses);
      t.match(get, { responses: { 200: { description: String, content: { 'application/zip': {} } } } });
      for (const { status, contentType, when } of entries) {
        const answer = api.components?.responses?.[`${endpoint}${status}`] as Json;
        t.ok(String(answer.description).includes(when));
        t.equal(contentType === '', String(answer.description).includes(`${when} The body is empty.`));
        t.ok(
          contentType === '' || answer.content?.[contentType]?.examples,
          `${endpoint} ${status} ${contentType}`,
        );
      }
    }
    const models = api.paths?.['/api/v1/export']?.get?.parameters?.[0] as unknown as {
      schema: { items: { enum: string[] } };
    };
    t.ok(
      models.schema.items.enum.includes('File') && models.schema.items.enum.includes('OutboundMessageThread'),
    );
    t.equal(models.schema.items.enum.includes('WatchAlertTheme'), profile === 'current');
    t.ok(ajv.validateSchema(api.components?.schemas?.Error as object), 'the error schema is a schema');
  });
}

for (const [name, text] of Object.entries(pages)) {
  t.test(`docs/${name} is what the code derives: npm run docs`, async (t) => {
    const written = readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
    t.ok(
      written.replaceAll('\r\n', '\n') === (await text()),
      `expected docs/${name} to be fresh; run npm run docs`,
    );
  });
}

t.test('the README states the number of files of each export', async (t) => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const [current, legacy, older, user] = profiles.map((profile) => filesOf(profile).length);
  for (const count of [
    `network export (${current} files)`,
    `${legacy}, \`--profile legacy\``,
    `${older}, \`--profile 2018\``,
    `user export (${user})`,
  ])
    t.ok(readme.includes(count), `README.md names ${count}`);
});

t.test('the reference names every file and column', async (t) => {
  const page = (await pages['reference.md']?.()) ?? '';
  for (const key of profiles.flatMap(filesOf)) {
    const section = page.split(/^### /m).find((text) => text.startsWith(`${key}.csv\n`)) ?? '';
    const whole = section.includes('[Messages.csv]') ? page : section;
    const names = Object.keys(fileByKey(key).columns);
    t.same(
      names.filter((name) => !whole.includes(`| \`${name}\` |`)),
      [],
      key,
    );
  }
});
