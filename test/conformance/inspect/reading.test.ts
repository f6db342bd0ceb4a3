import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'csv-parse/sync';
import t from 'tap';
import { CsvReader } from '../../../conformance/inspect/archive/csv-reader.ts';
import { lineOfField } from '../../../conformance/inspect/archive/csv-row.ts';
import { addIdentity } from '../../../conformance/inspect/id-store.ts';
import { IdTable } from '../../../conformance/inspect/id-table.ts';
import { parseLog } from '../../../conformance/inspect/log-text.ts';
import { parseRequest } from '../../../conformance/inspect/request-text.ts';
import { valueCheck } from '../../../conformance/inspect/value.ts';
import { columnsOf, filesOf, profiles, rowSchema } from '../../../schemas/index.ts';
import { cellOf, csv } from '../../helpers/inspect/fixtures.ts';
import fc from '../../helpers/properties.ts';

t.test('log.txt is read leniently', async (t) => {
  const log = parseLog(
    'Number of exported MESSAGES: 1\r\nnumber of exported Message Versions : 1,234\nNumber of failed: 0\nno errors\nUnable to export Users\n',
  );
  t.same(
    log.counts.map(({ label, count, line }) => [label, count, line]),
    [
      ['MESSAGES', 1, 1],
      ['Message Versions', 1234, 2],
    ],
  );
  t.same(log.failures, [{ text: 'Unable to export Users', line: 5 }]);
});

t.test('request.txt is read in the spellings that clients use', async (t) => {
  const cases: readonly (readonly [text: string, expected: object])[] = [
    ['since: 2020-02-09T00:00:00+01:00', { since: Date.UTC(2020, 1, 8, 23), user: false }],
    [
      'since=2020-02-09T00:00:00 0800&include=Csv',
      { since: Date.UTC(2020, 1, 8, 16), attachments: false, user: false },
    ],
    ['Since: 2020-02-09T00:00:00.123456-0800', { since: Date.UTC(2020, 1, 9, 8, 0, 0, 123), user: false }],
    ['since: tomorrow\nuser_id: 4\nexclude_files: true', { attachments: false, user: true }],
    ['GET /api/v1/export/users/4?model=Message', { user: true }],
    ['', { user: false }],
  ];
  for (const [text, expected] of cases) t.same(parseRequest(text), expected, text);
});

const cellText = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é', '🎈', '') });

t.test('the CSV reader reads what csv-parse reads, however the bytes are cut', async (t) => {
  const rows = fc
    .integer({ min: 1, max: 5 })
    .chain((width) => fc.array(fc.array(cellText, { minLength: width, maxLength: width })));
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 9 }), (expected, step) => {
      const bytes = csv(expected);
      const told: string[] = [];
      const reader = new CsvReader(1e6, (oddity) => told.push(oddity));
      const read = [];
      for (let at = 0; at < bytes.length; at += step)
        read.push(...reader.push(bytes.subarray(at, at + step)));
      read.push(...reader.end());
      t.same(
        read.map(({ values }) => values),
        expected,
      );
      t.same(parse(bytes, { record_delimiter: '\n' }), expected);
      t.same(told, []);
      const lines = bytes.toString().split('\n').length - 1;
      const last = read.at(-1);
      if (last) t.equal(lineOfField(last, last.values.length), lines);
    }),
  );
});

t.test('the id table holds exactly the ids it was given', async (t) => {
  const id = fc.oneof(
    fc.bigInt({ min: 0n, max: 2n ** 64n }),
    fc.bigInt({ min: 0n, max: 40n }),
    fc.bigInt({ min: 2n ** 53n - 9n, max: 2n ** 53n + 9n }),
  );
  fc.assert(
    fc.property(fc.array(id), fc.array(id), (given, others) => {
      const ids = new IdTable({ left: 1e6 });
      const seen = new Map<string, number>();
      given.map(String).forEach((one, index) => {
        t.equal(ids.add(one, index + 1), seen.get(one) ?? 0);
        if (!seen.has(one)) seen.set(one, index + 1);
      });
      for (const other of others.map(String)) t.equal(ids.has(other), seen.has(other));
      t.same(new Map(Array.from(ids.entries(), ({ id, line }) => [id, line])), seen);
    }),
  );
});

