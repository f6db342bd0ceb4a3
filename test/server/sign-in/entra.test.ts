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
  const inQuery = await fetch(`${server.url}${EXPORT}&access_token=${body.access_token}`);
  t.same([inQuery.status, (await session.requests()).length], [200, 5], 'in the query, too');
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

const REDIRECT = 'https://app.example/callback';

/** Signs in through the browser. Resolves to the parameters with which the application is called. */
async function authorized(more: Readonly<Record<string, string>> = {}) {
  const query = new URLSearchParams({ client_id: 'an-app', redirect_uri: REDIRECT, state: 'x', ...more });
  const response = await fetch(`${server.url}${TENANT}/oauth2/v2.0/authorize?${query}`, {
    redirect: 'manual',
  });
  const location = new URL(response.headers.get('location') ?? 'none:');
  t.equal(response.status, 302);
  t.equal(location.origin + location.pathname, REDIRECT);
  return new URLSearchParams(location.search + location.hash.replace('#', '&'));
}

const exchange = (code: string, more: Readonly<Record<string, string>> = {}) =>
  token({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT, ...more });

t.test('a code works once, for its application, its address and its verifier', async (t) => {
  const code = async (more = {}) => (await authorized(more)).get('code') ?? '';
  const challenge = { code_challenge: 'a-text', code_challenge_method: 'plain' };
  const mistakes: readonly (readonly [
    code: string,
    more: Readonly<Record<string, string>>,
    number: number,
  ])[] = [
    ['not-a-code', {}, 9002313],
    [await code(), { redirect_uri: 'https://other.example/' }, 500112],
    [await code(), { client_id: 'other' }, 700005],
    [await code(challenge), { code_verifier: 'other' }, 501481],
    [await code(challenge), {}, 501481],
  ];
  for (const [text, more, number] of mistakes)
    t.match(await exchange(text, more), {
      status: 400,
      body: { error: 'invalid_grant', error_codes: [number] },
    });
  const good = await code(challenge);
  const { body } = await exchange(good, { code_verifier: 'a-text' });
  t.match(await exported(body.access_token), { status: 200 });
  t.match(await exchange(good, { code_verifier: 'a-text' }), { body: { error_codes: [54005] } });
  t.match((await authorized({ response_mode: 'fragment' })).get('code'), /^eyJ/);
});

t.test('a code and a refresh token end by the clock of the session', async (t) => {
  const session = await server.session();
  t.teardown(() => session.close());
  const { body } = await token(
    { grant_type: 'password', username: 'ada@example.com', password: 'x', scope: `${SCOPE} offline_access` },
    session.url,
  );
  const refresh = () =>
    token({ grant_type: 'refresh_token', refresh_token: body.refresh_token ?? '' }, session.url);
  session.clock.advance(90 * 24 * HOUR_MS - 1000);
  const again = await refresh();
  t.equal(again.status, 200);
  t.match(await exported(again.body.access_token, EXPORT, session.url), { status: 200 });
  session.clock.advance(1000);
  t.match(await refresh(), { status: 400, body: { error: 'invalid_grant', error_codes: [700082] } });
});

t.test('a request for a token that cannot be answered gets the error of Entra', async (t) => {
  const mistakes: readonly (readonly [
    fields: Readonly<Record<string, string>>,
    status: number,
    number: number,
  ])[] = [
    [{}, 400, 900144],
    [{ grant_type: 'implicit' }, 400, 70003],
    [{ grant_type: 'client_credentials', scope: SCOPE }, 401, 7000218],
    [
      { grant_type: 'client_credentials', client_secret: 'x', scope: 'https://www.yammer.com/x' },
      400,
      1002012,
    ],
    [{ grant_type: 'client_credentials', client_secret: 'verified-admin~no-such' }, 401, 7000215],
    [{ grant_type: 'refresh_token' }, 400, 900144],
    [{ grant_type: 'refresh_token', refresh_token: 'eyJ.x.y' }, 400, 9002313],
    [{ grant_type: 'device_code', device_code: 'x' }, 400, 9002313],
  ];
  for (const [fields, status, number] of mistakes)
    t.match(await token(fields), { status, body: { error_codes: [number] } }, JSON.stringify(fields));
  const get = await fetch(`${server.url}${TENANT}/oauth2/v2.0/token`);
  t.same([get.status, get.headers.get('allow')], [405, 'POST']);
  const large = await token({ grant_type: 'x'.repeat(70_000) });
  t.equal(large.status, 413);
});

