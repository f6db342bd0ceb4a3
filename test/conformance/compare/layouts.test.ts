import t from 'tap';
import { differences } from '../../../conformance/compare/differences.ts';
import { pairTables } from '../../../conformance/compare/table-names.ts';
import { ofAnExport } from '../../../conformance/run/of-an-export.ts';
import { type Files, keptFrom, objects, served, truth } from '../../helpers/compare/actual-exports.ts';
import { FILES_QUERY, filesKeptFrom, servedArchives } from '../../helpers/compare/files-exports.ts';
import { unzip } from '../../helpers/unzip.ts';

t.test('rows and attachments may be in folders beside each other', async (t) => {
  const members = [...(await unzip(await served()))];
  const tables = members.filter(([name]) => name.endsWith('.csv') && !name.startsWith('files/'));
  const attachments = members.filter(([name]) => name.startsWith('files/'));
  t.ok(attachments.length > 0);
  const layout = Object.fromEntries([
    ...tables.map(([name, bytes]) => [`rows/${name}`, bytes]),
    ...attachments,
  ]);
  const kept = await keptFrom(layout, 'files');
  t.same(kept && differences(await truth(), kept), []);
  const [missing = ''] = attachments.map(([name]) => name);
  const { [missing]: _, ...others } = layout;
  const less = await keptFrom(others, 'files');
  t.same(less && differences(await truth(), less).map(({ kind }) => kind), ['attachment-missing']);
});

t.test('the folder of a network may be in the name of the file', async (t) => {
  const named = (...names: readonly string[]) => new Map(names.map((name) => [name, name]));
  const expected = named('Users', '12/Users', '345/Users', '12/MessageVersions');
  for (const actual of [
    named('Users', '12_Users', '345_Users', '12_message_versions'),
    named('users', 'users-12', 'users-345', 'message-versions-12'),
    named('users', '12/users', '345/users', '12/message_versions'),
  ]) {
    const { pairs, missing, extra } = pairTables(expected, actual);
    t.same([missing, extra], [[], []]);
    t.same(
      pairs.map(([name, , seen]) => [name, /\d+/.exec(seen)?.[0]]),
      [...expected.keys()].map((name) => [name, /\d+/.exec(name)?.[0]]),
    );
  }
});

t.test('the files of several networks may be in one folder, with the network in each name', async (t) => {
  const query = 'since=2024-06-18&include=csv&include_ens=true';
  const members = [...(await unzip(await served(query)))].filter(([name]) => name.endsWith('.csv'));
  const kept = await keptFrom(
    Object.fromEntries(members.map(([name, bytes]) => [name.replace('/', '_'), bytes])),
    'rows',
  );
  t.ok(kept && [...kept.tables.keys()].some((name) => /^\d+_Users$/.test(name)));
  t.same(kept && differences(await truth(query), kept), []);
});

t.test('globs tell which files are an export', (t) => {
  const entries = ['current/Users.csv', 'current/.log', 'old/Users.csv', 'status.json'].map((path) => ({
    path,
  }));
  const chosen = (globs: Parameters<typeof ofAnExport>[1]) =>
    ofAnExport(entries, globs).map(({ path }) => path);
  t.same(
    chosen({}),
    entries.map(({ path }) => path),
  );
  t.same(chosen({ exports: ['current/**'] }), ['current/Users.csv', 'current/.log']);
  t.same(chosen({ ignore: ['status.json'] }).length, 3);
  t.same(chosen({ exports: ['**/*.csv'], ignore: ['old/**'] }), ['current/Users.csv']);
  t.end();
});

t.test('a files export is read in every form, and what it lacks is found', async (t) => {
  const archives = await servedArchives();
  const expected = await truth(`${FILES_QUERY}&model=File`);
  const asServed = Object.fromEntries(archives.map((zip, at) => [`part-${at}.zip`, zip]));
  const unpacked: Record<string, Buffer> = {};
  const flat: Record<string, Buffer> = {};
  for (const [at, zip] of archives.entries()) {
    for (const [name, content] of await unzip(zip)) {
      unpacked[`${at}/${name}`] = content;
      if (name.endsWith('.csv')) flat[`${at}-${name}`] = content;
      else for (const [path, file] of await unzip(content)) flat[`by-name/${path}`] = file;
    }
  }
  const [table = { header: [], rows: [] }] = expected.tables.values();
  const [first = ''] = Object.keys(flat).filter((name) => name.startsWith('by-name/'));
  const json = { ...onlyFiles(flat), 'rows.json': `[${objects(table).join(',')}]` };
  const [whole = Buffer.alloc(0)] = archives;
  const layouts: Readonly<Record<string, readonly [files: Files, kinds: readonly string[]]>> = {
    'the archives': [asServed, []],
    'the members of the archives': [unpacked, []],
    'all files': [flat, []],
    'rows as JSON': [json, []],
    'archives beside their files': [{ ...asServed, ...flat }, []],
    'a changed file': [{ ...flat, [first]: 'other' }, ['attachment-changed']],
    'a missing file': [without(flat, first), ['attachment-missing']],
    'one of two archives': [without(asServed, 'part-1.zip'), ['rows-lost', 'attachment-missing']],
    'files without rows': [onlyFiles(flat), ['file-missing']],
  };
  for (const [name, [files, kinds]] of Object.entries(layouts)) {
    const kept = await filesKeptFrom(files, expected);
    t.ok(kept?.sound, name);
    t.same(kept && [...new Set(differences(expected, kept).map(({ kind }) => kind))], kinds, name);
  }
  t.equal(await filesKeptFrom({ 'a.txt': 'no export', 'b.csv': 'link\n' }, expected), undefined);
  t.notOk((await filesKeptFrom({ 'cut.zip': whole.subarray(0, -1024) }, expected))?.sound);
  const changed = Buffer.from(whole);
  changed[150] = (changed[150] ?? 0) ^ 0xff;
  t.notOk((await filesKeptFrom({ 'damaged.zip': changed }, expected))?.sound);
});

function without(files: Files, name: string): Files {
  return Object.fromEntries(Object.entries(files).filter(([one]) => one !== name));
}

function onlyFiles(files: Files): Files {
  return Object.fromEntries(Object.entries(files).filter(([name]) => name.startsWith('by-name/')));
}