t.test('ids that are held no longer make room for others, and a full table says so', async (t) => {
  const budget = { left: 2 };
  const ids = new IdTable(budget);
  t.same([ids.add('1', 1), ids.add('2', 2), ids.add('2', 3), ids.full], [0, 0, 2, false]);
  t.same([ids.add('3', 4), ids.full, ids.size], [0, true, 2]);
  ids.release();
  t.same([budget.left, ids.size, ids.has('1')], [2, 0, false]);
  const texts = new IdTable({ left: 9 });
  t.same([texts.add('', 1), texts.add('x', 2), texts.add('9'.repeat(25), 3), texts.size], [0, 0, 0, 0]);
  const pairs = [
    ['1', '23'],
    ['12', '3'],
    ['1', '23'],
  ].map((pair, at) => addIdentity(texts, pair, at + 1));
  t.same(pairs, [0, 0, 1], 'where one value ends and the next begins counts');
});

const odd: readonly (readonly [
  text: string | Buffer,
  rows: readonly string[][],
  oddities: readonly string[],
])[] = [
  ['', [], []],
  ['"a"\r\n"b"\r\n', [['a'], ['b']], ['crlf 1', 'crlf 2']],
  [
    'a,b\n1,2\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
    ['unquoted 1 0', 'unquoted 2 0'],
  ],
  ['\ufeff"a"\n', [['a']], ['bom 1']],
  ['"a"\n\n\r\n"b"\n', [['a'], ['b']], ['blank-line 2', 'blank-line 3']],
  ['"a""b","c"x\n', [['a"b', 'c"x']], ['stray-quote 1 1']],
  ['"a","b', [], ['unclosed-quote 1 1']],
  ['"a","b"', [['a', 'b']], ['no-final-newline 1']],
  ['"a",', [['a', '']], ['no-final-newline 1', 'unquoted 1 1']],
  ['"a"\r', [['a']], ['no-final-newline 1']],
  ['"a"\rb\n', [['a"\rb']], ['stray-quote 1 0']],
  ['"x\ny"\n"\0"\n', [['x\ny'], ['\0']], ['nul 3 0']],
  [Buffer.from([34, 97, 34, 44, 34, 255, 34, 10]), [['a', '\ufffd']], ['invalid-utf8 1 1']],
  [`"${'x'.repeat(200)}"\n"a"\n`, [], ['record-too-long 1']],
  [`"a"\n"${'x'.repeat(200)}`, [['a']], ['record-too-long 2']],
];

t.test('the CSV reader says what is odd, where, and goes on, however the bytes are cut', async (t) => {
  for (const [text, rows, oddities] of odd) {
    const bytes = Buffer.from(text as string);
    for (const step of [1, 2, 3, 5, 1000]) {
      const told: string[] = [];
      const reader = new CsvReader(100, (...parts) =>
        told.push(parts.filter((part) => part !== undefined).join(' ')),
      );
      const read = [];
      for (let at = 0; at < bytes.length; at += step)
        read.push(...reader.push(bytes.subarray(at, at + step)));
      read.push(...reader.end());
      t.same(
        [read.map(({ values }) => values), told],
        [rows, oddities],
        `${JSON.stringify(text)} by ${step}`,
      );
    }
  }
});

t.test('a value is judged as the JSON Schema of its row judges it', async (t) => {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  const pieces = fc.constantFrom(
    '0',
    '1',
    '9223372036854775807',
    '9223372036854775808',
    '-1',
    '01',
    ',',
    'true',
    'True',
    '["',
    '"]',
    '", "',
    '{}',
    '[',
    'User',
    '2024-02-30T23:59:59.999Z',
    '2024-13-01T00:00:00.000Z',
    'https://x',
    'a@b',
    ' ',
    '\n',
    'like',
    '6f9619ff-8b86-d011-b42d-00cf4fc964ff',
    '\u0000',
    'é',
  );
  const text = fc.array(pieces, { maxLength: 3 }).map((parts) => parts.join(''));
  for (const profile of profiles) {
    for (const key of filesOf(profile)) {
      const validate = ajv.compile(rowSchema(key, profile));
      const columns = columnsOf(key, profile).map(
        ([name, column]) => [name, valueCheck(column), column] as const,
      );
      const right = Object.fromEntries(columns.map(([name]) => [name, cellOf(key, name, 1)]));
      const listed = columns.flatMap(([, , { values = [], assumed = [] }]) => [
        ...values,
        ...assumed,
        JSON.stringify(values),
      ]);
      const any = fc.oneof(text, fc.constantFrom('', ...Object.values(right), ...listed));
      fc.assert(
        fc.property(fc.constantFrom(...columns), any, ([name, check], value) => {
          const fault = check(value);
          if (validate({ ...right, [name]: value }) !== (fault === undefined)) {
            throw new Error(
              `${key}.${name} ${JSON.stringify(value)}: ${fault?.message ?? 'right'}, and the schema says the opposite`,
            );
          }
        }),
        { numRuns: 150 },
      );
    }
    t.pass(profile);
  }
});
