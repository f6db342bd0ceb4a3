import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import t from 'tap';
import { type CheckLimits, type CheckReport, checkExport } from '../../../conformance/index.ts';
import { type Entry, entriesOf, soundMembers, withFile, zip } from '../../helpers/inspect/fixtures.ts';
import fc from '../../helpers/properties.ts';

/** The file of all archives, one after the other: a folder for each would take more time than its check. */
const file = join(t.testdir({}), 'export.zip');

function check(bytes: Buffer, limits: Partial<CheckLimits> = {}): Promise<CheckReport> {
  writeFileSync(file, bytes);
  return checkExport(file, { limits });
}

const codes = ({ findings }: CheckReport): string[] =>
  findings.map(({ code, member = '' }) => `${code} ${member}`.trim());

const sound = (): Entry[] => entriesOf(soundMembers('current', ['Tags', 'Networks']));
const withEntry = (entry: Entry): Buffer => zip([...sound(), entry]);
const small = (): Entry[] => entriesOf(soundMembers('current', ['Tags']));
const changed = (name: string, other: Partial<Entry>): Buffer =>
  zip(sound().map((entry) => (entry.name === name ? { ...entry, ...other } : entry)));
const x = Buffer.from('x');
const zeros = Buffer.alloc(40 * 1024 * 1024);

const broken: readonly (readonly [what: string, bytes: () => Buffer, expected: readonly string[]])[] = [
  ['sizes behind the data', () => zip(sound().map((entry) => ({ ...entry, descriptor: true }))), []],
  ['stored members', () => zip(sound().map((entry) => ({ ...entry, method: 0 }))), []],
  ['an empty file', () => Buffer.alloc(0), ['not-a-zip']],
  ['an error body', () => Buffer.from('{"response":{"message":"Token not found."}}'), ['not-a-zip']],
  ['a page', () => Buffer.from('<!DOCTYPE html><p>Sign in'), ['not-a-zip']],
  ['an archive without members', () => zip([]), ['no-data']],
  [
    'bytes in front',
    () => Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\n\r\n'), zip(sound())]),
    ['leading-bytes'],
  ],
  ['bytes behind', () => Buffer.concat([zip(sound()), x]), ['trailing-bytes']],
  ['a wrong checksum', () => changed('Tags.csv', { crc: 1 }), ['crc-mismatch Tags.csv']],
  ['less data than said', () => changed('Tags.csv', { size: 9999 }), ['size-mismatch Tags.csv']],
  ['more data than said', () => changed('Tags.csv', { size: 3 }), ['size-mismatch Tags.csv']],
  [
    'data that cannot be unpacked',
    () => changed('Tags.csv', { packed: Buffer.from([7, 7, 7]) }),
    ['bad-deflate Tags.csv'],
  ],
  [
    'data behind the packed data',
    () => changed('log.txt', { packed: Buffer.concat([deflateRawSync(sound().at(-1)?.data ?? x), x]) }),
    ['bad-deflate log.txt'],
  ],
  ['two names in one place', () => changed('Tags.csv', { localName: 'Gags.csv' }), ['local-header Tags.csv']],
  [
    'a name twice',
    () => zip([...sound(), { name: 'files/A.txt', data: x }, { name: 'files/a.txt', data: x }]),
    ['duplicate-name files/A.txt'],
  ],
  ['an encrypted member', () => withEntry({ name: 'files/1', data: x, flags: 1 }), ['encrypted files/1']],
  [
    'an unknown method',
    () => withEntry({ name: 'files/1', data: x, method: 12 }),
    ['unknown-method files/1'],
  ],
  ['a folder', () => withEntry({ name: 'files/', data: Buffer.alloc(0) }), ['directory-entry files/']],
  ['a name that climbs', () => withEntry({ name: 'files/../../x', data: x }), ['unsafe-name files/../../x']],
  [
    'an absolute name',
    () => withEntry({ name: '/etc/x', data: x }),
    ['unsafe-name /etc/x', 'unexpected-member /etc/x'],
  ],
  ['a drive', () => withEntry({ name: 'C:x', data: x }), ['unsafe-name C:x', 'unexpected-member C:x']],
  ['a backslash', () => withEntry({ name: 'files/a\\b', data: x }), ['unsafe-name files/a\\b']],
  [
    'a name that is no UTF-8',
    () => withEntry({ name: Buffer.from('files/\xff', 'latin1'), data: x }),
    ['name-encoding files/\xff'],
  ],
  [
    'a member that is not listed',
    () => withEntry({ name: 'files/1', data: x, unlisted: true }),
    ['unlisted-bytes log.txt'],
  ],
  [
    'members over each other',
    () => withEntry({ name: 'files/1', data: x, offset: 0 }),
    ['overlap request.txt', 'overlap files/1', 'unlisted-bytes log.txt'],
  ],
  ['a bomb', () => withEntry({ name: 'files/1', data: zeros }), ['ratio-too-high files/1']],
];

t.test('each breakage of the container causes exactly its finding', async (t) => {
  for (const [what, bytes, expected] of broken) {
    const report = await check(bytes());
    t.same(codes(report), expected, what);
  }
});

t.test('limits stop the reading and are told', async (t) => {
  const name = `files/${'n'.repeat(3000)}`;
  const long = await check(withEntry({ name, data: x }));
  t.same(
    long.findings.map(({ code, member }) => [code, member?.length]),
    [['name-too-long', 1024]],
  );
  const much = await check(zip(sound()), { maxTotalBytes: 300 });
  t.same(much.verdict, 'incomplete');
  t.ok(much.findings.every(({ code }) => code === 'too-much-data'));
  const text = await check(zip(sound()), { maxTextBytes: 20 });
  t.same(codes(text).sort(), ['not-logged log.txt', 'text-too-long log.txt', 'text-too-long request.txt']);
  const csvs = await check(zip(sound()), { maxCsvs: 1 });
  t.same(codes(csvs), ['too-many-csvs', 'logged-but-absent log.txt']);
  const record = await check(zip(sound()), { maxRecordBytes: 100 });
  t.same(codes(record), ['record-too-long Networks.csv']);
});

