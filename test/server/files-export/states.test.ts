import t from 'tap';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../schemas/durations.ts';
import { startServer } from '../../../server/index.ts';
import { send } from '../../helpers/control/described.ts';
import { clientsOf, FilesClient, json, type Status } from '../../helpers/files-client.ts';
import { tiny } from '../../helpers/serve.ts';
import { unzip } from '../../helpers/unzip.ts';

const RANGE = 'since=2024-05-01&until=2024-06-30';
/** A range before the network existed. */
const NOTHING = 'since=2001-01-01&until=2001-02-01';

const server = await startServer(tiny);
t.teardown(() => server.close());

const clientIn = clientsOf(server);

t.test('a client written from the description runs through all states', async (t) => {
  const { session, client } = await clientIn(t);
  const outcome = await client.run(RANGE);
  t.strictSame(client.states, ['PENDING', 'IN_PROGRESS', 'COMPLETE']);
  t.equal(outcome.ended, 'complete');
  const archives = outcome.ended === 'complete' ? outcome.archives : [];
  t.equal(archives.length, 2, 'an archive for each month');
  for (const archive of archives) {
    const names = [...(await unzip(archive)).keys()];
    t.strictSame(names, ['Files.csv', 'files-1.zip']);
  }
  const seen = await session.requests();
  const [created] = seen;
  t.strictSame(new Set(seen.map(({ operation }) => operation)), new Set(['files']), 'the journal has them');
  t.strictSame(created?.parameters, [
    ['since', '2024-05-01T00:00:00.000Z'],
    ['until', '2024-06-30T00:00:00.000Z'],
  ]);
  const download = seen.at(-1);
  t.strictSame(download?.plan, { csvs: ['Files.csv'], attachments: true });
  t.notMatch(JSON.stringify(seen), /sig=[0-9a-f]{8}/, 'no signature is in the journal');
});

t.test('an export request is known by the clock of its session, and by no other session', async (t) => {
  const { session, client } = await clientIn(t);
  const { user_request_id: id } = json<Status>(await client.create(RANGE));
  const state = async () => json<Status>(await client.status(id)).status;
  const at: [ms: number, status: string][] = [
    [0, 'PENDING'],
    [4_999, 'PENDING'],
    [1, 'IN_PROGRESS'],
    [54_999, 'IN_PROGRESS'],
    [1, 'COMPLETE'],
    [7 * DAY_MS - 1, 'COMPLETE'],
    [1, 'EXPIRED'],
    [-7 * DAY_MS - MINUTE_MS, 'PENDING'],
  ];
  for (const [ms, status] of at) {
    session.clock.advance(ms);
    t.equal(await state(), status, `${ms} ms later`);
  }
  const other = await clientIn(t);
  t.equal((await other.client.status(id)).status, 404, 'another session');
  await session.reset();
  t.equal((await client.status(id)).status, 404, 'after a reset');
});

t.test('a range without files is complete without links', async (t) => {
  const { client } = await clientIn(t);
  t.strictSame(await client.run(NOTHING), { ended: 'no files' });
  const second = 'since=2024-06-15T00:00:00&until=2024-06-15T00:00:01';
  t.strictSame(await client.run(second), { ended: 'no files' }, 'when the network existed');
});

t.test('a scale of time makes an export request faster', async (t) => {
  const { session, client } = await clientIn(t, { timeScale: 100 });
  const { user_request_id: id } = json<Status>(await client.create(RANGE));
  session.clock.advance(599);
  t.equal(json<Status>(await client.status(id)).status, 'IN_PROGRESS');
  session.clock.advance(1);
  t.equal(json<Status>(await client.status(id)).status, 'COMPLETE');
});

