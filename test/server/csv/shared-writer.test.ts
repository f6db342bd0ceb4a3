import t from 'tap';
import { csvWriter, sharedCsvWriter } from '../../../server/csv/index.ts';
import { type Row, tables } from '../../helpers/csv-tables.ts';
import fc from '../../helpers/properties.ts';

t.test('two tables in one pass have the bytes of each alone, and so have their rows', async (t) => {
  const isShared = fc.array(fc.boolean(), { minLength: 8, maxLength: 8 });
  const long = fc.constantFrom(1, 1, 1, 4000, 30_000);
  fc.assert(
    fc.property(
      tables,
      isShared,
      long,
      fc.boolean(),
      fc.boolean(),
      (table, flags, times, headless, isCopied) => {
        const { columns } = table;
        const rows = table.rows.map((row) => {
          const [first, value] = Object.entries(row).find(([, each]) => typeof each === 'string') ?? [];
          return first === undefined ? row : { ...row, [first]: String(value).repeat(times) };
        });
        const both = rows.map((row, index) => ({ row, shared: flags[index % flags.length] === true }));
        const others: Buffer[] = [];
        const other = {
          add: (bytes: Buffer, from: number, to: number) =>
            others.push(Buffer.from(bytes.subarray(from, to))),
        };
        let ms = 0;
        const content = sharedCsvWriter(columns, () => ms++)(both, other, { headless, isCopied });
        const own = Buffer.concat(Array.from(content, (block) => Buffer.from(block)));
        const shared = both.filter((each) => each.shared).map(({ row }) => row);
        const alone = (some: readonly Row[]): Buffer =>
          Buffer.concat([...csvWriter(columns)(some, { headless })]);
        return (
          own.equals(alone(shared)) &&
          Buffer.concat(others).equals(alone(rows)) &&
          content.rowCount === shared.length &&
          content.otherRowCount === rows.length
        );
      },
    ),
    { numRuns: 400 },
  );
  t.pass();
});
