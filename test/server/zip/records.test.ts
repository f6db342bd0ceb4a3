import t from 'tap';
import { CooperativeScheduler } from '../../../server/util/cooperative-scheduler.ts';
import { dosTime } from '../../../server/zip/dos-time.ts';
import {
  centralHeader,
  cutCentralHeaders,
  descriptor,
  type Entry,
  end,
  needsZip64End,
  zip64End,
  zip64Locator,
} from '../../../server/zip/records.ts';

const G4 = 2 ** 32;

const entryWith = (values: Partial<Entry>): Entry => ({
  name: Buffer.from('n'),
  modified: { time: 0, date: 0 },
  crc: 0x12345678,
  size: 3,
  compressedSize: 2,
  offset: 1,
  ...values,
});

const times = [
  { at: '2024-02-29T12:34:56.789Z', says: '2024-02-29 12:34:56' },
  { at: '2024-02-29T12:34:57.000Z', says: '2024-02-29 12:34:56' },
  { at: '1999-12-31T23:59:59.999Z', says: '1999-12-31 23:59:58' },
  { at: '1970-01-01T00:00:00.000Z', says: '1980-01-01 00:00:00' },
  { at: '2107-12-31T23:59:59.000Z', says: '2107-12-31 23:59:58' },
  { at: '2200-06-01T00:00:00.000Z', says: '2107-12-31 23:59:58' },
];

for (const { at, says } of times) {
  t.test(`${at} is ${says} in DOS time`, async (t) => {
    const { time, date } = dosTime(Date.parse(at));
    const two = (value: number) => String(value).padStart(2, '0');
    const day = [1980 + (date >> 9), two((date >> 5) & 15), two(date & 31)].join('-');
    t.equal(`${day} ${two(time >> 11)}:${two((time >> 5) & 63)}:${two((time & 31) * 2)}`, says);
  });
}

const descriptors = [
  { what: 'small sizes', size: 3, compressedSize: 2, wide: false },
  { what: '4 GiB - 1', size: G4 - 1, compressedSize: 2, wide: false },
  { what: '4 GiB', size: G4, compressedSize: 2, wide: true },
  { what: 'data of 4 GiB', size: 3, compressedSize: G4, wide: true },
];

for (const { what, size, compressedSize, wide } of descriptors) {
  t.test(`the descriptor of a member with ${what} has ${wide ? 64 : 32} bits for a size`, async (t) => {
    const bytes = descriptor(entryWith({ size, compressedSize }));
    t.equal(bytes.toString('hex', 0, 8), '504b070878563412');
    t.equal(bytes.length, wide ? 24 : 16);
    t.equal(wide ? Number(bytes.readBigUInt64LE(8)) : bytes.readUInt32LE(8), compressedSize);
    t.equal(wide ? Number(bytes.readBigUInt64LE(16)) : bytes.readUInt32LE(12), size);
  });
}

const overflows: readonly { readonly values: Partial<Entry>; readonly extra: readonly number[] }[] = [
  { values: {}, extra: [] },
  { values: { size: G4 - 2, compressedSize: G4 - 2, offset: G4 - 2 }, extra: [] },
  { values: { size: G4 - 1 }, extra: [G4 - 1] },
  { values: { compressedSize: G4 }, extra: [G4] },
  { values: { offset: G4 + 5 }, extra: [G4 + 5] },
  { values: { size: G4 * 9, offset: G4 * 3 }, extra: [G4 * 9, G4 * 3] },
  { values: { size: G4 * 9, compressedSize: G4 * 2, offset: G4 * 3 }, extra: [G4 * 9, G4 * 2, G4 * 3] },
];

for (const { values, extra } of overflows) {
  t.test(
    `a central header with ${JSON.stringify(values)} has ${extra.length} fields in its ZIP64 extra`,
    async (t) => {
      const entry = entryWith(values);
      const bytes = centralHeader(entry);
      const zip64 = extra.length > 0;
      t.equal(bytes.readUInt16LE(6), zip64 ? 45 : 20, 'version needed');
      t.equal(bytes.readUInt16LE(8), 0x0808, 'descriptor and UTF-8 flags');
      t.equal(bytes.readUInt32LE(20), Math.min(entry.compressedSize, G4 - 1));
      t.equal(bytes.readUInt32LE(24), Math.min(entry.size, G4 - 1));
      t.equal(bytes.readUInt32LE(42), Math.min(entry.offset, G4 - 1));
      t.equal(bytes.readUInt16LE(30), zip64 ? 4 + 8 * extra.length : 0, 'length of the extra field');
      if (zip64) t.equal(bytes.readUInt32LE(47), 1 | (8 * extra.length * 0x10000), 'its head');
      t.same(
        extra.map((_, index) => Number(bytes.readBigUInt64LE(51 + 8 * index))),
        extra,
      );
    },
  );
}

