import { parse } from 'csv-parse/sync';
import t from 'tap';
import { filesOf, headerOf, memberNameOf } from '../../../schemas/index.ts';
import { exampleExports } from '../../../server/export/example-exports.ts';
import { asking, NOW, testContext, tiny, userOf } from '../../helpers/serve.ts';
import { unzip } from '../../helpers/unzip.ts';

const EXPORT = '/api/v1/export';

const { networks } = await testContext().world();
const [home, external] = networks;

t.test('the example exports show a small network as a whole, a big one by its last day', async (t) => {
  for (const size of ['tiny', 'small', 'medium', 'huge'] as const) {
    const whole = size === 'tiny' || size === 'small';
    const context = testContext({ ...tiny, size });
    const { network, user, messagesSince } = await exampleExports(context);
    const [{ createdAt, startsAt }] = (await context.world()).networks;
    t.equal(messagesSince, new Date(startsAt).toISOString());
    const since = new Date(whole ? createdAt : NOW - 86_400_000);
    t.same(network, { path: `${EXPORT}?since=${since.toISOString().replace('.000', '')}`, whole }, size);
    t.match(user, /^\/api\/v1\/export\/users\/\d{16}$/);
  }
});

t.test('an export has the requested files, and counts their rows', async (t) => {
  const ask = asking(t);
  const all = filesOf('current').map((key) => memberNameOf(key, 'current'));
  const cases: [query: string, files: readonly (string | undefined)[], attachments: boolean][] = [
    ['since=0', all, true],
    ['since=0&include=All', all, true],
    ['since=0&include=Csv', all, false],
    ['include=csv&model=message&since=0', ['Messages.csv'], false],
    ['model=MESSAGE&since=0&include', ['Messages.csv'], false],
    ['since=0&model&include=&network&until=&include_ens', all, true],
    ['since=0&model=Messages', ['Messages.csv'], false],
    ['since=0&model=Files', ['Files.csv'], true],
    ['since=0&model=file&model=UploadedFileVersion', ['Files.csv'], true],
    [
      'since=0&model=VivaTopic&model=User&model=group&model=USER',
      ['Groups.csv', 'Users.csv', 'VivaTopics.csv'],
      false,
    ],
    ['since=0&model=Tags&foo=bar&%zz=%zz&&=&=x', ['Tags.csv'], false],
    ['since=x&since=0&model=Tags', ['Tags.csv'], false],
  ];
  for (const [query, files, attachments] of cases) {
    const answer = await ask(`${EXPORT}?${query}`);
    t.equal(answer.statusCode, 200, query);
    t.equal(answer.headers['content-type'], 'application/zip', query);
    t.equal(answer.headers['content-disposition'], `attachment; filename="export-${NOW}.zip"`, query);
    const members = await unzip(answer.rawPayload);
    const names = [...members.keys()];
    t.strictSame(
      names.filter((name) => !name.startsWith('files/')),
      ['request.txt', ...files, 'log.txt'],
      query,
    );
    t.equal(
      names.some((name) => name.startsWith('files/')),
      attachments,
      query,
    );
    t.strictSame(countsIn(members), rowsIn(members), query);
  }
});

t.test('several networks have a folder each, and the lists of all of them at the root', async (t) => {
  const ask = asking(t);
  const cases: [query: string, folders: readonly string[]][] = [
    ['include_ens=true', networks.map(({ id }) => id)],
    ['include_ens=TRUE&include=csv', networks.map(({ id }) => id)],
    ['include_ens=false', []],
    [`network=${home.id}`, []],
    [`network=${home.permalink.toUpperCase()}&network=${home.id}`, []],
    [`network=${external?.id}`, []],
    [`network=${external?.permalink}&network=${home.id}`, [home.id, external?.id ?? '']],
    [`network=${external?.id}&include_ens=true`, networks.slice(1).map(({ id }) => id)],
  ];
  for (const [query, folders] of cases) {
    const answer = await ask(`${EXPORT}?since=0&model=User&model=File&model=Network&${query}`);
    const members = await unzip(answer.rawPayload);
    const csvs = [...members.keys()].filter((name) => !name.includes('files/'));
    const own = (folders.length === 0 ? [''] : folders.map((id) => `${id}/`)).flatMap((folder) =>
      folder === ''
        ? ['Files.csv', 'Networks.csv', 'Users.csv']
        : [`${folder}Files.csv`, `${folder}Users.csv`],
    );
    const expected = ['request.txt', ...(folders.length > 0 ? ['Networks.csv'] : []), ...own, 'log.txt'];
    t.strictSame(csvs, expected, query);
    t.strictSame(countsIn(members), rowsIn(members), query);
    const ids = records(members.get('Networks.csv')).map(({ id }) => id);
    t.equal(new Set(ids).size, Math.max(folders.length, 1), query);
    t.equal(ids.length, Math.max(folders.length, 1), query);
  }
});

