import t from 'tap';
import { startServer } from '../../../server/index.ts';

const server = await startServer({ size: 'tiny', seed: '7', now: '2024-06-30T12:00:00Z' });
t.teardown(() => server.close());

const TENANT = '/11111111-2222-4333-8444-555555555555';
const EXPORT = '/api/v1/export?since=2024-06-29&model=Segment';
const SCOPE = 'https://www.yammer.com/.default';
const HOUR_MS = 3_600_000;

interface Tokens {
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly id_token?: string;
  readonly error?: string;
  readonly error_codes?: readonly number[];
}

async function post(path: string, fields: Readonly<Record<string, string>>, url = server.url) {
  const response = await fetch(url + TENANT + path, { method: 'POST', body: new URLSearchParams(fields) });
  return { response, status: response.status, body: (await response.json()) as Tokens };
}

const token = (fields: Readonly<Record<string, string>>, url?: string) =>
  post('/oauth2/v2.0/token', { client_id: 'an-app', ...fields }, url);
const asClient = (secret = 'a-secret', more = {}, url?: string) =>
  token({ grant_type: 'client_credentials', client_secret: secret, scope: SCOPE, ...more }, url);

/** Resolves to the status of an export with this token, and its hint. */
async function exported(accessToken: string, path = EXPORT, url = server.url) {
  const response = await fetch(url + path, { headers: { authorization: `Bearer ${accessToken}` } });
  await response.arrayBuffer();
  return { status: response.status, hint: response.headers.get('x-engage-export-hint') };
}

const [busy] = await server.sampleUsers();
const USER_EXPORT = `/api/v1/export/users/${busy?.id}?model=Group`;

t.test('a token of a client opens both exports, until it expires by the clock of the session', async (t) => {
  const session = await server.session();
  t.teardown(() => session.close());
  const { body } = await asClient('a-secret', {}, session.url);
  for (const path of [EXPORT, USER_EXPORT])
    t.match(await exported(body.access_token, path, session.url), { status: 200 }, path);
  t.match(await exported(body.access_token), { status: 200 }, 'the token finds its session');
  session.clock.advance(HOUR_MS - 1);
  t.match(await exported(body.access_token, EXPORT, session.url), { status: 200 }, 'a millisecond before');
  session.clock.advance(1);
  t.match(await exported(body.access_token, EXPORT, session.url), { status: 401, hint: /expired/ });
  session.clock.advance(-HOUR_MS - 1000);
  t.match(await exported(body.access_token, EXPORT, session.url), { status: 401, hint: /begins later/ });
});

t.test('a login says the role of the one who signs in', async (t) => {
  for (const [login, network, user] of [
    ['verified-admin', 200, 200],
    ['admin', 401, 200],
    ['not-admin', 401, 401],
    ['expired', 401, 401],
    ['revoked', 401, 401],
  ] as const) {
    const { status, body } = await asClient(login);
    t.equal(status, 200, login);
    t.equal((await exported(body.access_token)).status, network, `${login}, network`);
    t.equal((await exported(body.access_token, USER_EXPORT)).status, user, `${login}, user`);
  }
});

t.test('a token for another service, or with another signature, is refused', async (t) => {
  const { body } = await asClient('a-secret', { scope: 'https://graph.microsoft.com/.default' });
  t.match(await exported(body.access_token), { status: 401, hint: /another service/ });
  const good = (await asClient()).body.access_token;
  const [head, , signature] = good.split('.');
  const claims = JSON.parse(String(Buffer.from(good.split('.')[1] ?? '', 'base64url')));
  const forged = Buffer.from(JSON.stringify({ ...claims, exp: claims.exp + 1 })).toString('base64url');
  t.match(await exported(`${head}.${forged}.${signature}`), { status: 401, hint: /unknown token/ });
  const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
  t.match(await exported(`${none}.${good.split('.')[1]}.x`), { status: 401, hint: /unknown token/ });
});
