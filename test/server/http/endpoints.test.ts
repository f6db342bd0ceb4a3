import t from 'tap';
import { filesOf, profiles } from '../../../schemas/index.ts';
import { nearest } from '../../../schemas/text.ts';
import { redactTarget } from '../../../server/http/redact.ts';
import { admin, asking, NOW, testContext, userOf } from '../../helpers/serve.ts';

const EXPORT = '/api/v1/export';
const JSON_TYPE = 'application/json';
const TEXT_TYPE = 'text/plain; charset=utf-8';
const NO_TOKEN = '{"response":{"message":"Token not found.","code":16,"stat":"fail"}}';
const NO_ADMIN = /^\{"response":\{"message":"[^"]+","code":\d+,"stat":"fail"\}\}$/;

const { networks } = await testContext().world();
const bearer = (text: string) => ({ authorization: text });

const unauthorized: [
  title: string,
  query: string,
  headers: Record<string, string>,
  body: string | RegExp,
  hint: RegExp,
][] = [
  ['no token', '', {}, NO_TOKEN, /no token: send/],
  ['no token and no since', '?model=Nope', {}, NO_TOKEN, /no token/],
  ['an unknown token', '', bearer('Bearer abc'), NO_TOKEN, /unknown token/],
  ['an expired token', '', bearer('Bearer expired'), NO_TOKEN, /expired/],
  ['a revoked token', '', bearer('Bearer revoked'), NO_TOKEN, /revoked/],
  ['a token that is a key of every object', '', bearer('Bearer constructor'), NO_TOKEN, /unknown/],
  ['a scenario that does not exist', '', bearer('Bearer verified-admin~x'), NO_TOKEN, /unknown/],
  ['a token in other letters', '', bearer('Bearer Verified-Admin'), NO_TOKEN, /unknown/],
  ['no scheme', '', bearer('verified-admin'), NO_TOKEN, /Bearer/],
  ['another scheme', '', bearer('Basic dmVyaWZpZWQtYWRtaW4='), NO_TOKEN, /Bearer/],
  ['a scheme without a token', '', bearer('Bearer'), NO_TOKEN, /Bearer/],
  ['a scheme and a space', '', bearer('Bearer '), NO_TOKEN, /Bearer/],
  ['two spaces', '', bearer('Bearer  verified-admin'), NO_TOKEN, /one space/],
  ['two tokens', '', bearer('Bearer verified-admin verified-admin'), NO_TOKEN, /one token/],
  ['two headers in one', '', bearer('Bearer verified-admin, Bearer x'), NO_TOKEN, /one token/],
  ['an empty header beside a good query', '?access_token=verified-admin', bearer(''), NO_TOKEN, /one token/],
  [
    'a bad header beside a good query',
    '?access_token=verified-admin',
    bearer('Bearer x'),
    NO_TOKEN,
    /unknown/,
  ],
  ['a bad token in the query', '?access_token=x', {}, NO_TOKEN, /unknown/],
  ['an empty token in the query', '?access_token=', {}, NO_TOKEN, /no token/],
  ['the query under another name', '?Access_Token=verified-admin', {}, NO_TOKEN, /no token/],
  ['a user who is not an admin', '', bearer('Bearer not-admin'), NO_ADMIN, /not an admin/],
  ['that user in the query', '?access_token=not-admin', {}, NO_ADMIN, /not an admin/],
];

t.test(
  'a token without access gets an error response, whatever else is wrong with the request',
  async (t) => {
    const ask = asking(t);
    for (const [title, query, headers, body, hint] of unauthorized) {
      const network = await ask(EXPORT + query, { headers });
      t.equal(network.statusCode, 401, title);
      t.equal(network.headers['content-type'], JSON_TYPE, title);
      t.match(network.body, body, title);
      t.match(network.headers['x-engage-export-hint'], hint, title);
      const user = await ask(`${EXPORT}/users/${userOf('active')}${query}`, { headers });
      t.strictSame([user.statusCode, user.headers['content-type'], user.body], [401, undefined, ''], title);
      t.match(user.headers['x-engage-export-hint'], hint, title);
    }
  },
);

t.test('an admin who is not verified exports users, and nothing else', async (t) => {
  const ask = asking(t);
  const headers = bearer('Bearer admin');
  const user = await ask(`${EXPORT}/users/${userOf('active')}?model=Group`, { headers });
  t.equal(user.statusCode, 200);
  const network = await ask(`${EXPORT}?since=0`, { headers });
  t.strictSame([network.statusCode, network.headers['content-type']], [401, JSON_TYPE]);
  t.match(network.body, NO_ADMIN);
  t.match(network.headers['x-engage-export-hint'], /not verified.*use verified-admin/);
});

t.test('the token of a verified admin is accepted in every form', async (t) => {
  const ask = asking(t);
  const cases: [title: string, query: string, headers: Record<string, string>][] = [
    ['in the header', '', admin],
    ['with the scheme in small letters', '', bearer('bearer verified-admin')],
    ['with the scheme in capitals', '', bearer('BEARER verified-admin')],
    ['in the query', '&access_token=verified-admin', {}],
    ['in the query, escaped', '&access%5Ftoken=verified%2Dadmin', {}],
    ['in the header, beside a bad one in the query', '&access_token=x', admin],
  ];
  for (const [title, query, headers] of cases) {
    const answer = await ask(`${EXPORT}?since=0&model=Segment${query}`, { headers });
    t.equal(answer.statusCode, 200, title);
  }
});

const noMethod = '{"response":{"message":"Method not allowed.","code":405,"stat":"fail"}}';
const noRoute = '{"response":{"message":"Not found.","code":404,"stat":"fail"}}';
const allow = 'GET, HEAD';
const strays: [method: string, path: string, status: number, body: string | RegExp, allow?: string][] = [
  ...['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'TRACE'].flatMap((method) => [
    [method, EXPORT, 405, noMethod, allow] as [string, string, number, string, string],
    [method, `${EXPORT}/users/1?x=1`, 405, noMethod, allow] as [string, string, number, string, string],
  ]),
  ['POST', `${EXPORT}/users/%zz`, 405, noMethod, allow],
  ['GET', '/api', 404, noRoute],
  ['GET', '/api/', 404, noRoute],
  ['GET', '/api/v1', 404, noRoute],
  ['GET', '/api/v1/messages.json', 404, noRoute],
  ['GET', `${EXPORT}/`, 404, noRoute],
  ['GET', `${EXPORT}.json`, 404, noRoute],
  ['GET', '/api/v1/Export', 404, noRoute],
  ['GET', `${EXPORT}/users`, 404, noRoute],
  ['GET', `${EXPORT}/users/1/2`, 404, noRoute],
  ['GET', '/api/%zz', 404, noRoute],
  ['DELETE', '/api/v1/users/1', 405, noMethod, allow],
  ['DELETE', '/api/v1/likes/1', 404, noRoute],
  ['GET', '/', 404, /^\/ does not exist\./],
  ['GET', '/%zz', 404, /^\/%zz does not exist\./],
  ['GET', '/schemas/current/Nope.json', 404, /no such schema/],
  ['GET', '/schemas/nope/Users.json', 404, /no such schema/],
];

