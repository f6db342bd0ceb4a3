import t from 'tap';
import { differences } from '../../../conformance/compare/differences.ts';
import { pairTables } from '../../../conformance/compare/table-names.ts';
import { ofAnExport } from '../../../conformance/run/of-an-export.ts';
import { keptFrom, served, truth } from '../../helpers/compare/actual-exports.ts';
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
