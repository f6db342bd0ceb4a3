import t from 'tap';
import { differences } from '../../../conformance/compare/differences.ts';
import { readJson } from '../../../conformance/compare/json-tables.ts';
import { Allowance, readCsv } from '../../../conformance/compare/table-reader.ts';
import type { ActualExport } from '../../../conformance/model/observation.ts';
import { call, keptFrom, served, truth } from '../../helpers/compare/actual-exports.ts';
import { csv, type Entry, zip } from '../../helpers/inspect/fixtures.ts';
import fc from '../../helpers/properties.ts';

t.test('whatever the files hold, nothing throws', async (t) => {
  const good = await served('since=2024-06-18&model=User');
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((some) => Buffer.from(some)),
    fc.tuple(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 })).map(([at, byte]) => good.with(at, byte)),
    fc.json({ maxDepth: 4 }).chain((text) => fc.nat({ max: text.length }).map((at) => text.slice(0, at))),
    fc.string({ unit: fc.constantFrom('"', ',', '\n', '{', '}', '[', ']', ':', '1', 'a', '\\', 'null') }),
  );
  await fc.assert(
    fc.asyncProperty(bytes, fc.constantFrom('zip', 'files', 'rows'), async (content, leaves) => {
      const files = {
        'a.zip': content as Buffer,
        'Users.csv': content as Buffer,
        'Groups.json': content as Buffer,
      };
      const kept = await keptFrom(files, leaves as 'zip');
      if (kept !== undefined) differences(await truth(call.query), kept);
    }),
    { numRuns: 150 },
  );
  const hostile: readonly Entry[] = [
    { name: '../../Users.csv', data: Buffer.from('"id"\n') },
    { name: 'Groups.csv', data: Buffer.alloc(40_000_000), size: 10 },
    {
      name: '__proto__.csv',
      data: csv([
        ['__proto__', 'constructor'],
        ['1', '2'],
      ]),
    },
  ];
  const kept = await keptFrom({ 'a.zip': zip(hostile) }, 'zip');
  t.match(kept, { sound: false });
  t.ok(Array.isArray(differences(await truth(), kept as ActualExport)));
  const deep = readJson(`[{"a": ${'['.repeat(1e6)}`, 'Users', () => true);
  t.match(deep.problem, /without an end/);
});

t.test('JSON is read as it is written', async (t) => {
  const cases: readonly (readonly [text: string, rows: readonly (readonly string[])[]])[] = [
    [
      '[{"a": 144115188075855901, "b": 1.50, "c": true, "d": null}]',
      [['144115188075855901', '1.50', 'true', '']],
    ],
    ['[{"a": "x\\n\\"y\\u00e9\\\\"}]', [['x\n"yé\\']]],
    ['[{"a": ["x, y", {"b" : 1 }]}]', [['["x, y",{"b":1}]']]],
    ['{"a": 1}\n{"b": 2, "a": 3}\n', [['1'], ['3', '2']]],
    ['\ufeff[ ]', []],
    ['{"rows": [{"a": NaN}]}', [['NaN']]],
    ['{"Groups": [], "Users": [{"a": 1}]}', [['1']]],
  ];
  for (const [text, rows] of cases) {
    const { tables, problem } = readJson(text, 'Users', () => true);
    t.same([problem, tables.get('Users')?.rows], [undefined, rows], text);
  }
  for (const text of [
    '[{"a": 01}]',
    '[{"a" 1}]',
    '[1]',
    '{"a": "\\q"}',
    '[{"a": 1}',
    'nothing',
    '[{"a": "x]',
  ])
    t.match(readJson(text, 'Users', () => true).problem, /^no JSON at character \d+/, text);
});

t.test('text beyond the limits is not read, and that is told', async (t) => {
  async function* chunks() {
    for (let at = 0; at < 10; at += 1) yield Buffer.from('"a","b"\n');
  }
  for (const limits of [
    { bytes: 60, cells: 100 },
    { bytes: 1000, cells: 6 },
  ]) {
    const allowance = new Allowance(limits);
    t.equal(await readCsv(chunks(), 'Users.csv', allowance), undefined);
    t.match(allowance.beyond, /^Users\.csv: more than the/);
  }
  const enough = new Allowance({ bytes: 80, cells: 20 });
  t.equal((await readCsv(chunks(), 'Users.csv', enough))?.table.rows.length, 9);
  t.equal(enough.beyond, undefined);
});