t.test('an unknown path gets an error in the format of its part of the server', async (t) => {
  const ask = asking(t);
  for (const [method, path, status, body, allowed] of strays) {
    const answer = await ask(path, { method });
    t.equal(answer.statusCode, status, `${method} ${path}`);
    t.match(answer.body, body, `${method} ${path}`);
    t.equal(answer.headers.allow, allowed, `${method} ${path}`);
    t.equal(
      answer.headers['content-type'],
      body === noMethod || body === noRoute ? JSON_TYPE : TEXT_TYPE,
      path,
    );
  }
  const posted = await ask(EXPORT, { method: 'POST', headers: { 'content-type': 'application/json' } });
  t.equal(posted.statusCode, 405, 'a body of any type is not looked at');
});

t.test('control answers this machine only; the API answers any host', async (t) => {
  const ask = asking(t);
  const local = [
    'localhost',
    'LOCALHOST:4010',
    '127.0.0.1',
    '127.0.0.1:80',
    '127.9.9.9',
    '[::1]',
    '[::1]:4010',
  ];
  const foreign = [
    'www.yammer.com',
    'localhost.evil.example',
    'evil.example:4010',
    '10.0.0.1',
    '127.0.0.1.nip.io',
    '[::2]',
    'a@localhost',
  ];
  for (const host of local)
    t.equal((await ask('/__admin/health', { headers: { host } })).body, '{"status":"ok"}', host);
  for (const host of foreign) {
    t.equal((await ask('/__admin/health', { headers: { host } })).statusCode, 403, host);
    t.equal((await ask('/__admin/info', { headers: { host } })).statusCode, 403, host);
  }
  const abroad = { ...admin, host: 'www.yammer.com' };
  t.equal((await ask(`${EXPORT}?since=0&model=Tags`, { headers: abroad })).statusCode, 200);
});

