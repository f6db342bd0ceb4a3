import t from 'tap';
import { placesOf } from '../../../conformance/compare/file-places.ts';
import type { LeftFile } from '../../../conformance/compare/output-files.ts';
import { filesOf, memberNameOf, profiles } from '../../../schemas/index.ts';

const NETWORK = '4520000123';
const NETWORKS = new Set([`${NETWORK}/`]);
const RUN = '20240601T000000000Z-20240619T120000000Z';

function places(paths: readonly string[], networks: ReadonlySet<string> | undefined) {
  const files = paths.map((path) => ({ path }) as LeftFile);
  return placesOf(files, /\.csv$/i, networks).map(({ root, path }) => [root, path]);
}

const tables = [
  ...new Set(profiles.flatMap((profile) => filesOf(profile).map((key) => memberNameOf(key, profile) ?? key))),
].map((name) => name.replace(/\.csv$/, ''));

/** Each layout: the path of a table, and the root of its export. */
const layouts: Readonly<
  Record<string, (table: string, network: string) => readonly [path: string, root: string]>
> = {
  'the members of the archive': (table, network) => [`${network && `${network}/`}${table}.csv`, ''],
  'a folder for a run': (table, network) => [`${RUN}/${network && `${network}/`}${table}.csv`, `${RUN}/`],
  'the network in the name': (table, network) => [`${network && `${network}_`}${table}.csv`, ''],
  'the run in the name': (table, network) => [
    `${network && `${network}-`}${table}_${RUN}.csv`,
    `*_${RUN}.csv`,
  ],
  'the run before the name': (table, network) => [
    `a/${RUN}-${table}${network && `-${network}`}.csv`,
    `a/${RUN}-*.csv`,
  ],
  'partitions of a folder for a table': (table, network) => [
    `${table}/dt=2024-06-19${network && `/network=${network}`}/part-00001-0f3a-c000.csv`,
    '*/dt=2024-06-19/part.csv',
  ],
  'a folder for a table, with the run as the name': (table, network) => [
    `lake/${network && `${network}/`}${table}/${RUN}.csv`,
    `lake/*/${RUN}.csv`,
  ],
  'a folder and a name': (table, network) => [
    `${table}/${network && `${network}/`}${table}-${RUN}.csv`,
    `*/*-${RUN}.csv`,
  ],
};

for (const [name, layout] of Object.entries(layouts)) {
  t.test(`a table is known by its path: ${name}`, (t) => {
    const all = ['', NETWORK].flatMap((network) =>
      // The table of networks stands at the root of an export only.
      tables.flatMap((table) => (table === 'Networks' && network !== '' ? [] : [{ table, network }])),
    );
    const found = places(
      all.map(({ table, network }) => layout(table, network)[0]),
      NETWORKS,
    );
    const expected = all.map(({ table, network }) => [
      layout(table, network)[1],
      `${network && `${network}/`}${table}.csv`,
    ]);
    t.same(found, expected);
    t.end();
  });
}

t.test('a path that does not name one table is placed by its folder', (t) => {
  const paths = [
    'run/users_summary.csv',
    'Messages/notes.csv',
    'files/Users_2024.csv',
    'files/2024.csv',
    'run/files/part-1.csv',
    'users/12345/profile.csv',
    `${'a-'.repeat(100)}users.csv`,
    'logs/run-7.txt',
  ];
  const folders = ['run/', 'Messages/', '', '', 'run/', 'users/12345/', '', 'logs/'];
  t.same(
    places(paths, NETWORKS),
    paths.map((path, at) => [folders[at], path.slice(folders[at]?.length)]),
  );
  t.end();
});

t.test('an attachment is in the folder of its network, whatever the name of the folder', (t) => {
  const folders = ['', `${NETWORK}/`, `run/${NETWORK}/`, `run/net-${NETWORK}/`, `network=${NETWORK}/`];
  t.same(
    places(
      folders.map((folder) => `${folder}files/7.png`),
      NETWORKS,
    ),
    ['', '', 'run/', 'run/net/', ''].map((root, at) => [root, `${at === 0 ? '' : `${NETWORK}/`}files/7.png`]),
  );
  t.end();
});

t.test('other words beside the name of a table count where several tables have them', (t) => {
  const shared = ['Users', 'Messages'].map((table) => `acme-${table}-${RUN}.csv`);
  t.same(places([...shared, 'acme-Topics.csv'], NETWORKS), [
    [`acme-*-${RUN}.csv`, 'Users.csv'],
    [`acme-*-${RUN}.csv`, 'Messages.csv'],
    ['', 'acme-Topics.csv'],
  ]);
  t.end();
});

t.test('before anything was served, each table has its own name', (t) => {
  t.same(places(['12345/Users_2024.csv'], undefined), [['', '12345/Users_2024.csv']]);
  t.end();
});

t.test('a folder files is that of the table where other tables have one like it', (t) => {
  t.same(places(['Files/dt=1/part-0.csv', 'files/7.csv', 'Users/dt=1/part-0.csv'], NETWORKS), [
    ['*/dt=1/part.csv', 'Files.csv'],
    ['', 'files/7.csv'],
    ['*/dt=1/part.csv', 'Users.csv'],
  ]);
  t.end();
});
