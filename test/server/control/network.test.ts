import { existsSync } from 'node:fs';
import t, { type Test } from 'tap';
import type { Row } from '../../../generators/index.ts';
import { columnsOf, type FileKey, filesOf } from '../../../schemas/index.ts';
import { startServer } from '../../../server/index.ts';
import { controlled, type Tell } from '../../helpers/control/calls.ts';
import { checkEndlessly, checking } from '../../helpers/control/checking.ts';
import { uploadIds } from '../../helpers/control/data-ids.ts';
import { NOW, testContext, tiny, userOf } from '../../helpers/serve.ts';

const DATA = '/sessions/main/network';
const world = await testContext().world();
const [home] = world.networks;
const all = { from: home.createdAt, to: NOW + 1, now: NOW };
const rowsOf = (key: FileKey): readonly Row[] => Array.from<Row>(home.rows(key, all));

// biome-ignore lint/suspicious/noExplicitAny: tests read arbitrary properties of the response.
type Json = any;

/** The JSON of a response that must be a success. */
async function read(t: Test, tell: Tell, path: string): Promise<Json> {
  const { status, json, text } = await tell('GET', DATA + path);
  t.equal(status, 200, `${path} ${status === 200 ? '' : text}`);
  return json;
}

/** All pages of a list. */
async function pagesOf(t: Test, tell: Tell, path: string, cursor: string): Promise<readonly Json[]> {
  const pages: Json[] = [];
  for (let next: unknown = ''; next !== null && pages.length < 50; next = pages.at(-1).next)
    pages.push(await read(t, tell, next === '' ? path : `${path}&${cursor}=${next}`));
  t.ok(pages.length > 1, `${path}: several pages`);
  return pages;
}

/** The rows of a table as objects. */
function objectsOf({
  columns,
  rows,
}: {
  columns: string[];
  rows: unknown[][];
}): readonly Record<string, unknown>[] {
  return rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]])));
}

t.test('the pages of users and communities together are the rows of the file', async (t) => {
  const { tell } = await controlled(t);
  for (const file of ['Users', 'Groups'] as const) {
    const pages = await pagesOf(t, tell, `/rows?file=${file}&limit=4`, 'after');
    t.strictSame(
      pages.flatMap(({ table }) => objectsOf(table)),
      rowsOf(file).map((row) => ({ ...row })),
    );
  }
  const searched = await read(t, tell, '/rows?file=Users&search=SUSPENDED');
  const suspended = rowsOf('Users').filter(({ state }) => state === 'suspended');
  t.strictSame(
    objectsOf(searched.table).map(({ id }) => id),
    suspended.map(({ id }) => id),
  );
});

t.test('the pages of threads together have every message, version, reaction and file once', async (t) => {
  const { tell } = await controlled(t);
  const pages = await pagesOf(t, tell, '/threads?limit=40', 'before');
  const listed = pages.flatMap(({ threads }) => threads);
  const started = listed.map(({ started_at }) => started_at);
  t.strictSame(started, [...started].sort().reverse(), 'the newest first');
  const found = { messages: [] as string[], versions: 0, reactions: 0, files: [] as string[] };
  for (const { id, messages } of listed) {
    const thread = await read(t, tell, `/threads/${id}`);
    t.equal(thread.messages.length, messages);
    for (const message of thread.messages) {
      found.messages.push(message.id);
      found.versions += message.versions.length;
      found.reactions += message.reactions.length;
      found.files.push(...message.files.map((file: Json) => file.id));
    }
  }
  const own = (row: Row) => listed.some(({ id }) => id === row.thread_id);
  const ids = (key: FileKey) =>
    rowsOf(key)
      .filter(own)
      .map(({ id }) => String(id));
  t.strictSame([...found.messages].sort(), ids('Messages').sort());
  t.equal(found.versions, ids('MessageVersions').length);
  t.equal(found.reactions, ids('LikedMessageHistory').length);
  t.strictSame(
    [...found.files].sort(),
    rowsOf('Files')
      .map(({ id }) => String(id))
      .sort(),
  );
});

t.test('threads of a community and of a user are those in which the messages say so', async (t) => {
  const { tell } = await controlled(t);
  const [group] = rowsOf('Groups');
  const user = userOf('active');
  const expected = (column: string, id: unknown) =>
    [
      ...new Set(
        rowsOf('Messages')
          .filter((row) => row[column] === id)
          .map(({ thread_id }) => thread_id),
      ),
    ].sort();
  const ofGroup = await read(t, tell, `/threads?limit=100&community=${group?.id}`);
  t.strictSame(ofGroup.threads.map(({ id }: Json) => id).sort(), expected('group_id', group?.id));
  const ofUser = await pagesOf(t, tell, `/threads?limit=20&user=${user}`, 'before');
  const abroad = rowsOf('MessageThreads').map(({ id }) => id);
  const there = expected('sender_id', user).filter((id) => !abroad.includes(id as string));
  t.strictSame(ofUser.flatMap(({ threads }) => threads.map(({ id }: Json) => id)).sort(), there);
});