t.test('control describes the data of the server', async (t) => {
  const info = (await asking(t)('/__admin/info')).json();
  t.match(info, {
    seed: '7',
    size: 'tiny',
    profile: 'current',
    clock: { now: new Date(NOW).toISOString(), fixed: true },
    networks: networks.map(({ id, permalink }, index) => ({ id, permalink, external: index > 0 })),
    tokens: ['verified-admin', 'admin', 'not-admin', 'expired', 'revoked'],
  });
  for (const state of ['active', 'suspended', 'deleted']) {
    t.ok(
      info.sample_users.some((user: { state: string }) => user.state === state),
      state,
    );
  }
  t.ok(
    info.sample_users.some((user: { external: boolean }) => user.external),
    'external',
  );
  t.ok(info.admins.length > 0, 'admins');
});

t.test('every schema of the index is there, and the API in OpenAPI', async (t) => {
  const ask = asking(t);
  const index: Record<string, string[]> = (await ask('/schemas/')).json();
  t.strictSame(
    [...profiles, 'server'].map((name) => index[name]?.length),
    [...profiles.map((profile) => filesOf(profile).length), 2],
  );
  for (const address of Object.values(index).flat()) {
    const answer = await ask(address);
    t.match(answer.json(), { $schema: 'https://json-schema.org/draft/2020-12/schema' }, address);
  }
  t.match((await ask('/openapi.json')).json(), { openapi: /^3\.1/, paths: { [EXPORT]: {} } });
});

t.test('a shown target contains no token, however the parameter is written', (t) => {
  const cases: [target: string, shown: string][] = [
    ['/a', '/a'],
    ['/a?', '/a?'],
    ['/a?since=0', '/a?since=0'],
    ['/a?access_token=x', '/a?access_token=REDACTED'],
    ['/a?b=1&access_token=x&c=2', '/a?b=1&access_token=REDACTED&c=2'],
    ['/a?ACCESS_TOKEN=x', '/a?ACCESS_TOKEN=REDACTED'],
    ['/a?%61ccess%5Ft%6Fken=x=y', '/a?%61ccess%5Ft%6Fken=REDACTED'],
    ['/a?access_token=x&access_token=y', '/a?access_token=REDACTED&access_token=REDACTED'],
    ['/a?%zz&access_token=x', '/a?%zz&access_token=REDACTED'],
    ['/a?access_token', '/a?access_token'],
    ['/a?b=1;access_token=x', '/a?b=1;access_token=REDACTED'],
    ['/a?b=1#access_token=x', '/a?b=1#access_token=REDACTED'],
  ];
  for (const [target, shown] of cases) t.equal(redactTarget(target), shown, target);
  t.end();
});

t.test('a misspelt word finds the nearest one', (t) => {
  const words = ['Message', 'MessageVersion', 'User', 'Group', 'csv', 'all'];
  const cases: [text: string, word: string | undefined][] = [
    ['Mesages', 'Message'],
    ['mesage', 'Message'],
    ['Messgae', 'Message'],
    ['Usr', 'User'],
    ['resu', undefined],
    ['cvs', 'csv'],
    ['', undefined],
    ['Elephant', undefined],
    ['x'.repeat(100_000), undefined],
  ];
  for (const [text, word] of cases) t.equal(nearest(text, words), word, text.slice(0, 20));
  t.end();
});
