import { zip } from '../helpers/inspect/fixtures.ts';
import {
  bombOf,
  directoryAt,
  endAt,
  type HostileZip,
  nested,
  overlapping,
  patched,
  whole,
  withEntry,
  x,
  zip64,
} from './zip-making.ts';

/** Archives whose records contain false values. */
export const containers: readonly HostileZip[] = [
  { name: 'nothing', bytes: () => Buffer.alloc(0) },
  { name: 'one byte', bytes: () => x },
  { name: 'an end record alone', bytes: () => zip([]) },
  { name: 'a million NULs', bytes: () => Buffer.alloc(1_000_000) },
  {
    name: 'end records one after the other',
    bytes: () => Buffer.concat(Array.from({ length: 3000 }, () => zip([]))),
  },
  {
    name: 'signatures without records',
    bytes: () => Buffer.from('PK\x01\x02PK\x03\x04PK\x05\x06PK\x06\x06PK\x06\x07'.repeat(20_000), 'latin1'),
  },
  { name: 'a ZIP in front of a ZIP', bytes: () => Buffer.concat([whole(), whole()]) },
  { name: '2^53 entries', bytes: () => zip64({ entries: 2n ** 53n, size: 100n, offset: 0n }) },
  { name: '2^64 - 1 entries', bytes: () => zip64({ entries: 2n ** 64n - 1n, size: 100n, offset: 0n }) },
  { name: 'a directory of 2^53 bytes', bytes: () => zip64({ entries: 4n, size: 2n ** 53n, offset: 0n }) },
  { name: 'a directory at 2^63', bytes: () => zip64({ entries: 4n, size: 100n, offset: 2n ** 63n }) },
  {
    name: 'a ZIP64 record at 2^64 - 1',
    bytes: () => zip64({ entries: 4n, size: 9n, offset: 0n, recordAt: 2n ** 64n - 1n }),
  },
  {
    name: 'a ZIP64 record of 2^60 bytes',
    bytes: () => zip64({ entries: 4n, size: 9n, offset: 0n, recordSize: 2n ** 60n }),
  },
  { name: '65,534 entries in a tiny file', bytes: patched(endAt, [8, 65_534, 2], [10, 65_534, 2]) },
  { name: 'no entries claimed', bytes: patched(endAt, [8, 0, 2], [10, 0, 2]) },
  { name: 'a directory of 4 GB', bytes: patched(endAt, [12, 0xffff_fffe, 4]) },
  { name: 'a directory beyond the end', bytes: patched(endAt, [16, 0xffff_fff0, 4]) },
  { name: 'a directory in the end record', bytes: patched(endAt, [16, 400, 4]) },
  { name: 'other disks', bytes: patched(endAt, [4, 7, 2], [6, 9, 2]), codes: [0, 1] },
  { name: 'a comment longer than the file', bytes: patched(endAt, [20, 65_535, 2]) },
  { name: 'a name longer than the directory', bytes: patched(directoryAt, [28, 65_535, 2]) },
  { name: 'an extra field longer than the directory', bytes: patched(directoryAt, [30, 65_535, 2]) },
  { name: 'a member comment longer than the directory', bytes: patched(directoryAt, [32, 65_535, 2]) },
  { name: 'a local header beyond the end', bytes: patched(directoryAt, [42, 0xffff_fff0, 4]) },
  { name: 'a local header in the directory', bytes: patched(directoryAt, [42, 300, 4]) },
  { name: 'a member of 4 GB', bytes: patched(directoryAt, [24, 0xffff_fffe, 4]) },
  { name: 'compressed data of 4 GB', bytes: patched(directoryAt, [20, 0xffff_fffe, 4]) },
  { name: 'a ZIP64 size without its field', bytes: patched(directoryAt, [24, 0xffff_ffff, 4]) },
  { name: 'every flag', bytes: patched(directoryAt, [8, 0xffff, 2]) },
  { name: 'encrypted', bytes: patched(directoryAt, [8, 0x0801, 2]) },
  ...[1, 6, 9, 12, 14, 93, 95, 98, 99, 65_535].map((method) => ({
    name: `method ${method}`,
    bytes: patched(directoryAt, [10, method, 2]),
  })),
  { name: 'a version from the future', bytes: patched(directoryAt, [6, 65_535, 2]), codes: [0, 1] },
  { name: 'a date that no calendar has', bytes: patched(directoryAt, [12, 0xffff_ffff, 4]), codes: [0, 1] },
  { name: '2 GB of zeros', bytes: () => bombOf(2) },
  {
    name: 'a bomb among the attachments',
    bytes: () => withEntry({ name: 'files/1', data: Buffer.alloc(40_000_000) }),
  },
  { name: '800 members over each other', bytes: () => overlapping(800) },
  { name: 'a ZIP in a ZIP, 200 deep', bytes: () => nested(200) },
  {
    name: '60,000 members',
    bytes: () =>
      zip(Array.from({ length: 60_000 }, (_, at) => ({ name: `files/${at}`, data: x, method: 0 }))),
  },
  {
    name: '30,000 members of one name',
    bytes: () => zip(Array.from({ length: 30_000 }, () => ({ name: 'Tags.csv', data: x, method: 0 }))),
  },
  {
    name: '6,000 names alike but for case',
    bytes: () =>
      zip(
        Array.from({ length: 6_000 }, (_, at) => ({
          name: [...'files/abcdefghijklmno'].map((c, i) => ((at >> i) & 1 ? c.toUpperCase() : c)).join(''),
          data: x,
          method: 0,
        })),
      ),
  },
  {
    name: '3,000 CSVs of unknown files',
    bytes: () =>
      zip(
        Array.from({ length: 3_000 }, (_, at) => ({ name: `T${at}.csv`, data: Buffer.from('"id"\n"x"\n') })),
      ),
  },
  ...[
    '../../../etc/cron.d/x',
    '/etc/passwd',
    '..\\..\\x.dll',
    'C:\\x',
    '\\\\host\\share\\x',
    'files/a\0b',
    'files/\x1b[2J\x1b]0;x\x07',
    'files/\u202egpj.exe',
    'files/::$DATA',
    'CON',
    'files//////',
    '.',
    '..',
    '-rf',
    '__proto__',
    'constructor.csv',
    'toString',
    '<script>alert(1)</script>',
    '\n::error::x',
  ].map((name) => ({
    name: `a member called ${JSON.stringify(name)}`,
    bytes: () => withEntry({ name, data: x }),
  })),
  { name: 'a name of 65,535 bytes', bytes: () => withEntry({ name: 'n'.repeat(65_535), data: x }) },
  { name: 'an empty name', bytes: () => withEntry({ name: '', data: x }) },
  {
    name: 'a name that is no text',
    bytes: () => withEntry({ name: Buffer.from([0xff, 0xc0, 0x80]), data: x }),
  },
];
