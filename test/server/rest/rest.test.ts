import { parse } from 'csv-parse/sync';
import t from 'tap';
import { startServer } from '../../../server/index.ts';
import { unzip } from '../../helpers/unzip.ts';

const NOW = '2024-06-30T12:00:00Z';
const server = await startServer({ size: 'tiny', seed: '7', now: NOW });
t.teardown(() => server.close());

type Json = Record<string, unknown>;
type Row = Record<string, string>;

const as = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

async function got(path: string, token = 'verified-admin', url = server.url) {
  const response = await fetch(`${url}/api/v1/${path}`, as(token));
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: type.includes('json') ? JSON.parse(text) : undefined,
  };
}

async function exported(path: string): Promise<ReadonlyMap<string, Buffer>> {
  const response = await fetch(`${server.url}/api/v1/${path}`, as('verified-admin'));
  return unzip(Buffer.from(await response.arrayBuffer()));
}

const network = await exported('export?since=0');
const rows = (name: string, files = network): readonly Row[] =>
  parse(String(files.get(name)), { columns: true });

/** All pages of a list; `list` takes it out of a page. */
async function pages(path: string, count: number, list = (body: unknown) => body as Json[]): Promise<Json[]> {
  const all: Json[] = [];
  for (let page = 1; page < 100; page++) {
    const { body } = await got(`${path}?page=${page}&num_per_page=${count}`);
    const found = list(body);
    all.push(...found);
    if (found.length < count) return all;
  }
  throw new Error('expected fewer pages');
}

t.test('the pages of users hold every active user once, as in the export', async (t) => {
  const users = await pages('users.json', 7);
  const active = rows('Users.csv').filter(({ state, email = '' }) => state === 'active' && !isGuest(email));
  t.same(users.map(({ id }) => String(id)).sort(), active.map(({ id }) => id).sort());
  t.equal(String(users.length), rows('Networks.csv')[0]?.number_of_users);
  for (const { id, name, email, job_title, joined_at = '' } of active) {
    const [day = '', time = ''] = joined_at.split('T');
    t.match(
      users.find((user) => String(user.id) === id),
      {
        full_name: name,
        email,
        job_title,
        activated_at: `${day.replaceAll('-', '/')} ${time.slice(0, 8)} +0000`,
        contact: { email_addresses: [{ address: email }] },
      },
    );
  }
  t.same((await got('users')).body, users, 'without .json, and all on the first page');
});

function isGuest(email: string): boolean {
  return !email.endsWith(`@${rows('Networks.csv')[0]?.permalink}`);
}

t.test('a user is found by id and by mail address', async (t) => {
  for (const { id = '', email = '', state } of rows('Users.csv')) {
    const { status, body } = await got(`users/${id}.json`);
    t.equal(status, state === 'deleted' ? 404 : 200, `${id}, ${state}`);
    if (status === 200) t.match(body, { id: Number(id), email, state });
    const byEmail = await got(`users/by_email.json?email=${encodeURIComponent(email.toUpperCase())}`);
    t.equal(byEmail.status, state === 'active' ? 200 : 404, `${email}, ${state}`);
    if (byEmail.status === 200) t.same(byEmail.body, [body]);
  }
  for (const email of ['', 'nobody', 'a.b.1@example.com', 'a.9999999999@x'])
    t.equal((await got(`users/by_email?email=${email}`)).status, 404, email);
});

t.test('the communities and their members are those of the exports', async (t) => {
  const groups = await pages('groups.json', 5);
  const there = rows('Groups.csv').filter(({ deleted }) => deleted === 'false');
  t.same(groups.map(({ id }) => String(id)).sort(), there.map(({ id }) => id).sort());
  const memberships = new Map<string, string[]>();
  for (const { id = '' } of rows('Users.csv').filter(({ state }) => state === 'active')) {
    const own = await exported(`export/users/${id}?model=Group`);
    for (const { id: group = '' } of rows('Groups.csv', own))
      memberships.set(group, [...(memberships.get(group) ?? []), id]);
  }
  for (const { id = '', name, private: isPrivate } of there) {
    t.match((await got(`groups/${id}`)).body, {
      full_name: name,
      privacy: isPrivate === 'true' ? 'private' : 'public',
    });
    const members = await pages(`users/in_group/${id}.json`, 4, (body) => (body as { users: Json[] }).users);
    const ofHome = (memberships.get(id) ?? []).sort();
    t.same(members.map((user) => String(user.id)).sort(), ofHome, `the members of ${name}`);
    const first = await got(`groups/${id}/members.json?num_per_page=1`);
    t.equal(first.body.more_available, members.length > 1);
  }
});