t.test('a link needs no token, is signed, and expires', async (t) => {
  const { session, client } = await clientIn(t, { scenario: 'files-export-instant' });
  const { user_request_id: id } = json<Status>(await client.create(RANGE));
  const links = async () => json<Status>(await client.status(id)).data.split('\n');
  const [link = '', second = ''] = await links();
  t.equal((await client.download(link)).status, 200);
  const refused: [title: string, link: string][] = [
    ['without a signature', link.replace(/&sig=.*/, '')],
    ['with another signature', link.replace(/sig=./, (found) => (found === 'sig=0' ? 'sig=1' : 'sig=0'))],
    ['with another expiry', link.replace(/expires=\d+/, 'expires=9999999999')],
    ['with the signature of another part', link.replace(/sig=.*/, second.replace(/.*sig=/, 'sig='))],
    ['to a part that does not exist', link.replace('/files/1', '/files/9')],
    ['to a part with a line break', link.replace('/files/1', '/files/1%0d%0a')],
    ['to a part in another form', link.replace('/files/1', '/files/01')],
    ['to another export request', link.replace(id, '0'.repeat(32))],
  ];
  for (const [title, wrong] of refused) {
    const { status, headers, body } = await client.download(wrong);
    t.equal(status, 403, title);
    t.match(headers.get('x-engage-export-hint'), /unchanged/, title);
    t.match(body.toString(), /^\{"response":\{.*"code":403,"stat":"fail"\}\}$/, title);
  }
  session.clock.advance(HOUR_MS - 1);
  t.equal((await client.download(link)).status, 200, 'until its last millisecond');
  session.clock.advance(1);
  t.match((await client.download(link)).headers.get('x-engage-export-hint'), /the link has expired/);
  const [fresh = ''] = await links();
  t.equal((await client.download(fresh)).status, 200, 'another status has valid links');
  const lints = async () => (await session.requests()).at(-1)?.lints.map(({ id: lint }) => lint) ?? [];
  t.notOk((await lints()).includes('token-with-link'), 'without a token there is no lint');
  await (await fetch(fresh, { headers: { Authorization: `Bearer ${session.token}` } })).arrayBuffer();
  t.ok((await lints()).includes('token-with-link'), 'a token that came with a link is a lint');
  const head = await fetch(fresh, { method: 'HEAD' });
  t.same([head.status, head.headers.get('content-type')], [200, 'application/zip'], 'HEAD');
});

t.test('the links of an expired export request are refused', async (t) => {
  const { session, client } = await clientIn(t);
  const { user_request_id: id } = json<Status>(await client.create(RANGE));
  session.clock.advance(7 * DAY_MS + MINUTE_MS - 1);
  const [link = ''] = json<Status>(await client.status(id)).data.split('\n');
  t.equal((await client.download(link)).status, 200);
  session.clock.advance(1);
  const { status, headers } = await client.download(link);
  t.equal(status, 403);
  t.match(headers.get('x-engage-export-hint'), /export request has expired/);
});

t.test('the token selects the session, and links lead back to it', async (t) => {
  const { session } = await clientIn(t, { scenario: 'files-export-instant' });
  const client = new FilesClient({ url: server.url, token: session.token });
  const outcome = await client.run(RANGE);
  t.equal(outcome.ended, 'complete');
});

t.test('a client that uses the server as its proxy gets links with the name of the service', async (t) => {
  const { session } = await clientIn(t, { scenario: 'files-export-instant' });
  const Authorization = `Bearer ${session.token}`;
  const through = (path: string, method: string) =>
    send(
      server.port,
      { method, path: `http://www.yammer.com${path}` },
      { headers: { host: 'www.yammer.com', Authorization } },
    );
  const created = await through(`/api/v1/export/requests?${RANGE}`, 'POST');
  const { user_request_id: id } = JSON.parse(created.body.toString());
  const { data } = JSON.parse((await through(`/api/v1/export/requests/${id}`, 'GET')).body.toString());
  const [link = ''] = data.split('\n');
  t.match(link, new RegExp(`^http://www\\.yammer\\.com/s/${session.id}/api/v1/export/requests/`));
  const headers = { host: 'www.yammer.com' };
  const { status, body } = await send(server.port, { method: 'GET', path: link }, { headers });
  t.equal(status, 200);
  t.strictSame([...(await unzip(body)).keys()], ['Files.csv', 'files-1.zip']);
});

t.test('six export requests are in progress at most, and a session remembers a hundred', async (t) => {
  const { session, client } = await clientIn(t);
  const ids: string[] = [];
  for (let number = 0; number < 6; number += 1) {
    ids.push(json<Status>(await client.create(RANGE)).user_request_id);
    session.clock.advance(1_500);
  }
  t.equal(new Set(ids).size, 6, 'each has an id of its own');
  const { status, headers, body } = await client.create(RANGE);
  t.equal(status, 429);
  t.equal(headers.get('retry-after'), '51', 'the seconds until the first is finished');
  t.match(body.toString(), /"Six export requests are in progress already\."/);
  session.clock.advance(51_000);
  t.equal((await client.create(RANGE)).status, 200, 'when the first is finished');
  for (let number = 7; number < 101; number += 1) {
    session.clock.advance(MINUTE_MS);
    await client.create(RANGE);
  }
  t.equal((await client.status(ids[0] ?? '')).status, 404, 'the oldest is forgotten');
  t.equal((await client.status(ids[1] ?? '')).status, 200);
});
