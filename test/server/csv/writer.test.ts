import { stringify } from 'csv-stringify/sync';
import t from 'tap';
import { type CsvColumn, csvWriter } from '../../../server/csv/index.ts';
import { type Row, tables } from '../../helpers/csv-tables.ts';
import fc from '../../helpers/properties.ts';

const reference = (columns: readonly CsvColumn[], rows: readonly Row[]): Buffer =>
  Buffer.from(
    stringify([columns.map(({ name }) => name), ...rows.map((row) => columns.map(({ name }) => row[name]))], {
      quoted: true,
      quoted_empty: true,
      record_delimiter: '\n',
      cast: { boolean: String, number: String },
    }),
  );

const written = (columns: readonly CsvColumn[], rows: Iterable<Row>): Buffer =>
  Buffer.concat([...csvWriter(columns)(rows)]);

t.test('a table has exactly the bytes of csv-stringify', async (t) => {
  fc.assert(
    fc.property(tables, ({ columns, rows }) => written(columns, rows).equals(reference(columns, rows))),
    { numRuns: 1000 },
  );
  t.pass();
});

t.test('the order of a row’s keys and additional keys do not change the bytes', async (t) => {
  const reordered = (row: Row, order: readonly string[]): Row =>
    Object.fromEntries([
      ['unasked', 'x'],
      ...order.flatMap((name) => [
        [name, row[name] ?? ''],
        [`${name}?`, '"'],
      ]),
    ]);
  fc.assert(
    fc.property(tables, ({ columns, rows, order }) =>
      written(
        columns,
        rows.map((row) => reordered(row, order)),
      ).equals(reference(columns, rows)),
    ),
    { numRuns: 300 },
  );
  t.pass();
});

t.test('long values have the bytes of csv-stringify, in any order of keys', async (t) => {
  const columns: readonly CsvColumn[] = (['id', 'text', 'boolean', 'text', 'integer'] as const).map(
    (kind, index) => ({ name: `${kind}_${index}`, kind }),
  );
  const long = `"${'a😀"é\n'.repeat(3000)}`;
  const row = { id_0: '1', text_1: long, boolean_2: true, text_3: `${long}"`, integer_4: 5 };
  const swapped = { id_0: '1', text_1: long, integer_4: 5, text_3: 'b', boolean_2: true };
  const short = { ...row, text_1: '', text_3: 'b' };
  for (const rows of [
    [row, short, row],
    [swapped, row],
    [short, { ...row, id_0: 'x'.repeat(9000) }],
  ]) {
    t.ok(written(columns, rows).equals(reference(columns, rows)), `${rows.length} rows`);
  }
});

const two = [
  { name: 'id', kind: 'id' },
  { name: 'body', kind: 'text' },
] as const satisfies readonly CsvColumn[];

const bodies: readonly { readonly what: string; readonly body: string; readonly text: string }[] = [
  { what: 'an empty value is two quotes', body: '', text: '"1",""\n' },
  { what: 'quotes are doubled', body: '"a" ""', text: '"1","""a"" """""\n' },
  { what: 'line breaks stay as they are', body: 'a\r\nb\rc\n', text: '"1","a\r\nb\rc\n"\n' },
  { what: 'a lone high surrogate becomes U+FFFD', body: 'a\ud83d', text: '"1","a\ufffd"\n' },
  { what: 'a lone low surrogate becomes U+FFFD', body: '\ude00a', text: '"1","\ufffda"\n' },
  { what: 'a pair stays a pair', body: '\ud83d\ude00', text: '"1","😀"\n' },
  { what: 'NUL is a character like others', body: '\0', text: '"1","\0"\n' },
  { what: 'a BOM in a value remains', body: '\ufeffa', text: '"1","\ufeffa"\n' },
];

for (const { what, body, text } of bodies) {
  t.test(what, async (t) => {
    t.equal(written(two, [{ id: '1', body }]).toString(), `"id","body"\n${text}`);
  });
}

t.test('a table without rows consists of its header line', async (t) => {
  const content = csvWriter(two)([]);
  t.equal(Buffer.concat([...content]).toString(), '"id","body"\n');
  t.equal(content.rowCount, 0);
});

t.test('a repeated column name is in the header twice, and both columns have its value', async (t) => {
  const columns = [...two, two[0]];
  t.equal(written(columns, [{ id: '1', body: 'b' }]).toString(), '"id","body","id"\n"1","b","1"\n');
});

t.test('a header can hold a quote', async (t) => {
  t.equal(written([{ name: 'a"b', kind: 'id' }], []).toString(), '"a""b"\n');
});

t.test('text of any length comes in blocks of at most 64 KiB', async (t) => {
  for (const length of [1, 1_000, 21_800, 21_850, 65_530, 65_536, 70_000, 700_000]) {
    for (const unit of ['a', 'é', '中', '😀', '"']) {
      const rows = [
        { id: '1', body: 'before' },
        { id: '2', body: unit.repeat(length) },
        { id: '3', body: 'after' },
      ];
      const blocks = [...csvWriter(two)(rows)];
      t.ok(blocks.every(({ length: bytes }) => bytes > 0 && bytes <= 65_536));
      t.ok(Buffer.concat(blocks).equals(reference(two, rows)), `${length} times ${unit}`);
    }
  }
});

t.test('blocks are full, and later blocks do not change their bytes', async (t) => {
  const rows = Array.from({ length: 20_000 }, (_, index) => ({ id: String(index), body: `text ${index}` }));
  const content = csvWriter(two, () => 0)(rows);
  const blocks = [...content];
  t.ok(blocks.slice(0, -1).every(({ length }) => length > 60_000));
  t.ok(Buffer.concat(blocks).equals(reference(two, rows)));
  t.equal(content.rowCount, 20_000);
});

t.test('rows are pulled block by block when requested, and closed when reading stops', async (t) => {
  let pulled = 0;
  let closed = false;
  function* endless(): Generator<Row> {
    try {
      for (;;) yield { id: String(pulled++), body: 'x'.repeat(100) };
    } finally {
      closed = true;
    }
  }
  const content = csvWriter(two, () => 0)(endless());
  t.equal(pulled, 0);
  for (const block of content) {
    t.ok(block.length > 60_000);
    break;
  }
  t.ok(pulled > 500 && pulled < 700, `${pulled} rows for one block`);
  t.ok(closed);
});

t.test('slow rows give smaller blocks with the same bytes', async (t) => {
  const rows = Array.from({ length: 2_000 }, (_, index) => ({ id: String(index), body: 'x'.repeat(300) }));
  let time = 0;
  const slow = csvWriter(two, () => time);
  function* slowly(): Generator<Row> {
    for (const row of rows) {
      time += 0.2;
      yield row;
    }
  }
  const blocks = [...slow(slowly())];
  t.ok(
    blocks.every(({ length }) => length < 10_000),
    'a block every two milliseconds',
  );
  t.ok(Buffer.concat(blocks).equals(reference(two, rows)));
});

const wrongRows = [
  { what: 'lacks a column', row: { id: '1' } },
  { what: 'has undefined in a column', row: { id: '1', body: undefined } },
  { what: 'has null in a column', row: { id: '1', body: null } },
  { what: 'has an object in a column', row: { id: '1', body: ['a'] } },
];

for (const { what, row } of wrongRows) {
  t.test(`a row that ${what} is an error that names the column`, async (t) => {
    t.throws(() => written(two, [row as unknown as Row]), { name: 'TypeError', message: /column body/ });
  });
}

t.test('a table without columns is an error', async (t) => {
  t.throws(() => csvWriter([]), { name: 'RangeError', message: /at least one column/ });
});
