import { deflateRawSync } from 'node:zlib';
import t from 'tap';
import { KnownTables } from '../../../conformance/compare/known-tables.ts';
import { Allowance } from '../../../conformance/compare/table-reader.ts';

/** Reads a CSV as a member of an export of its own. */
function reading(known: KnownTables, csv: string, allowance = new Allowance()) {
  const size = Buffer.byteLength(csv);
  return known.read(deflateRawSync(Buffer.from(csv)), { name: 'Users.csv', allowance, size });
}

const csv = '"id","name"\n"1","Ada"\n"2","Bo"\n';

t.test('a table is read once for all exports that hold the same bytes', async (t) => {
  const known = new KnownTables();
  const [first, again, other] = [
    await reading(known, csv),
    await reading(known, csv),
    await reading(known, csv.replace('Bo', 'Cy')),
  ];
  t.strictSame(first?.table, {
    header: ['id', 'name'],
    rows: [
      ['1', 'Ada'],
      ['2', 'Bo'],
    ],
  });
  t.equal(again?.table, first?.table, 'the same object');
  t.strictSame(other?.table.rows[1], ['2', 'Cy']);
});

t.test('a known table counts against the limits of an export as one that is read', async (t) => {
  const known = new KnownTables();
  const room = { bytes: csv.length, cells: 6 };
  t.ok(await reading(known, csv, new Allowance(room)));
  t.ok(await reading(known, csv, new Allowance(room)), 'known now');
  for (const small of [
    { ...room, bytes: room.bytes - 1 },
    { ...room, cells: room.cells - 1 },
  ]) {
    const allowance = new Allowance(small);
    t.equal(await reading(known, csv, allowance), undefined);
    t.match(allowance.beyond, /^Users\.csv: more than/);
  }
});

t.test('the oldest tables are forgotten beyond the limit', async (t) => {
  const known = new KnownTables(3 * csv.length);
  const first = await reading(known, csv);
  for (const name of ['Ca', 'Da']) await reading(known, csv.replace('Bo', name));
  t.equal((await reading(known, csv))?.table, first?.table, 'three have room');
  for (const name of ['Ea', 'Fa']) await reading(known, csv.replace('Bo', name));
  t.equal((await reading(known, csv))?.table, first?.table, 'the one that was used last stays');
  for (const name of ['Ga', 'Ha', 'Ia']) await reading(known, csv.replace('Bo', name));
  t.not((await reading(known, csv))?.table, first?.table);
});
