import fc from 'fast-check';
import t from 'tap';
import { type CsvColumn, csvWriter, LineBudget, LineMemory } from '../../../server/csv/index.ts';

const MEGABYTE = 1024 * 1024;

/** A line as the parts in which it is added; most are short, some longer than all memory. */
const lines = fc.array(
  fc.array(
    fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: 1, max: 300 }) },
      fc.integer({ min: 1, max: 700_000 }),
    ),
    { minLength: 1, maxLength: 3 },
  ),
  { maxLength: 60 },
);

t.test('a memory has the first lines in order, as far as the budget allows', async (t) => {
  fc.assert(
    fc.property(lines, fc.nat({ max: 4 }), (added, megabytes) => {
      const budget = new LineBudget(megabytes * MEGABYTE);
      const memory = new LineMemory(budget);
      const whole = added.map((parts, line) => parts.map((length) => Buffer.alloc(length, line % 251)));
      for (const parts of whole) {
        memory.begin();
        for (const part of parts) memory.add(part);
        memory.end();
      }
      let [taken, bytes] = [0, 0];
      for (let line = memory.take(); line; line = memory.take()) {
        if (!line.equals(Buffer.concat(whole[taken] ?? []))) return false;
        bytes += line.length;
        taken += 1;
      }
      const isEmpty = budget.free === megabytes * MEGABYTE;
      memory.release();
      const fits = whole.flat().reduce((sum, { length }) => sum + length, 0) <= MEGABYTE && megabytes > 0;
      return isEmpty && bytes <= megabytes * MEGABYTE && (!fits || taken === whole.length);
    }),
    { numRuns: 300 },
  );
  t.pass();
});

t.test('a released memory gives its budget back and remembers no more', async (t) => {
  const budget = new LineBudget(3 * MEGABYTE);
  const [memory, second] = [new LineMemory(budget), new LineMemory(budget)];
  const addTo = (one: LineMemory) => {
    one.begin();
    one.add(Buffer.alloc(900_000));
    one.end();
  };
  addTo(memory);
  addTo(memory);
  addTo(second);
  t.equal(budget.free, 0, 'all memories of a process share it');
  addTo(second);
  memory.release();
  t.equal(budget.free, 2 * MEGABYTE);
  memory.release();
  t.equal(budget.free, 2 * MEGABYTE, 'only once');
  addTo(memory);
  t.equal(memory.take(), undefined);
  t.equal(second.take()?.length, 900_000);
  t.equal(second.take(), undefined, 'after a line that was too much, none is remembered');
  t.equal(budget.free, 3 * MEGABYTE);
});

const columns: readonly CsvColumn[] = [
  { name: 'id', kind: 'id' },
  { name: 'body', kind: 'text' },
];

/** Rows, each with the number of times that its body is repeated, and whether both tables have it. */
const rows = fc.array(
  fc.record({
    body: fc.constantFrom('', '"', 'é\n', '中', '😀', 'plain text'),
    times: fc.constantFrom(1, 5, 300, 1_500, 30_000),
    inBoth: fc.boolean(),
  }),
  { maxLength: 80 },
);

t.test('a table with remembered lines has the bytes of its rows, whatever was remembered', async (t) => {
  fc.assert(
    fc.property(rows, fc.constantFrom(0, 1, 2, 4), fc.constantFrom(0, 3), (all, megabytes, msPerLook) => {
      let time = 0;
      const write = csvWriter(columns, () => {
        time += msPerLook;
        return time;
      });
      const made = all.map(({ body, times }, id) => ({ id: String(id), body: body.repeat(times) }));
      const memory = new LineMemory(new LineBudget(megabytes * MEGABYTE));
      const first = made.filter((_, place) => all[place]?.inBoth);
      const bytesOf = (blocks: Iterable<Buffer>) => Buffer.concat([...blocks]);
      const remembering = write(first, { remember: memory });
      if (!bytesOf(remembering).equals(bytesOf(write(first)))) return false;
      let calls = 0;
      const madeNow = <T>(row: T): T => {
        calls += 1;
        return row;
      };
      const sources = made.map((row, place) => (all[place]?.inBoth ? () => madeNow(row) : row));
      const content = write(sources, { remembered: memory });
      const same = bytesOf(content).equals(bytesOf(write(made)));
      const counted = content.rowCount === made.length && remembering.rowCount === first.length;
      const long = first.filter(({ body }) => body.length > 4096).length;
      return same && counted && (megabytes === 0 ? calls === first.length : megabytes < 4 || calls <= long);
    }),
    { numRuns: 200 },
  );
  t.pass();
});