t.test('the first version of the endpoint names the resource', async (t) => {
  const fields = { grant_type: 'client_credentials', client_id: 'a', client_secret: 'b' };
  for (const [resource, status] of [
    ['https://www.yammer.com/', 200],
    ['00000005-0000-0ff1-ce00-000000000000', 200],
    ['https://graph.windows.net', 401],
  ] as const) {
    const { body } = await post('/oauth2/token', { ...fields, resource });
    t.equal((await exported(body.access_token)).status, status, resource);
  }
});

t.test('a login may name a session, and a token of one session is unknown in another', async (t) => {
  const [one, other] = [await server.session(), await server.session()];
  t.teardown(() => Promise.all([one.close(), other.close()]));
  const { body } = await asClient(one.token);
  t.match(await exported(body.access_token), { status: 200 });
  t.equal((await one.requests()).length, 1, 'the journal of its session has it');
  t.match(await exported(body.access_token, EXPORT, other.url), { status: 401 });
  t.match(await exported((await asClient()).body.access_token, EXPORT, one.url), { status: 200 });
  await one.close();
  t.match(await exported(body.access_token), { status: 401 }, 'the session has ended');
});

t.test('no secret of signing in is in the journal', async (t) => {
  const after = (await server.requests()).at(-1)?.id ?? 0;
  const session = await server.session();
  t.teardown(() => session.close());
  const key = session.token.slice('verified-admin~'.length);
  const code =
    (await authorized({ login_hint: session.token, scope: `${SCOPE} offline_access` })).get('code') ?? '';
  const { body } = await exchange(code, { client_secret: 'a-long-secret', scope: `${SCOPE} offline_access` });
  await exported(body.access_token);
  const journal = JSON.stringify(await server.requests({ after }));
  t.match(journal, /authorization_code/);
  const { access_token: access, refresh_token: refresh = '' } = body;
  const secrets = [key, code, 'a-long-secret', access, refresh].map((secret) => secret.slice(-16));
  for (const secret of secrets) t.notOk(secret === '' || journal.includes(secret), secret);
});

t.test('the mail address of a user signs this user in, with the own role', async (t) => {
  const read = async (path: string, accessToken: string) =>
    (await fetch(server.url + path, { headers: { authorization: `Bearer ${accessToken}` } })).json();
  const { admins } = (await read('/__admin/info', '')) as {
    admins: { id: string; email: string; roles: string[] }[];
  };
  const [, second, third, fourth] = admins;
  for (const [user, network, own] of [
    [second, 200, 200],
    [third, 401, 200],
    [fourth, 401, 401],
  ] as const) {
    const code =
      (await authorized({ login_hint: user?.email ?? '', scope: `openid ${SCOPE}` })).get('code') ?? '';
    const { body } = await exchange(code);
    const claims = JSON.parse(String(Buffer.from(body.id_token?.split('.')[1] ?? '', 'base64url')));
    t.equal(claims.preferred_username, user?.email);
    t.equal((await exported(body.access_token)).status, network, `${user?.roles}, network`);
    t.equal((await exported(body.access_token, USER_EXPORT)).status, own, `${user?.roles}, user`);
    const current = (await read('/api/v1/users/current.json', body.access_token)) as { id: number };
    t.equal(String(current.id), user?.id);
  }
  const unknown = await exchange((await authorized({ login_hint: 'ada@example.com' })).get('code') ?? '');
  t.equal(
    (await exported(unknown.body.access_token)).status,
    200,
    'anybody else is the verified administrator',
  );
  const scenario = await authorized({
    login_hint: second?.email ?? '',
    client_id: 'verified-admin~consent-missing',
  });
  t.equal(scenario.get('error'), 'consent_required', 'the client id may name a scenario');
});
