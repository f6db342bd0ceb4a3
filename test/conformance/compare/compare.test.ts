import { createHash } from 'node:crypto';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import t from 'tap';
import { actualExportOf } from '../../../conformance/compare/actual-export.ts';
import { differences } from '../../../conformance/compare/differences.ts';
import { expectedExportOf } from '../../../conformance/compare/expected-export.ts';
import type { ActualExport, Table } from '../../../conformance/model/observation.ts';
import {
  call,
  type Files,
  keptFrom,
  membersOf,
  objects,
  options,
  served,
  truth,
  withoutAttachments,
} from '../../helpers/compare/actual-exports.ts';

t.test('an export that was kept as it was served differs in nothing', async (t) => {
  for (const query of [
    call.query,
    'since=2024-05-20&include_ens=true',
    'since=2024-06-19T11:59:59Z&include=csv',
  ]) {
    const expected = await truth(query);
    const bytes = await served(query);
    t.equal(expected.zipBytes, bytes.length, 'the truth knows the size of the ZIP');
    t.ok(expected.tables.size > 30, 'and the tables');
    const zipped = await keptFrom({ 'anything.bin': bytes }, 'zip');
    t.match(zipped, { path: 'anything.bin', sound: true, problem: undefined, beyond: undefined });
    t.same(differences(expected, zipped as ActualExport), [], `${query}: as a ZIP`);
    const members = await membersOf(bytes);
    const uploads = [...members].filter(([path]) => /(?:^|\/)files\//.test(path));
    t.ok(uploads.length > 0 || query.includes('include=csv'), 'there are attachments');
    const digests = uploads.map(([path, content]) => [
      path,
      createHash('sha256').update(content).digest('hex'),
    ]);
    t.same([...expected.attachments], digests, `${query}: the truth knows the attachments`);
    for (const folder of ['', 'exports/2024/']) {
      const files = Object.fromEntries([...members].map(([path, content]) => [folder + path, content]));
      const kept = await keptFrom(files, 'files');
      t.same(differences(expected, kept as ActualExport), [], `${query}: as files in "${folder}"`);
      for (const [name, table] of expected.tables) files[`${folder}${name}.csv`] = rewritten(table);
      const again = await keptFrom(files, 'files');
      t.same(differences(expected, again as ActualExport), [], `${query}: as files in another dialect`);
    }
  }
});

/** As a spreadsheet writes it. */
function rewritten({ header, rows }: Table): Buffer {
  const cell = (value: string) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  return Buffer.from(`\ufeff${[header, ...rows].map((row) => row.map(cell).join()).join('\r\n')}`);
}

t.test('rows kept as JSON and NDJSON differ in nothing, whatever their types', async (t) => {
  const expected = await truth();
  const tables = [...expected.tables];
  const forms: Readonly<Record<string, Files>> = {
    'an array a file': Object.fromEntries(
      tables.map(([name, table]) => [`${name}.json`, `[${objects(table).join()}]`]),
    ),
    'a line a row': Object.fromEntries(
      tables.map(([name, table]) => [
        `rows/${name.toLowerCase()}.ndjson`,
        objects(table)
          .map((row) => `${row}\n`)
          .join(''),
      ]),
    ),
    'one object': {
      'export.json': `{${tables.map(([name, table]) => `"${name}.csv": [${objects(table).join()}]`).join()}}`,
      'state.json': '{"watermark": "2024-06-19"}',
    },
  };
  for (const [form, files] of Object.entries(forms)) {
    const kept = await keptFrom(files, 'rows');
    t.match(kept, { sound: true, form: 'json' }, form);
    t.same(differences(withoutAttachments(expected), kept as ActualExport), [], form);
  }
  const rounded = objects(expected.tables.get('Users') as Table).map((row) =>
    row.replace(/"id": (\d+)/, (_, id) => `"id": ${Number(id).toExponential(5)}`),
  );
  const kept = await keptFrom({ 'Users.json': `[${rounded.join()}]` }, 'rows');
  t.match(differences(expected, kept as ActualExport, { files: ['Users'] }), [
    { kind: 'rows-changed', reason: 'id-rounded', count: rounded.length },
  ]);
});

t.test('networks may be kept apart or in one table each', async (t) => {
  const expected = withoutAttachments(await truth('since=2024-05-20&include_ens=true'));
  const apart = [...expected.tables].filter(([name]) => name.endsWith('/Users'));
  t.ok(apart.length > 1, 'there are several');
  const files = { 'Users.json': `[${apart.flatMap(([, table]) => objects(table)).join()}]` };
  const kept = await keptFrom(files, 'rows');
  t.same(differences(expected, kept as ActualExport, { files: ['Users'] }), []);
  const [first] = apart;
  const part = await keptFrom({ 'Users.json': `[${objects(first?.[1] as Table).join()}]` }, 'rows');
  const idsOf = (table: Table | undefined) => table?.rows.map(([id]) => id) ?? [];
  const known = new Set(idsOf(first?.[1]));
  const lost = apart
    .slice(1)
    .flatMap(([, table]) => idsOf(table))
    .filter((id) => !known.has(id));
  t.match(differences(expected, part as ActualExport, { files: ['Users'] }), [
    { kind: 'rows-lost', count: lost.length },
  ]);
});

t.test('a store of all networks has one row of each id, from any network that has it', async (t) => {
  const expected = withoutAttachments(await truth('since=0&model=User&include_ens=true'));
  const apart = [...expected.tables].filter(([name]) => name.endsWith('/Users'));
  const rows = apart.flatMap(([, table]) => objects(table)).map((text) => JSON.parse(text));
  const lastOf = new Map(rows.map((row) => [row.id, row]));
  t.ok(lastOf.size < rows.length, 'guests are in two networks');
  const seen = async (some: readonly unknown[]) => {
    const kept = await keptFrom({ 'Users.json': JSON.stringify(some) }, 'rows');
    return differences(expected, kept as ActualExport, { files: ['Users'] });
  };
  t.same(await seen([...lastOf.values()]), []);
  const guest = rows.find((row) => lastOf.get(row.id) !== row);
  t.match(await seen([...lastOf.values()].filter((row) => row.id !== guest.id)), [
    { kind: 'rows-lost', count: 2 },
  ]);
  t.match(
    await seen([...lastOf.values()].map((row) => (row.id === guest.id ? { ...row, name: 'Nobody' } : row))),
    [
      { kind: 'rows-lost', count: 1 },
      { kind: 'rows-changed', count: 1 },
    ],
  );
});

t.test('what is kept is the newest export that is whole and has a final name', async (t) => {
  const good = await served('since=2024-06-18');
  const other = await served('since=2024-06-17');
  const cases: readonly (readonly [
    title: string,
    files: Files,
    output: 'zip' | 'files' | 'rows',
    expected: object | undefined,
  ])[] = [
    ['nothing', {}, 'zip', undefined],
    ['no export', { 'notes.txt': 'hello' }, 'zip', undefined],
    [
      'unfinished names',
      { 'a.zip.part': good, 'b.tmp': good, '.hidden/c.zip': good, 'export.partial/d.zip': good },
      'zip',
      undefined,
    ],
    ['the newest', { 'a.zip': good, 'b.zip': other }, 'zip', { path: 'b.zip', sound: true }],
    [
      'the one that reads',
      { 'a.zip': good, 'b.zip': other.subarray(0, 9000) },
      'zip',
      { path: 'a.zip', sound: true },
    ],
    [
      'a cut one alone',
      { 'a.zip': good.subarray(0, -1) },
      'zip',
      { path: 'a.zip', sound: false, problem: /end|cut/ },
    ],
    ['an error page', { 'a.zip': '<html>oops</html>' }, 'zip', { sound: false, problem: /HTML/ }],
    ['an empty file', { 'a.zip': '' }, 'zip', { sound: false, problem: /empty/ }],
    ['no rows', { 'readme.md': 'x', 'data.json': '{}' }, 'rows', undefined],
    [
      'broken JSON',
      { 'Users.json': '[{"id": 1}, {"id": ' },
      'rows',
      { sound: false, problem: /^Users.json: no JSON at/ },
    ],
    ['an open quote', { 'Users.csv': '"id"\n"1' }, 'files', { sound: false, problem: /never closed/ }],
    [
      'the newest folder',
      { 'a/Users.csv': '"id"\n"1"\n', 'b/Users.csv': '"id"\n"2"\n' },
      'files',
      { path: 'b/', sound: true },
    ],
  ];
  for (const [title, files, leaves, expected] of cases) {
    const kept = await keptFrom(files, leaves);
    if (expected === undefined) t.equal(kept, undefined, title);
    else t.match(kept, expected, title);
    if (title === 'the newest folder') t.same(kept?.tables.get('Users')?.rows, [['2']]);
  }
  const link = await keptFrom({}, 'files', (folder) => symlink('/etc/hostname', join(folder, 'Users.csv')));
  t.equal(link, undefined, 'a link is not followed');
  t.equal(await actualExportOf([], 'zip'), undefined, 'nothing');
});

t.test('the truth is that of the parameters and the clock, and is made once', async (t) => {
  t.equal(
    await expectedExportOf(options, { query: 'since=tomorrow' }),
    undefined,
    'none for what is refused',
  );
  t.equal(expectedExportOf(options, call), expectedExportOf({ ...options }, { ...call }), 'made once');
  const later = await expectedExportOf({ ...options, now: options.now + 86_400_000 }, call);
  t.not(
    later?.tables.get('Messages')?.rows.length,
    (await truth()).tables.get('Messages')?.rows.length,
    'another clock',
  );
  const one = await truth('since=2024-05-20&model=User');
  t.same([...one.tables.keys()], ['Users']);
});