t.test('a message and a file are those of the export', async (t) => {
  const messages = rows('Messages.csv');
  for (const { id, body, thread_id, sender_id, deleted_at } of messages.slice(0, 60)) {
    const { status, body: found } = await got(`messages/${id}.json`);
    t.equal(status, deleted_at === '' ? 200 : 404);
    if (status !== 200) continue;
    t.match(found, { thread_id: Number(thread_id), sender_id: Number(sender_id), body: { plain: body } });
  }
  let downloads = 0;
  for (const { id, file_id, name = '', path = '', deleted_at } of rows('Files.csv')) {
    const address = `uploaded_files/${file_id}`;
    const response = await fetch(
      `${server.url}/${rows('Networks.csv')[0]?.permalink}/${address}/version/${id}/download`,
      as('verified-admin'),
    );
    const content = Buffer.from(await response.arrayBuffer());
    t.equal(response.status, deleted_at === '' ? 200 : 404, name);
    if (deleted_at !== '') continue;
    t.equal(
      response.headers.get('content-disposition'),
      `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    );
    t.equal(Number(response.headers.get('content-length')), content.length);
    if (path !== '') t.ok(network.get(path)?.equals(content), `${name} is the member ${path}`);
    downloads += 1;
    t.match((await got(`${address}.json`)).body, { id: Number(file_id), owner_type: 'user' });
  }
  t.ok(downloads > 10);
});

t.test('the user of a token is the one who signed in, in every form of token', async (t) => {
  const admins = rows('Admins.csv');
  const idOf = async (token: string) => String((await got('users/current.json', token)).body.id);
  const verified = await idOf('verified-admin');
  t.match(
    admins.find(({ user_id, id }) => (user_id ?? id) === verified),
    { roles: /Verified Admin/ },
  );
  const signed = await fetch(`${server.url}/common/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      client_id: 'an-app',
      username: 'verified-admin',
      password: 'x',
    }),
  }).then((response) => response.json() as Promise<{ access_token: string }>);
  t.equal(await idOf(signed.access_token), verified);
  t.not(await idOf('admin'), verified);
  t.match((await got('users/current', 'admin')).body, { admin: 'true', verified_admin: 'false' });
  t.match((await got('users/current', 'not-admin')).body, { admin: 'false', verified_admin: 'false' });
  const { body } = await got('oauth/tokens.json', signed.access_token);
  t.match(body, [{ user_id: Number(verified), token: 'verified-admin', expires_at: null }]);
  t.equal(body.length, 3, 'one for each network');
});

t.test('the networks of the user come with the home network first', async (t) => {
  const { body } = await got('networks/current.json');
  const [home] = rows('Networks.csv');
  t.match(body, [
    { id: Number(home?.id), permalink: home?.permalink, is_primary: true },
    { is_primary: false },
  ]);
});

t.test('what is refused gets the documented error', async (t) => {
  const notFound = { response: { message: 'Token not found.', code: 16, stat: 'fail' } };
  for (const token of ['expired', 'revoked', 'unknown', 'eyJhbGciOiJub25lIn0.e30.x'])
    for (const path of ['users/current.json', 'messages/1', 'groups'])
      t.match(await got(path, token), { status: 401, body: notFound }, `${token} ${path}`);
  t.equal((await fetch(`${server.url}/api/v1/users/current`)).status, 401);
  for (const path of [
    'users/1.json',
    'groups/1',
    'messages/1',
    'uploaded_files/1/download',
    'topics/1',
    'notes/1/download',
  ])
    t.match(await got(path), { status: 404, body: { response: { stat: 'fail' } } }, path);
  for (const path of ['users/me', 'likes', 'messages.json'])
    t.match(await got(path), { status: 404, body: { response: { stat: 'fail' } } }, path);
  const deletion = await fetch(`${server.url}/api/v1/messages/1`, {
    method: 'DELETE',
    ...as('verified-admin'),
  });
  t.equal(deletion.status, 405);
  const head = await fetch(`${server.url}/api/v1/users/current`, { method: 'HEAD', ...as('verified-admin') });
  t.same([head.status, Number(head.headers.get('content-length')) > 100], [200, true]);
});

t.test('the rate limit counts these requests, and the journal has them', async (t) => {
  const session = await server.session({ rateLimit: { requests: 1, seconds: 30 } });
  t.teardown(() => session.close());
  const statuses = [];
  for (let n = 0; n < 2; n++)
    statuses.push((await got('users/current', 'verified-admin', session.url)).status);
  t.same(statuses, [200, 429]);
  t.match(await session.requests(), [
    { request: { path: '/api/v1/users/current' }, response: { status: 200 } },
    { response: { status: 429 }, hint: /too many/ },
  ]);
});

t.test('addresses are those of the service, of the mock, or of a base', async (t) => {
  const mock = await server.session({ links: 'mock' });
  const based = await server.session({ links: 'http://mock:4010/base/' });
  t.teardown(() => Promise.all([mock.close(), based.close()]));
  for (const [url, base] of [
    [server.url, 'https://www.yammer.com'],
    [mock.url, mock.url],
    [based.url, 'http://mock:4010/base'],
  ] as const) {
    const { body } = await got('users/current', 'verified-admin', url);
    t.equal(body.url, `${base}/api/v1/users/${body.id}`);
    const response = await fetch(`${url}/api/v1/export?since=0&model=Group`, as('verified-admin'));
    const csv = rows('Groups.csv', await unzip(Buffer.from(await response.arrayBuffer())));
    t.ok(csv.length > 0);
    for (const { id, api_url } of csv) t.equal(api_url, `${base}/api/v1/groups/${id}`);
    const changed = await fetch(
      `${url}/api/v1/export?since=0&model=Group`,
      as('verified-admin~csv-reordered-columns'),
    );
    const same = rows('Groups.csv', await unzip(Buffer.from(await changed.arrayBuffer())));
    t.same(
      same.map(({ api_url }) => api_url),
      csv.map(({ api_url }) => api_url),
      'in a scenario, too',
    );
  }
});

t.test('ids keep all their digits', async (t) => {
  const session = await server.session({ ids: 'large' });
  t.teardown(() => session.close());
  const { text } = await got('users/current', 'verified-admin', session.url);
  const [, id = ''] = /"id":(\d+),/.exec(text) ?? [];
  t.match(id, /^90\d{16}$/);
  t.ok(text.includes(`/api/v1/users/${id}"`), 'as in its address');
});
