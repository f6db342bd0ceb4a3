import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import t from 'tap';
import { startServer } from '../../../server/index.ts';
import { authorityIn } from '../../../server/tls/authority.ts';

const folder = join(t.testdir({}), 'authority');
const { path: certificate } = await authorityIn(folder);
// The libraries compare the times in id tokens with the clock of the machine.
const server = await startServer({ size: 'tiny', authority: folder });
t.teardown(() => server.close());

const ORIGIN = `https://localhost:${server.port}`;
const TENANT = '11111111-2222-4333-8444-555555555555';
const AUTHORITY = `${ORIGIN}/${TENANT}`;
const EXPORT = `${ORIGIN}/api/v1/export?since=2026-01-01&model=Segment`;
const run = promisify(execFile);

/** Runs a client that trusts the authority. Resolves to what it printed. */
async function client(name: string, words: readonly string[]): Promise<unknown> {
  const program = fileURLToPath(new URL(`../../helpers/clients/${name}`, import.meta.url));
  const env = { ...process.env, NODE_OPTIONS: '', NODE_EXTRA_CA_CERTS: certificate };
  const { stdout } = await run(process.execPath, [program, ...words], { env });
  return JSON.parse(stdout);
}

const msal = (flow: 'client' | 'device', id: string, secret = 'a-secret') =>
  client('msal.mjs', [flow, AUTHORITY, EXPORT, id, secret]);
const openId = (hint: string) => client('openid-client.mjs', [`${AUTHORITY}/v2.0`, EXPORT, 'an-app', hint]);

const exported = { step: 'export', status: 200 };
const refused = { step: 'export', status: 401 };

t.test('MSAL signs in as a client, and gets a new token', async (t) => {
  t.match(await msal('client', 'an-app'), [
    { step: 'sign in', isNew: true, type: 'Bearer' },
    exported,
    exported,
    { step: 'again', isNew: true },
    exported,
  ]);
});

t.test('MSAL signs in with a device code, and refreshes', async (t) => {
  t.match(await msal('device', 'an-app'), [
    { step: 'sign in', isNew: true, user: /@/ },
    exported,
    exported,
    { step: 'again', isNew: true, cached: false },
    exported,
  ]);
});

t.test('openid-client verifies the tokens of a code with PKCE, and refreshes', async (t) => {
  t.match(await openId('verified-admin'), [
    { step: 'sign in', issuer: true, user: /@/, expiresIn: Number },
    exported,
    exported,
    { step: 'refresh', isNew: true },
    exported,
  ]);
});

t.test('a token that expires early is replaced by a new one', async (t) => {
  const word = 'verified-admin~token-expires-between-requests';
  for (const [name, seen] of [
    ['client', await msal('client', 'an-app', word)],
    ['device', await msal('device', word)],
    ['openid-client', await openId(word)],
  ] as const) {
    const [signedIn, ...rest] = seen as readonly object[];
    t.notOk(signedIn !== undefined && 'error' in signedIn, name);
    t.match(rest, [exported, refused, { isNew: true }, exported], name);
  }
});

t.test('a refresh that is refused tells to sign in again', async (t) => {
  const word = 'verified-admin~refresh-refused';
  const number = 'AADSTS700082';
  t.match(await msal('device', word), [
    { step: 'sign in', isNew: true },
    exported,
    refused,
    { step: 'again', error: 'invalid_grant', number },
    refused,
  ]);
  t.match(await openId(word), [
    { step: 'sign in', issuer: true },
    exported,
    refused,
    { step: 'refresh', error: 'invalid_grant', number, status: 400 },
    refused,
  ]);
});

t.test('without consent nobody gets a token', async (t) => {
  const word = 'verified-admin~consent-missing';
  const number = 'AADSTS65001';
  t.match(await msal('client', word), [
    { error: 'invalid_grant', number, suberror: 'consent_required' },
    refused,
  ]);
  // MSAL replaces the errors of a device code by one of its own.
  t.match(await msal('device', word), [{ error: 'post_request_failed' }, refused]);
  t.match(await openId(word), [{ step: 'sign in', error: 'consent_required', number }, refused]);
});

t.test('a throttled sign-in says when to come back', async (t) => {
  const after = (await server.requests()).at(-1)?.id ?? 0;
  t.match(await msal('client', 'an-app', 'verified-admin~sign-in-throttled'), [
    { step: 'sign in', error: 'temporarily_unavailable', number: 'AADSTS90055' },
    refused,
  ]);
  const throttled = (await server.requests({ after })).filter(({ response }) => response?.status === 429);
  t.ok(throttled.length > 0);
  for (const { response, scenario, steps } of throttled) {
    t.match(scenario, { name: 'sign-in-throttled' });
    t.same(steps.length <= 1, true);
    t.ok(response?.headers.some(([name, value]) => name === 'Retry-After' && /^[12]$/.test(value)));
  }
});