t.test('the rows that refer to a row are all those of the window that repeat its id', async (t) => {
  const { tell } = await controlled(t);
  const [message] = rowsOf('Messages').filter(({ replied_to_id }) => replied_to_id === '');
  for (const [file, id] of [
    ['Users', userOf('active')],
    ['Messages', message?.id],
  ] as const) {
    const { row, files } = await read(t, tell, `/references?file=${file}&column=id&value=${id}&limit=200`);
    t.equal(objectsOf(row)[0]?.id, id);
    for (const key of filesOf('current')) {
      const columns = columnsOf(key, 'current').filter(([, { refers }]) => refers === `${file}.id`);
      const names = columns.map(([name]) => name).concat(file === 'Users' ? ['body'] : []);
      const pattern = new RegExp(`(?<![0-9])${id}(?![0-9])`);
      const expected = rowsOf(key).filter((each) =>
        names.some((name) => pattern.test(String(each[name] ?? ''))),
      );
      const came = files.find(({ table }: Json) => table.file === key);
      t.equal(came?.rows ?? 0, expected.length, `${file} ${id} in ${key}`);
      t.ok(came?.complete ?? true);
    }
  }
});

t.test('the counts are those of the export, and an estimate is near the exact count', async (t) => {
  const { tell } = await controlled(t);
  for (const since of ['2024-06-01', '2024-06-29']) {
    const counts = await read(t, tell, `/window?since=${since}&include_ens=false`);
    const window = { ...all, from: Date.parse(since) };
    const expected = filesOf('current').map((key) => [...home.rows(key, window)].length);
    t.strictSame(
      counts.files.map(({ rows }: Json) => rows),
      expected,
      since,
    );
    t.equal(counts.attachments.rows, [...home.attachments(window)].length);
    t.match(counts.curl, /^curl .+since=2024-06-\d\d&include_ens=false"$/);
  }
  const user = userOf('active');
  const own = await read(t, tell, `/users/${user}`);
  const found = home.findUser(user, NOW);
  const expected = filesOf('user').map((key) => found && [...home.userRows(key, found, NOW)].length);
  t.strictSame(
    own.files.map(({ rows }: Json) => rows),
    expected,
  );
});

t.test('large windows get an estimate of events and a lower bound of things', async (t) => {
  const { tell } = await controlled(t, { ...tiny, size: 'medium' });
  const query = '/window?since=2024-06-27&model=Message&model=User&include=csv';
  const [few, exact] = [
    await read(t, tell, `${query}&limit=50`),
    await read(t, tell, `${query}&limit=100000`),
  ];
  const fileOf = ({ files }: Json, key: string) => files.find((one: Json) => one.key === key);
  const [near, real] = [fileOf(few, 'Messages'), fileOf(exact, 'Messages')];
  t.equal(near.counted, 'estimate');
  t.equal(real.counted, 'exact');
  t.ok(Math.abs(near.rows / real.rows - 1) < 0.25, `${near.rows} for ${real.rows}`);
  t.strictSame(fileOf(few, 'Users'), { member: 'Users.csv', key: 'Users', rows: 50, counted: 'at-least' });
});

t.test('a file comes with its bytes, and with headers that let nothing in it run', async (t) => {
  const { server, tell } = await controlled(t);
  for (const id of uploadIds) {
    const response = await fetch(`${server.url}/__admin${DATA}/uploads/${id}`);
    const real = await fetch(`${server.url}/api/v1/uploaded_files/${id}/download`, {
      headers: { authorization: `Bearer ${server.token}` },
    });
    t.ok(Buffer.from(await response.arrayBuffer()).equals(Buffer.from(await real.arrayBuffer())), id);
    const type = response.headers.get('content-type') ?? '';
    const disposition = response.headers.get('content-disposition') ?? '';
    t.match(response.headers.get('content-security-policy'), /^sandbox; default-src 'none'/);
    t.equal(response.headers.get('x-content-type-options'), 'nosniff');
    t.equal(/^inline/.test(disposition), /^(?:text\/plain|image\/png|audio\/wav)/.test(type), disposition);
  }
  t.equal((await tell('GET', `${DATA}/uploads/1`)).status, 404);
});

t.test('a check ends with its client, and its file is removed', async (t) => {
  const server = await startServer(checking);
  t.teardown(() => server.close());
  const endless = await checkEndlessly(server);
  t.ok(existsSync(endless.path));
  const send = (body: string) =>
    fetch(`${server.url}/__admin/check`, {
      method: 'POST',
      headers: { 'content-type': 'application/zip' },
      body,
    });
  const busy = await send('PK');
  t.equal(busy.status, 429);
  t.equal(busy.headers.get('retry-after'), '1');
  await endless.leave();
  let answer = await send('PK');
  for (let tries = 0; answer.status === 429 && tries < 100; tries++) answer = await send('PK');
  t.strictSame(await answer.json(), { report: { bytes: 2 }, text: 'Nothing to report.\n' });
  t.notOk(existsSync(endless.path));
});