t.test('concatenated headers of any length are split at their start', async (t) => {
  const headers = ['a', 'files/ü.txt', ''.padEnd(300, 'x')].map((name, index) =>
    centralHeader(entryWith({ name: Buffer.from(name), size: index === 1 ? G4 : 1 })),
  );
  const cut = [...cutCentralHeaders(Buffer.concat(headers))];
  t.same(
    cut.map(({ bytes }) => bytes),
    headers,
  );
  t.equal(cut[1]?.name, 'files/ü.txt');
});

const places = [
  { place: { entries: 65_534, offset: 9, size: 9 }, zip64: false },
  { place: { entries: 65_535, offset: 9, size: 9 }, zip64: true },
  { place: { entries: 9, offset: G4 - 2, size: G4 - 2 }, zip64: false },
  { place: { entries: 9, offset: G4 - 1, size: 9 }, zip64: true },
  { place: { entries: 9, offset: 9, size: G4 - 1 }, zip64: true },
];

for (const { place, zip64 } of places) {
  t.test(
    `a directory with ${JSON.stringify(place)} ${zip64 ? 'needs' : 'does not need'} ZIP64 records`,
    async (t) => {
      t.equal(needsZip64End(place), zip64);
      const wide = zip64End(place);
      t.equal(Number(wide.readBigUInt64LE(32)), place.entries);
      t.equal(Number(wide.readBigUInt64LE(40)), place.size);
      t.equal(Number(wide.readBigUInt64LE(48)), place.offset);
      t.equal(Number(zip64Locator(place).readBigUInt64LE(8)), place.offset + place.size);
      t.equal(end(place).readUInt16LE(10), Math.min(place.entries, 65_535));
      t.equal(end(place).readUInt32LE(12), Math.min(place.size, G4 - 1));
      t.equal(end(place).readUInt32LE(16), Math.min(place.offset, G4 - 1));
    },
  );
}

t.test(
  'waiting exports continue in the order of their requests, one per turn of the event loop',
  async (t) => {
    let turns = 0;
    let running = true;
    const count = (): void => {
      turns += 1;
      if (running) setImmediate(count);
    };
    setImmediate(count);
    const scheduler = new CooperativeScheduler();
    const passes: { exporter: number; turn: number }[] = [];
    await Promise.all(
      Array.from({ length: 10 }, async (_, exporter) => {
        for (let slice = 0; slice < 3; slice += 1) {
          await scheduler.yieldIfDue();
          passes.push({ exporter, turn: turns });
          for (const until = performance.now() + 6; performance.now() < until; );
        }
      }),
    );
    running = false;
    t.same(
      passes.map(({ exporter }) => exporter),
      Array.from({ length: 30 }, (_, index) => index % 10),
    );
    t.equal(new Set(passes.map(({ turn }) => turn)).size, 30, 'no two in one turn');
  },
);

t.test('an export with time left in its turn still queues after the waiting exports', async (t) => {
  const scheduler = new CooperativeScheduler();
  const passes: number[] = [];
  await Promise.all(
    Array.from({ length: 3 }, async (_, exporter) => {
      for (let slice = 0; slice < 3; slice += 1) {
        await scheduler.yieldIfDue();
        passes.push(exporter);
      }
    }),
  );
  t.same(passes, [0, 1, 2, 0, 1, 2, 0, 1, 2]);
});

t.test('a single export continues without waiting while its turn has time left', async (t) => {
  const scheduler = new CooperativeScheduler();
  await scheduler.yieldIfDue();
  let turned = false;
  setImmediate(() => {
    turned = true;
  });
  await scheduler.yieldIfDue();
  t.notOk(turned);
});
