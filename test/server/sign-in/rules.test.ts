import t from 'tap';
import { type OwnScenario, startServer } from '../../../server/index.ts';
import { validateScenario } from '../../../server/scenarios/index.ts';

const server = await startServer({ size: 'tiny', seed: '7', now: '2024-06-30T12:00:00Z' });
t.teardown(() => server.close());

interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly error_codes?: readonly number[];
}

/** Signs in at a base URL. */
async function signIn(url: string, secret = 'a-secret', more: Readonly<Record<string, string>> = {}) {
  const fields = { grant_type: 'password', client_id: 'an-app', username: secret, password: 'x' };
  const response = await fetch(`${url}/common/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      ...fields,
      scope: 'https://www.yammer.com/.default offline_access',
      ...more,
    }),
  });
  const body = (await response.json()) as Tokens;
  return { status: response.status, body, retryAfter: response.headers.get('retry-after') };
}

async function exported(url: string, token: string): Promise<number> {
  const response = await fetch(`${url}/api/v1/export?since=2024-06-29&model=Segment`, {
    headers: { authorization: `Bearer ${token}` },
  });
  await response.arrayBuffer();
  return response.status;
}

const refresh = (url: string, token: string) =>
  signIn(url, '', { grant_type: 'refresh_token', refresh_token: token });

t.test(
  'a scenario of a session applies to its sign-ins, and starts again when it is set again',
  async (t) => {
    const session = await server.session({ scenario: 'consent-missing' });
    t.teardown(() => session.close());
    t.match(await signIn(session.url), { status: 400, body: { error_codes: [65001] } });
    await session.play('sign-in-throttled');
    for (const [status, retryAfter] of [
      [429, '2'],
      [429, /^[12]$/],
    ] as const)
      t.match(await signIn(session.url), { status, retryAfter });
    await session.play('sign-in-throttled');
    t.match(await signIn(session.url), { status: 429, retryAfter: '2' });
    await session.play();
    t.match(await signIn(session.url), { status: 200 });
  },
);

t.test('a throttled sign-in works when the time is over', async (t) => {
  const brief: OwnScenario = {
    name: 'brief',
    cycle: 2,
    rules: [{ when: { requests: '1' }, steps: [{ do: 'throttle-sign-in', seconds: 0 }] }],
  };
  const session = await server.session({ scenario: brief });
  t.teardown(() => session.close());
  const statuses = [];
  for (let n = 0; n < 4; n++) statuses.push((await signIn(session.url)).status);
  t.same(statuses, [429, 200, 429, 200]);
});

t.test('requests are numbered for each token where the scenario says so', async (t) => {
  const session = await server.session({ scenario: 'token-expires-mid-run' });
  t.teardown(() => session.close());
  for (const word of ['verified-admin', 'verified-admin~token-expires-mid-run']) {
    const { body } = await signIn(session.url, word);
    const statuses = [];
    for (let n = 0; n < 4; n++) statuses.push(await exported(session.url, body.access_token));
    t.same(statuses, [200, 200, 200, 401], word);
    const again = await refresh(session.url, body.refresh_token);
    t.equal(await exported(session.url, again.body.access_token), 200, `${word}, refreshed`);
  }
  const plain = [];
  for (let n = 0; n < 4; n++) plain.push(await exported(session.url, 'verified-admin'));
  t.same(plain, [200, 200, 200, 401], 'a plain token is numbered on its own');
});

t.test('other scenarios number the requests of all tokens together', async (t) => {
  const statuses = [];
  for (let n = 0; n < 4; n++) {
    const { body } = await signIn(server.url, 'verified-admin~error-500-once~here');
    statuses.push(await exported(server.url, body.access_token));
  }
  t.same(statuses, [500, 200, 500, 200]);
});

t.test('an own scenario refuses one grant', async (t) => {
  const revoked: OwnScenario = {
    name: 'revoked-later',
    rules: [{ steps: [{ do: 'refuse-sign-in', why: 'token-revoked', grant: 'refresh_token' }] }],
  };
  const session = await server.session({ scenario: revoked });
  t.teardown(() => session.close());
  const { status, body } = await signIn(session.url);
  t.equal(status, 200);
  t.match(await refresh(session.url, body.refresh_token), { status: 400, body: { error_codes: [50173] } });
  const [, last] = await session.requests();
  t.match(last, {
    scenario: { name: 'revoked-later', number: 2 },
    steps: [{ do: 'refuse-sign-in', text: /with the grant refresh_token: the refresh token was revoked/ }],
    hint: /revoked-later refuses/,
  });
});

t.test('a step of signing in has no condition that only exports can meet', async (t) => {
  const found = await validateScenario({
    name: 'x',
    rules: [{ when: { model: 'Message' }, steps: [{ do: 'throttle-sign-in', seconds: 2 }] }],
  });
  const text =
    'expected a rule without model, got one with it: a request for a token has no model, so the server never answers 429 to a request for a token, with Retry-After 2.';
  t.same(found, { mistakes: [{ path: '/rules/0/steps/0', text }] });
});
