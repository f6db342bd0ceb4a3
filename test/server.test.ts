import t from 'tap';
import { listedNetworkModels, listedUserModels } from '../schemas/index.ts';
import { nearest } from '../server/nearest.ts';
import { redactTarget } from '../server/redact.ts';
import { admin, asking, NOW, testContext, userOf } from './serving.ts';

const EXPORT = '/api/v1/export';
const JSON_TYPE = 'application/json';
const TEXT_TYPE = 'text/plain; charset=utf-8';
const DATE = 'an ISO 8601 date such as 2020-02-09T00:00:00+00:00';
const NO_TOKEN = '{"response":{"message":"Token not found.","code":16,"stat":"fail"}}';
const NO_ADMIN = /^\{"response":\{"message":"[^"]+","code":\d+,"stat":"fail"\}\}$/;

const { networks } = await testContext().world();
const [home] = networks;
const bearer = (text: string) => ({ authorization: text });

const strangers: [
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
  ['a user who is no admin', '', bearer('Bearer not-admin'), NO_ADMIN, /no admin/],
  ['that user in the query', '?access_token=not-admin', {}, NO_ADMIN, /no admin/],
];

t.test('who may not export is told so, whatever else is wrong with the request', async (t) => {
  const ask = asking(t);
  for (const [title, query, headers, body, hint] of strangers) {
    const network = await ask(EXPORT + query, { headers });
    t.equal(network.statusCode, 401, title);
    t.equal(network.headers['content-type'], JSON_TYPE, title);
    t.match(network.body, body, title);
    t.match(network.headers['x-engage-export-hint'], hint, title);
    const user = await ask(`${EXPORT}/users/${userOf('active')}${query}`, { headers });
    t.strictSame([user.statusCode, user.headers['content-type'], user.body], [401, undefined, ''], title);
    t.match(user.headers['x-engage-export-hint'], hint, title);
  }
});

t.test('a verified admin is let in, however the token comes', async (t) => {
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

const models = `Supported models are ${listedNetworkModels('current').join(', ')}`;
const unsupported = (names: string) =>
  `At least one of the provided models in the input is not supported: ${names}\n${models}`;
const invalid = (name: string, expected: string, received: string) =>
  `The parameter ${name} is not valid: expected ${expected}, received ${received}`;
const noSince = `The parameter since is required: expected ${DATE}, received nothing.`;
const order = (since: string, until: string) =>
  `The parameter until is not valid: expected an instant not before since (${since}), received ${until}`;
const noNetwork = (name: string) =>
  `{"response":{"message":"The token has no access to the network ${name}.","code":403,"stat":"fail"}}`;
const networkRefusals: [
  title: string,
  query: string,
  status: number,
  type: string,
  body: string,
  hint: string,
][] = [
  ['no since', '', 400, TEXT_TYPE, noSince, `since is required: expected ${DATE}`],
  ['an empty since', '?since=', 400, TEXT_TYPE, noSince, 'since is required'],
  ['a bare since', '?since', 400, TEXT_TYPE, noSince, 'since is required'],
  ['a since of spaces', '?since=+%20', 400, TEXT_TYPE, noSince, 'since is required'],
  ['since under another name', '?Since=2024-01-01', 400, TEXT_TYPE, noSince, 'since is required'],
  [
    'a since that is a word',
    '?since=yesterday',
    400,
    TEXT_TYPE,
    invalid('since', DATE, 'yesterday'),
    'since=yesterday: expected',
  ],
  [
    'a day that does not exist',
    '?since=2021-02-30',
    400,
    TEXT_TYPE,
    invalid('since', DATE, '2021-02-30'),
    'since=2021-02-30',
  ],
  [
    'Unix time',
    '?since=1719705600',
    400,
    TEXT_TYPE,
    invalid('since', DATE, '1719705600'),
    'since=1719705600: this looks like Unix time',
  ],
  ['a broken escape', '?since=%zz', 400, TEXT_TYPE, invalid('since', DATE, '%zz'), 'since=%zz'],
  ['a line break in a date', '?since=%0d%0aX:1', 400, TEXT_TYPE, invalid('since', DATE, 'X:1'), 'since=X:1'],
  [
    'an until that is a word',
    '?since=0&until=now',
    400,
    TEXT_TYPE,
    invalid('until', DATE, 'now'),
    'until=now: expected',
  ],
  [
    'until before since',
    '?since=2024-02-02&until=2024-02-01',
    400,
    TEXT_TYPE,
    order('2024-02-02', '2024-02-01'),
    'until=2024-02-01 lies before since=2024-02-02',
  ],
  [
    'until a millisecond before since',
    '?since=2024-02-02T00:00:00.001Z&until=2024-02-02',
    400,
    TEXT_TYPE,
    order('2024-02-02T00:00:00.001Z', '2024-02-02'),
    'until=2024-02-02 lies before',
  ],
  [
    'an unknown model',
    '?since=0&model=Mesages',
    400,
    TEXT_TYPE,
    unsupported('Mesages'),
    'model=Mesages: did you mean Message?',
  ],
  [
    'unknown models among known ones',
    '?since=0&model=User&model=A&model=Group&model=B&model=A',
    400,
    TEXT_TYPE,
    unsupported('A, B'),
    'model=A: ',
  ],
  [
    'models joined by a comma',
    '?since=0&model=User,Group',
    400,
    TEXT_TYPE,
    unsupported('User,Group'),
    'model=User,Group',
  ],
  [
    'a model with odd characters',
    '?since=0&model=%F0%9F%98%80%22%3C%0A%00%7F',
    400,
    TEXT_TYPE,
    unsupported('😀"<\\u000a\\u0000\\u007f'),
    'model=??"<???: expected one of User',
  ],
  [
    'a model of the user export',
    '?since=0&model=UserProfile',
    400,
    TEXT_TYPE,
    unsupported('UserProfile'),
    'model=UserProfile',
  ],
  [
    'an unknown include',
    '?since=0&include=none',
    400,
    TEXT_TYPE,
    invalid('include', 'csv or all', 'none'),
    'include=none: expected one of csv, all',
  ],
  [
    'include_ens that is neither',
    '?since=0&include_ens=ture',
    400,
    TEXT_TYPE,
    invalid('include_ens', 'true or false', 'ture'),
    'include_ens=ture: did you mean true?',
  ],
  [
    'a network out of reach',
    '?since=0&network=1',
    403,
    JSON_TYPE,
    noNetwork('1'),
    `network=1: expected one of ${home.id}`,
  ],
  [
    'one network in reach, one out',
    `?since=0&network=${home.id}&network=x%22y`,
    403,
    JSON_TYPE,
    noNetwork('x\\"y'),
    'network=x"y',
  ],
];

t.test('a network export that cannot be made is refused to the byte', async (t) => {
  const ask = asking(t);
  for (const [title, query, status, type, body, hint] of networkRefusals) {
    const answer = await ask(EXPORT + query);
    t.strictSame(
      [answer.statusCode, answer.headers['content-type'], answer.body],
      [status, type, body],
      title,
    );
    t.equal(String(answer.headers['x-engage-export-hint']).slice(0, hint.length), hint, title);
  }
});

const active = userOf('active');
const unsupportedForUser = `At least one of the provided models in the input is not supported: InvalidModel\nSupported models are ${listedUserModels().join(', ')}`;
const noBoolean = 'The parameter exclude_files is not valid: expected true or false, received 1';
const userRefusals: [
  title: string,
  path: string,
  status: number,
  type: string | undefined,
  body: string,
  hint: RegExp,
][] = [
  ['an id that nobody has', '1', 404, undefined, '', /nobody has this id/],
  ['the largest id', '9223372036854775807', 404, undefined, '', /nobody has this id/],
  ['an id beyond 64 bits', '9223372036854775808', 404, undefined, '', /64-bit/],
  ['a very long id', '1'.repeat(5000), 404, undefined, '', /64-bit|^user_id=1+\.\.\.$/],
  ['an id of nothing', '0', 404, undefined, '', /64-bit/],
  ['a negative id', '-1', 404, undefined, '', /64-bit/],
  ['a word', 'me', 404, undefined, '', /64-bit/],
  ['a number with a fraction', '1.5', 404, undefined, '', /64-bit/],
  ['a number in hex', '0x10', 404, undefined, '', /64-bit/],
  ['digits of another script', '%D9%A1', 404, undefined, '', /64-bit/],
  ['a broken escape', '%zz', 404, undefined, '', /user_id=%zz/],
  ['a broken escape and a query', '%zz?model=x', 404, undefined, '', /user_id=%zz/],
  ['a deleted user', userOf('deleted'), 404, undefined, '', /this user is deleted/],
  ['a deleted user and an unknown model', `${userOf('deleted')}?model=x`, 404, undefined, '', /deleted/],
  ['an unknown model', `${active}?model=InvalidModel`, 400, TEXT_TYPE, unsupportedForUser, /InvalidModel/],
  [
    'a model of the network export',
    `${active}?model=MessageVersion`,
    400,
    TEXT_TYPE,
    unsupportedForUser.replace('InvalidModel', 'MessageVersion'),
    /MessageVersion: expected one of Group/,
  ],
  ['exclude_files that is no boolean', `${active}?exclude_files=1`, 400, TEXT_TYPE, noBoolean, /true/],
];

t.test('a user export that cannot be made is refused to the byte', async (t) => {
  const ask = asking(t);
  t.match(
    unsupportedForUser,
    /Supported models are Group, Topic, File, Message, LikedMessageHistory, BestReplyMessage, Broadcast, /,
  );
  for (const [title, path, status, type, body, hint] of userRefusals) {
    const answer = await ask(`${EXPORT}/users/${path}`);
    t.strictSame(
      [answer.statusCode, answer.headers['content-type'], answer.body],
      [status, type, body],
      title,
    );
    t.match(answer.headers['x-engage-export-hint'], hint, title);
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
  ['DELETE', '/api/v1/users/1', 404, noRoute],
  ['GET', '/', 404, /^Nothing is at \//],
  ['GET', '/%zz', 404, /^Nothing is at \/%zz/],
  ['GET', '/__admin/nope', 404, /^Nothing is at/],
  ['POST', '/__admin/health', 404, /^Nothing is at/],
  ['GET', '/schemas/current/Nope.json', 404, /no such schema/],
  ['GET', '/schemas/nope/Users.json', 404, /no such schema/],
];

t.test('what is no endpoint says so in the words of the place', async (t) => {
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

t.test('control tells what there is to export', async (t) => {
  const info = (await asking(t)('/__admin/info')).json();
  t.match(info, {
    seed: '7',
    size: 'tiny',
    profile: 'current',
    clock: { now: new Date(NOW).toISOString(), fixed: true },
    networks: networks.map(({ id, permalink }, index) => ({ id, permalink, external: index > 0 })),
    tokens: ['verified-admin', 'not-admin', 'expired', 'revoked'],
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
    Object.values(index).map((addresses) => addresses.length),
    [32, 20, 30],
  );
  for (const address of Object.values(index).flat()) {
    const answer = await ask(address);
    t.match(answer.json(), { $schema: 'https://json-schema.org/draft/2020-12/schema' }, address);
  }
  t.match((await ask('/openapi.json')).json(), { openapi: /^3\.1/, paths: { [EXPORT]: {} } });
});

t.test('a shown target has no token in it, however its name is written', (t) => {
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
  ];
  for (const [target, shown] of cases) t.equal(redactTarget(target), shown, target);
  t.end();
});

t.test('a slip of the finger finds its word', (t) => {
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
