import t from 'tap';
import { startServer } from '../../../server/index.ts';

const NOW = '2024-06-30T12:00:00Z';
const REDIRECT = 'https://app.example/callback';
const server = await startServer({ size: 'tiny', seed: '7', now: NOW });
t.teardown(() => server.close());
const large = await startServer({ size: 'tiny', seed: '7', now: NOW, ids: 'large' });
t.teardown(() => large.close());

async function dialog(more: Readonly<Record<string, string>> = {}, url = server.url, path = '/dialog/oauth') {
  const query = new URLSearchParams({ client_id: 'an-app', redirect_uri: REDIRECT, state: 'x', ...more });
  const response = await fetch(`${url}${path}?${query}`, { redirect: 'manual' });
  return { status: response.status, back: new URL(response.headers.get('location') ?? 'none:') };
}

async function exchanged(
  code: string,
  { method = 'GET', url = server.url, path = '/oauth2/access_token.json', id = 'an-app' } = {},
) {
  const fields = new URLSearchParams({ client_id: id, client_secret: 'a-secret', code });
  const response =
    method === 'GET'
      ? await fetch(`${url}${path}?${fields}`)
      : await fetch(url + path, { method, body: fields });
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text) };
}

const code = async (more = {}, url = server.url) =>
  (await dialog(more, url)).back.searchParams.get('code') ?? '';

t.test('the dialog gives a code, and the code a token in an object', async (t) => {
  const ways = [
    ['/dialog/oauth', 'GET', '/oauth2/access_token.json'],
    ['/oauth2/authorize', 'POST', '/oauth2/access_token'],
  ] as const;
  for (const [start, method, path] of ways) {
    const { status, back } = await dialog({}, server.url, start);
    t.match(back.href, `${REDIRECT}?code=`);
    t.same([status, back.searchParams.get('state')], [302, 'x'], start);
    const { body } = await exchanged(back.searchParams.get('code') ?? '', { method, path });
    t.match(body, {
      access_token: {
        token: 'verified-admin',
        user_id: Number,
        network_id: body.network.id,
        network_permalink: body.network.permalink,
        created_at: '2024/06/30 12:00:00 +0000',
        expires_at: null,
      },
      user: { id: body.access_token.user_id, full_name: String, email: /@/ },
      network: { name: String },
    });
    const { status: exported } = await fetch(`${server.url}/api/v1/export?since=2024-06-29&model=Segment`, {
      headers: { authorization: `Bearer ${body.access_token.token}` },
    });
    t.equal(exported, 200);
  }
});

t.test('the token in an object is that of the login and of the session', async (t) => {
  for (const login of ['admin', 'not-admin', 'verified-admin~rate-limited'])
    t.equal((await exchanged(await code({ login_hint: login }))).body.access_token.token, login);
  const session = await server.session();
  t.teardown(() => session.close());
  const { body } = await exchanged(await code({}, session.url), { url: session.url });
  t.equal(body.access_token.token, session.token);
});

t.test('without a server the browser itself gets the token', async (t) => {
  const { back } = await dialog({ response_type: 'token' });
  t.equal(back.href, `${REDIRECT}#access_token=verified-admin&state=x`);
});

t.test('ids are numbers, with all their digits', async (t) => {
  const { text } = await exchanged(await code({}, large.url), { url: large.url });
  const [, id = ''] = /"user_id":(\d+),/.exec(text) ?? [];
  t.match(id, /^90\d{16}$/);
  const admin = await fetch(`${large.url}/__admin/info`).then((response) => response.text());
  t.ok(admin.includes(id), 'the id of the administrator');
});

t.test('a code that is used, unknown, expired, or of another application is refused', async (t) => {
  const used = await code();
  await exchanged(used);
  for (const [text, id] of [
    [used, 'an-app'],
    ['unknown', 'an-app'],
    [await code(), 'other'],
  ] as const)
    t.match(await exchanged(text, { id }), { status: 400, body: { error: { type: 'OAuthException' } } });
  const session = await server.session();
  t.teardown(() => session.close());
  const late = await code({}, session.url);
  session.clock.advance(600_000);
  t.match(await exchanged(late, { url: session.url }), { status: 400 });
  t.equal((await dialog({ redirect_uri: 'javascript:alert(1)' })).status, 400);
  const odd = await dialog({ redirect_uri: `${REDIRECT}?x=\r\nSet-Cookie: a=ü` });
  t.match(odd.back.href, `${REDIRECT}?x=%0D%0ASet-Cookie:%20a=%C3%BC&code=`, 'no header is added');
  const { back } = await dialog({ login_hint: 'verified-admin~consent-missing' });
  t.equal(back.searchParams.get('error'), 'access_denied');
});