t.test('a user export has the data of that user', async (t) => {
  const ask = asking(t);
  const all = filesOf('user').map((key) => memberNameOf(key, 'user'));
  const id = userOf('active');
  const cases: [path: string, files: readonly (string | undefined)[]][] = [
    [id, all],
    [`000${id}`, all],
    [`%3${id[0]}${id.slice(1)}`, all],
    [`${id}?exclude_files=True`, all],
    [`${id}?exclude_files`, all],
    [`${id}?model=amas&model=USERLEADER`, ['AMAs.csv', 'VivaEngageLeaders.csv']],
    [`${id}?model=Group&model=Message&model=File`, ['Groups.csv', 'Files.csv', 'Messages.csv']],
    [userOf('suspended'), all],
  ];
  for (const [path, files] of cases) {
    const answer = await ask(`${EXPORT}/users/${path}`);
    t.equal(answer.statusCode, 200, path);
    const members = await unzip(answer.rawPayload);
    const names = [...members.keys()];
    t.strictSame(
      names.filter((name) => !name.startsWith('files/')),
      ['request.txt', ...files, 'log.txt'],
      path,
    );
    if (path.includes('True'))
      t.notOk(
        names.some((name) => name.startsWith('files/')),
        path,
      );
    t.strictSame(countsIn(members), rowsIn(members), path);
  }
});

t.test('the legacy profile has its own files, headers and models', async (t) => {
  const ask = asking(t, testContext({ ...tiny, profile: 'legacy' }));
  const members = await unzip((await ask(`${EXPORT}?since=0&include=csv`)).rawPayload);
  const keys = filesOf('legacy');
  t.strictSame(
    [...members.keys()].slice(1, -1),
    keys.map((key) => memberNameOf(key, 'legacy')),
  );
  for (const key of keys) {
    const header = members
      .get(memberNameOf(key, 'legacy') ?? '')
      ?.toString()
      .split('\n', 1)[0];
    t.equal(
      header,
      headerOf(key, 'legacy')
        .map((name) => `"${name}"`)
        .join(','),
      key,
    );
  }
  t.match((await ask(`${EXPORT}?since=0&model=Segment`)).body, 'not supported: Segment');
  const nothing = await unzip((await ask(`${EXPORT}?since=0&model=Tags`)).rawPayload);
  t.strictSame([...nothing.keys()], ['request.txt', 'log.txt'], 'Tags is a model without a file there');
});

t.test('the profile 2018, which has no column for drafts, has only what was posted', async (t) => {
  const drafts = [...home.rows('Messages', { from: 0, to: NOW + 1, now: NOW })].filter((row) => row.is_draft);
  t.ok(drafts.length > 1, `${drafts.length} drafts`);
  const ask = asking(t, testContext({ ...tiny, profile: '2018' }));
  const members = await unzip((await ask(`${EXPORT}?since=0&include=csv`)).rawPayload);
  for (const name of ['Messages.csv', 'MessageVersions.csv']) {
    const rows = parse(members.get(name) ?? '', { columns: true }) as { id: string }[];
    t.ok(rows.length > 100, `${rows.length} rows of ${name}`);
    const ids = new Set(rows.map(({ id }) => id));
    t.same(
      drafts.filter(({ id }) => ids.has(String(id))),
      [],
      name,
    );
  }
  t.strictSame(countsIn(members), rowsIn(members));
});

t.test('HEAD answers like GET, and generates nothing', async (t) => {
  const context = testContext();
  const world = await context.world();
  const barren = {
    ...world.networks[0],
    rows: () => t.fail('no row is asked for'),
    attachments: () => t.fail(),
  };
  const ask = asking(t, { ...context, world: async () => ({ ...world, networks: [barren as never] }) });
  const cases: [path: string, status: number][] = [
    [`${EXPORT}?since=0`, 200],
    [`${EXPORT}/users/${userOf('active')}`, 200],
    [EXPORT, 400],
    [`${EXPORT}/users/1`, 404],
  ];
  for (const [path, status] of cases) {
    const answer = await ask(path, { method: 'HEAD' });
    t.strictSame([answer.statusCode, answer.body], [status, ''], path);
    if (status === 200) t.equal(answer.headers['content-type'], 'application/zip');
  }
});

function records(csv: Buffer | undefined): Record<string, string>[] {
  return parse(csv ?? '', { columns: true });
}

const letters = (name: string): string =>
  name
    .replace(/^.*\/|\.csv$/g, '')
    .replace(/[^a-z]/gi, '')
    .toUpperCase();

/** The number of rows of every CSV over all networks, by the letters of its name. */
function rowsIn(members: ReadonlyMap<string, Buffer>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [name, content] of members) {
    if (!name.endsWith('.csv') || name.includes('files/')) continue;
    counts[letters(name)] = (counts[letters(name)] ?? 0) + parse(content).length - 1;
  }
  return counts;
}

/** The counts in log.txt by the letters of their labels. All lines must have the same format. */
function countsIn(members: ReadonlyMap<string, Buffer>): Record<string, number> {
  const lines = (members.get('log.txt')?.toString() ?? '').split('\n').slice(0, -1);
  return Object.fromEntries(
    lines.map((line) => {
      const [, label = line, count] = /^Number of exported ([A-Z][A-Z_]*): (\d+)$/.exec(line) ?? [];
      return [letters(label), Number(count)];
    }),
  );
}