// A directory of many empty members, without any compression: 42 bytes for each, and 58 in the list.
function manyMembers(count: number): Buffer {
  const one = zip([{ name: 'files/000000', data: Buffer.alloc(0), method: 0 }]);
  const bytes = Buffer.alloc(count * 100 + 22);
  for (let index = 0; index < count; index += 1) {
    const name = `files/${String(index).padStart(6, '0')}`;
    one.copy(bytes, index * 42, 0, 42);
    bytes.write(name, index * 42 + 30);
    const at = count * 42 + index * 58;
    one.copy(bytes, at, 42, 100);
    bytes.writeUInt32LE(index * 42, at + 42);
    bytes.write(name, at + 46);
  }
  one.copy(bytes, count * 100, 100);
  bytes.writeUInt16LE(count & 0xffff, count * 100 + 8);
  bytes.writeUInt16LE(count & 0xffff, count * 100 + 10);
  bytes.writeUInt32LE(count * 58, count * 100 + 12);
  bytes.writeUInt32LE(count * 42, count * 100 + 16);
  return bytes;
}

t.test('members beyond the limit are not looked at', async (t) => {
  t.same(codes(await check(manyMembers(5000), { maxMembers: 4999 })), ['too-many-members']);
  t.same(codes(await check(manyMembers(5000))), ['no-data', 'no-log', 'no-request']);
  const wrapped = await check(manyMembers(200_000));
  t.same(codes(wrapped)[0], 'central-directory', '200,000 members do not fit in 16 bits');
});

t.test('an archive that ends early never passes, wherever it ends, and says how far it got', async (t) => {
  for (const bytes of [zip(small()), zip(small().map((entry) => ({ ...entry, descriptor: true })))]) {
    const said: string[] = [];
    for (let length = 0; length < bytes.length; length += 1) {
      const report = await check(bytes.subarray(0, length));
      if (report.verdict !== 'findings')
        t.fail(`${length} of ${bytes.length} bytes passed as ${report.verdict}`);
      said.push(...report.findings.map(({ message }) => message));
    }
    for (const whole of ['0 members', '1 members', '2 members', 'All 3 members']) {
      t.ok(
        said.some((message) => message.includes(whole)),
        whole,
      );
    }
  }
});

t.test(
  'an archive that ends inside an attachment that is a ZIP is cut off, not another archive',
  async (t) => {
    const inner = zip([{ name: 'a.txt', data: x }]);
    const bytes = zip([
      ...sound(),
      { name: 'files/1.zip', data: inner, method: 0 },
      { name: 'files/2', data: x },
    ]);
    const end = bytes.indexOf(inner) + inner.length;
    for (const more of [0, 1, 20]) t.same(codes(await check(bytes.subarray(0, end + more))), ['truncated']);
  },
);

t.test('a flipped bit crashes nothing, and is found unless nothing is said there', async (t) => {
  const bytes = zip(small());
  const report = (flips: readonly (readonly [at: number, bit: number])[]) => {
    const copy = Buffer.from(bytes);
    for (const [at, bit] of flips) copy[at] = (copy[at] as number) ^ (1 << bit);
    return check(copy);
  };
  const flip = fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 7 }));
  const several = fc.asyncProperty(fc.array(flip, { minLength: 2, maxLength: 5 }), async (flips) => {
    await report(flips);
  });
  await fc.assert(several, { numRuns: 300 });
  const harmless = harmlessPlaces(bytes);
  const missed: number[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    const { verdict } = await report([[at, at % 8]]);
    if (verdict === 'sound' && !harmless.has(at)) missed.push(at);
  }
  t.same(missed, []);
});

// Versions, times, attributes and disk numbers say nothing about the data, nor do the last bits of a packed
// member.
function harmlessPlaces(bytes: Buffer): Set<number> {
  const places = new Set<number>();
  const add = (signature: string, ranges: readonly (readonly [from: number, to: number])[]) => {
    for (let at = bytes.indexOf(signature); at >= 0; at = bytes.indexOf(signature, at + 4)) {
      for (const [from, to] of ranges) for (let one = from; one < to; one += 1) places.add(at + one);
    }
  };
  add('PK\x03\x04', [
    [-1, 0],
    [4, 6],
    [10, 14],
  ]);
  add('PK\x01\x02', [
    [-1, 0],
    [4, 8],
    [12, 16],
    [34, 42],
  ]);
  add('PK\x05\x06', [[6, 10]]);
  return places;
}

t.test('100 MB of CSV are read in the memory of a few chunks', async (t) => {
  const rows = Array.from({ length: 4000 }, (_, at) => `"${1000 + at}","${'name '.repeat(50)}"\n`).join('');
  const data = Buffer.from(`"id","name"\n${rows.repeat(100)}`);
  await withFile(zip([{ name: 'Tags.csv', data }]), async (path) => {
    const before = process.memoryUsage().rss;
    let most = before;
    const timer = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 20);
    const report = await checkExport(path);
    clearInterval(timer);
    t.ok(data.length > 100e6);
    t.equal(report.files[0]?.rows, 400_000);
    t.match(
      report.findings.find(({ code }) => code === 'duplicate-identity'),
      { count: 396_000 },
    );
    t.ok(most - before < 50e6, `grew by ${Math.round((most - before) / 1e6)} MB`);
  });
});
