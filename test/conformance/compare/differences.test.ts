import t from 'tap';
import { differences, reasons } from '../../../conformance/compare/differences.ts';
import type { Table } from '../../../conformance/model/observation.ts';
import { truth } from '../../helpers/compare/actual-exports.ts';
import { bendings } from '../../helpers/compare/changed-exports.ts';
import { people } from '../../helpers/compare/people.ts';
import fc from '../../helpers/properties.ts';

const only = (table: Table) => ({
  tables: new Map([['Messages', table]]),
  attachments: new Map<string, string>(),
  form: 'csv' as const,
});

t.test('each way to bend a table is told with its reason', async (t) => {
  for (const { title, bend, told } of bendings) {
    const found = differences(only(people), only(bend(people)));
    t.same(
      found.map(({ kind, count, reason }) => (reason === undefined ? [kind, count] : [kind, count, reason])),
      told,
      title,
    );
    for (const { text, examples } of found) {
      t.ok(examples.length > 0 && examples.length <= 3, `${title}: examples`);
      t.notMatch(text, /[\p{Cc}\p{Cf}]/u, `${title}: printable`);
    }
  }
  const seen = new Set(bendings.flatMap(({ told }) => told.map(([, , reason]) => reason)));
  const elsewhere = ['versions-merged', 'other-name', 'empty-file'];
  t.same(
    Object.keys(reasons).filter((reason) => !seen.has(reason as never)),
    elsewhere,
    'no reason is forgotten',
  );
});

t.test('rows whose identity was bent are known again', async (t) => {
  const all = await truth();
  const bent = (change: (value: string) => string) => ({
    form: 'csv' as const,
    attachments: new Map<string, string>(),
    tables: new Map(
      [...all.tables].map(([name, { header, rows }]) => [
        name,
        { header, rows: rows.map((row) => row.map(change)) },
      ]),
    ),
  });
  const cases: readonly (readonly [title: string, reason: string, change: (value: string) => string])[] = [
    [
      'local time',
      'local-time',
      (value) =>
        /^\d{4}-\d\d-\d\dT.*Z$/.test(value)
          ? new Date(Date.parse(value) - 25_200_000).toISOString().slice(0, -1)
          : value,
    ],
    ['a word for nothing', 'empty-as-null', (value) => value || 'None'],
    ['a decimal point', 'id-rounded', (value) => (/^\d{12,}$/.test(value) ? `${value}.0` : value)],
  ];
  for (const [title, reason, change] of cases) {
    const found = differences(all, bent(change), {
      files: ['Messages', 'MessageVersions', 'Users', 'Groups'],
    });
    t.ok(found.length >= 3, title);
    t.same(
      new Set(found.map((one) => `${one.kind} ${one.reason}`)),
      new Set([`rows-changed ${reason}`]),
      title,
    );
  }
});

t.test('files and attachments that are missing, extra or changed are told', async (t) => {
  const table: Table = {
    header: ['id', 'created_at', 'deleted_at'],
    rows: [
      ['1', 'a', ''],
      ['1', 'b', ''],
      ['2', 'c', ''],
    ],
  };
  const expected = {
    tables: new Map([
      ['MessageVersions', table],
      ['Groups', { header: ['id'], rows: [] }],
    ]),
    attachments: new Map([
      ['files/1.png', 'x'],
      ['files/2.png', 'y'],
      ['files/3.png', 'z'],
    ]),
  };
  const kept = {
    form: 'csv' as const,
    tables: new Map([
      ['message_versions', { ...table, rows: table.rows.slice(1) }],
      ['Mine', table],
    ]),
    attachments: new Map([
      ['files/1.png', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
      ['files/two.png', 'y'],
    ]),
  };
  const told = (all: ReturnType<typeof differences>) =>
    all.map(({ kind, file, reason }) => [kind, file, reason]);
  t.same(told(differences(expected, kept)), [
    ['file-missing', 'Groups', undefined],
    ['file-extra', 'Mine', undefined],
    ['rows-lost', 'MessageVersions', 'versions-merged'],
    ['attachment-missing', 'files/2.png', 'other-name'],
    ['attachment-missing', 'files/3.png', undefined],
    ['attachment-extra', 'files/two.png', 'other-name'],
    ['attachment-changed', 'files/1.png', 'empty-file'],
  ]);
  t.same(told(differences(expected, kept, { files: ['Groups'] })), [['file-missing', 'Groups', undefined]]);
  t.same(
    told(differences(expected, { ...kept, form: 'json' }, { files: ['Groups', 'Mine'] })),
    [],
    'JSON needs no empty file',
  );
});

t.test('random losses, doublings and bendings are counted exactly', async (t) => {
  const expected = (await truth()).tables.get('Messages') as Table;
  const body = expected.header.indexOf('body');
  const fates = fc.array(fc.constantFrom('kept', 'lost', 'doubled', 'bent'), {
    minLength: expected.rows.length,
    maxLength: expected.rows.length,
  });
  fc.assert(
    fc.property(fates, fc.nat({ max: 5 }), fc.integer(), (all, strangers, turn) => {
      const kept = expected.rows.flatMap((row, at) => {
        if (all[at] === 'lost') return [];
        if (all[at] === 'doubled') return [row, row];
        return all[at] === 'bent' ? [row.with(body, `${row[body]} and more`)] : [row];
      });
      const added = Array.from({ length: strangers }, (_, at) => [String(at)]);
      const rows = [...kept, ...added];
      const from = Math.abs(turn) % Math.max(1, rows.length);
      const found = differences(
        only(expected),
        only({ header: expected.header, rows: [...rows.slice(from), ...rows.slice(0, from)] }),
      );
      const sum = (kind: string) =>
        found.reduce((count, one) => count + (one.kind === kind ? one.count : 0), 0);
      const times = (fate: string) => all.filter((one) => one === fate).length;
      t.same(
        [sum('rows-lost'), sum('rows-duplicated'), sum('rows-changed'), sum('rows-added'), found.length <= 6],
        [times('lost'), times('doubled'), times('bent'), strangers, true],
      );
    }),
    { numRuns: 40 },
  );
});
