import t from 'tap';
import { startServer } from '../../../server/index.ts';
import { FilesClient } from '../../helpers/files-client.ts';
import { tiny } from '../../helpers/serve.ts';

const server = await startServer(tiny);
t.teardown(() => server.close());

const REQUESTS = '/api/v1/export/requests';
const DATE = 'an ISO 8601 date such as 2020-02-09T00:00:00+00:00';
const RANGE = 'since=2024-06-01&until=2024-06-30';

const fail = (message: string, code: number) =>
  `{"response":{"message":"${message}","code":${code},"stat":"fail"}}`;
const tooLong = fail('The range of an export request is limited to two months.', 400);
const noToken = fail('Token not found.', 16);
const notFound = fail('No export request was found for the request_id', 404);
const notVerified = fail('Only verified admins can export network data.', 401);
const methodNotAllowed = fail('Method not allowed.', 405);
const invalid = (name: string, received: string) =>
  fail(`The parameter ${name} is not valid: expected ${DATE}, received ${received}`, 400);

type Refusal = readonly [
  title: string,
  request: readonly [method: string, path: string, token?: string],
  status: number,
  body: string,
  hint: RegExp,
];

const refusals: readonly Refusal[] = [
  ['no token', ['POST', `${REQUESTS}?${RANGE}`, ''], 401, noToken, /expected one token/],
  ['an unknown token', ['POST', `${REQUESTS}?${RANGE}`, 'x'], 401, noToken, /unknown token/],
  ['an expired token', ['GET', `${REQUESTS}/1`, 'expired'], 401, noToken, /this token has expired/],
  ['no administrator', ['POST', REQUESTS, 'not-admin'], 401, notVerified, /not an admin/],
  [
    'an administrator who is not verified',
    ['GET', `${REQUESTS}/1`, 'admin'],
    401,
    notVerified,
    /not verified/,
  ],
  ['an unknown scenario', ['POST', REQUESTS, 'verified-admin~nosuch'], 401, noToken, /unknown scenario/],
  [
    'no since',
    ['POST', REQUESTS],
    400,
    fail(`The parameter since is required: expected ${DATE}, received nothing.`, 400),
    /since is required/,
  ],
  [
    'a since that is a word',
    ['POST', `${REQUESTS}?since=a"b`],
    400,
    invalid('since', 'a\\"b'),
    /words are not/,
  ],
  [
    'an until that does not exist',
    ['POST', `${REQUESTS}?since=2024-06-01&until=2024-06-31`],
    400,
    invalid('until', '2024-06-31'),
    /June has 30 days/,
  ],
  [
    'until before since',
    ['POST', `${REQUESTS}?since=2024-06-02&until=2024-06-01`],
    400,
    fail(
      'The parameter until is not valid: expected an instant not before since (2024-06-02), received 2024-06-01',
      400,
    ),
    /is before since/,
  ],
  [
    'more than two months',
    ['POST', `${REQUESTS}?since=2024-03-31&until=2024-05-31T00:00:01Z`],
    400,
    tooLong,
    /send until=2024-05-31T00:00:00Z at the latest/,
  ],
  ['until left out', ['POST', `${REQUESTS}?since=2024-04-30T11:59:59Z`], 400, tooLong, /two months/],
  ['an unknown export request', ['GET', `${REQUESTS}/1`], 404, notFound, /no export request has this id/],
  [
    'an id that is too long',
    ['GET', `${REQUESTS}/${'1'.repeat(200)}`],
    404,
    fail('Not found.', 404),
    /this path does not exist/,
  ],
  ['GET of the export requests', ['GET', REQUESTS], 405, methodNotAllowed, /expected POST/],
  ['DELETE of an export request', ['DELETE', `${REQUESTS}/1`], 405, methodNotAllowed, /expected GET/],
];

t.test('the error responses of the Files Export API are exact to the byte', async (t) => {
  for (const [title, [method, path, token = 'verified-admin'], status, body, hint] of refusals) {
    const client = new FilesClient({ url: server.url, token });
    const seen = await client.send(path, method);
    t.equal(seen.status, status, title);
    t.equal(seen.headers.get('content-type'), 'application/json', title);
    t.equal(seen.body.toString(), body, title);
    t.match(seen.headers.get('x-engage-export-hint'), hint, title);
    if (status === 405) t.equal(seen.headers.get('allow'), method === 'GET' ? 'POST' : 'GET, HEAD', title);
  }
});

t.test('ranges of up to two months, and requests with any body, are accepted', async (t) => {
  const ranges = [
    'since=2024-03-31&until=2024-05-31',
    'since=2023-12-31&until=2024-02-29',
    'since=2024-04-30T12:00:00Z',
    'since=2024-06-01&until=2024-06-01',
    RANGE,
  ];
  for (const range of ranges) {
    await using session = await server.session();
    const { status } = await new FilesClient(session).create(range);
    t.equal(status, 200, range);
  }
  const types: readonly (readonly [type: string, body: string])[] = [
    ['application/x-www-form-urlencoded', ''],
    ['application/x-www-form-urlencoded', 'a=b'],
    ['application/json', '{}'],
    ['application/json', '{'],
    ['text/plain', 'x'.repeat(2_000_000)],
  ];
  for (const [type, body] of types) {
    await using session = await server.session();
    const { status } = await fetch(`${session.url}${REQUESTS}?${RANGE}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${session.token}`, 'Content-Type': type },
      body,
    });
    t.equal(status, 200, `${type} ${body.slice(0, 5)}`);
  }
});

t.test('the rate limit counts requests for the status, too, but no download', async (t) => {
  await using session = await server.session({
    rateLimit: { requests: 2, seconds: 30 },
    scenario: 'files-export-instant',
  });
  const client = new FilesClient(session);
  const created = JSON.parse((await client.create(RANGE)).body.toString());
  const { data } = JSON.parse((await client.status(created.user_request_id)).body.toString());
  for (let number = 0; number < 3; number += 1) t.equal((await client.download(data)).status, 200);
  const { status, body, headers } = await client.status(created.user_request_id);
  t.equal(status, 429);
  t.match(headers.get('retry-after'), /^\d+$/);
  t.equal(body.toString(), fail('Rate limited due to excessive requests.', 33));
});
