import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import t, { type Test } from 'tap';
import { actualExportOf, actualExportsOf } from '../../../conformance/compare/actual-export.ts';
import { differences } from '../../../conformance/compare/differences.ts';
import { withoutServedBeyond } from '../../../conformance/compare/served-rows.ts';
import type { ActualExport, ExpectedExport } from '../../../conformance/model/observation.ts';
import { truth } from '../../helpers/compare/actual-exports.ts';
import { lookAt } from '../../helpers/found-entries.ts';

const HEADER = '"id","body"\n';
const rows = (...ids: readonly number[]) => HEADER + ids.map((id) => `"${id}","text"\n`).join('');

async function found(t: Test, files: Readonly<Record<string, string>>) {
  const folder = t.testdir();
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return (await lookAt(folder)).entries;
}

/** An export that was served, with these tables. */
function expected(names: readonly string[], ids: readonly number[]): ExpectedExport {
  const table = { header: ['id', 'body'], rows: ids.map((id) => [String(id), 'text']) };
  return { tables: new Map(names.map((name) => [name, table])), attachments: new Map() } as never;
}

const idsIn = (actual: ActualExport | undefined, name = 'Messages') =>
  actual?.tables.get(name)?.rows.map(([id]) => Number(id));

t.test('a folder with a number for its name is that of a network only if one was served', async (t) => {
  const entries = await found(t, { '20240619/Messages.csv': rows(1), '20240619/files/1.png': 'x' });
  const flat = await actualExportOf(entries, 'files', { served: [expected(['Messages'], [1])] });
  t.equal(flat?.path, '20240619/', 'a folder of a run');
  t.same([...(flat?.tables.keys() ?? [])], ['Messages']);
  t.same([...(flat?.attachments.keys() ?? [])], ['files/1.png']);
  const served = [expected(['20240619/Messages', '7/Messages'], [1])];
  const nested = await actualExportOf(entries, 'files', { served });
  t.equal(nested?.path, '');
  t.same([...(nested?.tables.keys() ?? [])], ['20240619/Messages']);
  t.same([...(nested?.attachments.keys() ?? [])], ['20240619/files/1.png']);
});

t.test('an export that is written again as it was adds no row that another one has', async (t) => {
  const entries = await found(t, { '1/Messages.csv': rows(1, 2), '2/Messages.csv': rows(1, 2, 3) });
  const written = new Set(entries.map(({ path }) => path));
  const served = [expected(['Messages'], [1, 2, 3])];
  const joined = async (...changed: readonly string[]) => {
    const paths = { written, changed: new Set(changed) };
    const exports = await actualExportsOf(entries, 'files', { paths, served });
    return idsIn(await actualExportOf(entries, 'files', { written: exports, served }))?.sort();
  };
  t.same(await joined('2/Messages.csv'), [1, 2, 3], 'a dump writes the earlier folder, too');
  t.same(await joined('1/Messages.csv', '2/Messages.csv'), [1, 1, 2, 2, 3], 'two new folders');
  t.same(await joined(), [1, 2, 3], 'nothing new');
});

t.test('a table may be in several files, and its attachments far from it', async (t) => {
  const entries = await found(t, {
    'Messages/dt=1/part-0.csv': rows(1),
    'Messages/dt=1/part-1.csv': rows(2),
    'Messages/dt=2/part-0.csv': rows(3),
    'attachments/dt=1/files/1.png': 'x',
    'attachments/dt=2/files/2.png': 'x',
  });
  const paths = { written: new Set(entries.map(({ path }) => path)), changed: new Set<string>() };
  const exports = await actualExportsOf(entries, 'files', { paths, served: [expected(['Messages'], [])] });
  t.same(
    new Map(exports.map((one) => [one.path, [idsIn(one), [...one.attachments.keys()]]])),
    new Map([
      ['*/dt=1/part.csv', [[1, 2], ['files/1.png']]],
      ['*/dt=2/part.csv', [[3], ['files/2.png']]],
    ]),
  );
});

t.test('what a client notes beside its tables is no table', async (t) => {
  const entries = await found(t, {
    'users.ndjson': '{"id": 1}\n',
    'users.meta.json': '{"rows": 1}',
    'messages.ndjson': '{"id": 2}\n',
    'messages.meta.json': '{"rows": 1}',
  });
  const served = [expected(['Users', 'Messages'], [])];
  const { path, tables } = (await actualExportOf(entries, 'rows', { served })) ?? {};
  t.same([path, [...(tables?.keys() ?? [])].sort()], ['', ['messages', 'users']]);
  const others = await found(t, {
    'users-1.ndjson': '{"id": 1}\n',
    'files/1.png': 'x',
    'status.json': '{"ended": true}',
  });
  const apart = await actualExportOf(others, 'rows', { served });
  t.same([apart?.path, [...(apart?.attachments.keys() ?? [])]], ['*-1.ndjson', ['files/1.png']]);
});

t.test('the exports of a run share one limit of memory', async (t) => {
  const large = (path: string, bytes: number) => {
    const open = async () => ({
      createReadStream: () => [Buffer.from('{"id": 1}\n')],
      close: async () => {},
    });
    return { path, bytes, written: 1, kind: 'file', open } as never;
  };
  const entries = [large('1/Messages.ndjson', 150e6), large('2/Messages.ndjson', 150e6)];
  const paths = { written: new Set(['1/Messages.ndjson', '2/Messages.ndjson']), changed: new Set<string>() };
  const served = [expected(['Messages'], [1])];
  const exports = await actualExportsOf(entries, 'rows', { paths, served });
  t.match(exports, [{ beyond: undefined }, { beyond: /^2\/Messages.ndjson: more than the 200 MB/ }]);
  const joined = await actualExportOf(entries, 'rows', { written: exports, served });
  t.match(joined?.beyond, /^2\/Messages\.ndjson/);
});

t.test('a table that grows may hold what an earlier answer held', async (t) => {
  const whole = await truth();
  const tables = new Map(whole.tables);
  tables.delete('Messages');
  const partial = { ...whole, tables };
  const grown = {
    ...whole,
    path: '',
    form: 'csv',
    sound: true,
    problem: undefined,
    beyond: undefined,
  } as const;
  const texts = (actual: ActualExport, served: readonly ExpectedExport[]) =>
    differences(partial, withoutServedBeyond(partial, actual, served)).map(({ text }) => text);
  t.same(texts(grown, [whole, partial]), []);
  t.same(texts(grown, [partial, partial]), ['Messages is there and was not served']);
  const header = whole.tables.get('Messages')?.header ?? [];
  const invented = new Map(whole.tables).set('Messages', { header, rows: [header.map(() => 'x')] });
  t.same(
    texts({ ...grown, tables: invented }, [whole, partial]),
    ['Messages is there and was not served'],
    'rows that nobody served',
  );
});
