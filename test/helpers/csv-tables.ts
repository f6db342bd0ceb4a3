import fc from './properties.ts';

export type Row = Readonly<Record<string, string | number | boolean>>;

const hostile = fc
  .array(
    fc.constantFrom(
      ...['"', '""', '\n', '\r', '\r\n', ',', '","', ';', '\t', '\0', '=1+1', '@', "'", '\ufeff', '\u2028'],
      ...[
        'a',
        'é',
        'ÿ',
        '中',
        '😀',
        '👩‍👩‍👧',
        'مرحبا',
        '\ud83d',
        '\ude00',
        '\ud83dx',
        'x\ude00',
        ' '.repeat(300),
      ],
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

const values = {
  text: hostile,
  json: hostile,
  url: hostile,
  email: hostile,
  array: hostile,
  boolean: fc.constantFrom(true, false, ''),
  integer: fc.oneof(fc.integer(), fc.constant('')),
  id: fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 63n }).map(String), fc.constant('')),
  enum: fc.constantFrom('USER', 'APPLICATION', ''),
} as const;

/** Columns, rows whose keys have this order, and the order of keys that another generator may use. */
export const tables = fc
  .array(fc.constantFrom(...(Object.keys(values) as (keyof typeof values)[])), {
    minLength: 1,
    maxLength: 12,
  })
  .chain((kinds) => {
    const columns = kinds.map((kind, index) => ({ name: `${kind}_${index}`, kind }));
    const fields: Record<string, fc.Arbitrary<string | number | boolean>> = {};
    for (const { name, kind } of columns) fields[name] = values[kind];
    const names = Object.keys(fields);
    return fc.record({
      columns: fc.constant(columns),
      rows: fc.array(fc.record(fields), { maxLength: 60 }),
      order: fc.shuffledSubarray(names, { minLength: names.length }),
    });
  });
