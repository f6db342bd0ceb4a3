import { csv, type HostileZip, LOG_LINE, withText } from './zip-making.ts';

/** Valid archives whose members are harmful to their reader. */
export const contents: readonly HostileZip[] = [
  { name: 'request.txt of aa=b', bytes: () => withText('request.txt', `${'aa=b'.repeat(120_000)}&&`) },
  { name: 'request.txt of ampersands', bytes: () => withText('request.txt', '&'.repeat(900_000)) },
  { name: 'request.txt of colons', bytes: () => withText('request.txt', ': '.repeat(400_000)) },
  {
    name: 'request.txt of equals and blanks',
    bytes: () => withText('request.txt', `a${' = '.repeat(300_000)}`),
  },
  { name: 'request.txt of NULs', bytes: () => withText('request.txt', Buffer.alloc(900_000)) },
  {
    name: 'request.txt of 20 MB',
    bytes: () => withText('request.txt', Buffer.alloc(20_000_000, 'since: 0\n')),
  },
  { name: 'log.txt of one line', bytes: () => withText('log.txt', LOG_LINE) },
  {
    name: 'log.txt of that line, long',
    bytes: () => withText('log.txt', LOG_LINE.replaceAll(' '.repeat(80), ' '.repeat(80_000))),
  },
  { name: 'log.txt of blanks', bytes: () => withText('log.txt', `Number of exported${' '.repeat(900_000)}`) },
  {
    name: 'log.txt of tabs and colons',
    bytes: () => withText('log.txt', `number of exported ${'\t:'.repeat(300_000)}`),
  },
  {
    name: 'log.txt of quotes',
    bytes: () => withText('log.txt', `Number of exported ${"'".repeat(900_000)}: 1`),
  },
  {
    name: 'log.txt of digits',
    bytes: () => withText('log.txt', `Number of exported TAGS: ${'9'.repeat(900_000)}`),
  },
  {
    name: 'log.txt of 100,000 lines',
    bytes: () => withText('log.txt', 'Number of exported TAGS: 2\n'.repeat(40_000)),
  },
  {
    name: 'log.txt of failures',
    bytes: () => withText('log.txt', 'Failed to export TAGS: because\n'.repeat(30_000)),
  },
  { name: 'a record of 8 million commas', bytes: () => csv(`"id"\n${','.repeat(8_000_000)}\n`) },
  { name: 'a header of a million columns', bytes: () => csv(`${'"id",'.repeat(1_000_000)}"id"\n`) },
  { name: 'a header of a million empty columns', bytes: () => csv(`${','.repeat(1_000_000)}\n`) },
  { name: 'a quote that never closes', bytes: () => csv(`"id","name"\n"1","${'a\n'.repeat(5_000_000)}`) },
  { name: 'a field of 12 MB', bytes: () => csv(`"id","name"\n"1","${'a'.repeat(12_000_000)}"\n`) },
  { name: 'a line of 12 MB without quotes', bytes: () => csv('a'.repeat(12_000_000)) },
  { name: '5 million line breaks', bytes: () => csv('\n'.repeat(5_000_000)) },
  { name: '5 million quotes', bytes: () => csv('"'.repeat(5_000_000)) },
  { name: 'carriage returns', bytes: () => csv('"id","name"\r'.repeat(2_000_000)) },
  { name: 'NULs in a CSV', bytes: () => csv(Buffer.alloc(5_000_000)) },
  { name: 'no text in a CSV', bytes: () => csv(Buffer.alloc(5_000_000, 0xff)) },
  { name: 'UTF-16', bytes: () => csv(Buffer.from('\ufeff"id","name"\n"1","x"\n'.repeat(1000), 'utf16le')) },
  { name: '300,000 ids that are none', bytes: () => csv(`"id","name"\n${'"x","y"\n'.repeat(300_000)}`) },
  {
    name: '400,000 ids',
    bytes: () =>
      csv(
        Buffer.from(
          `"id","name"\n${Array.from({ length: 400_000 }, (_, at) => `"${at + 1e15}","y"\n`).join('')}`,
        ),
      ),
  },
  { name: 'ids of a million digits', bytes: () => csv(`"id","name"\n"${'9'.repeat(1_000_000)}","y"\n`) },
  {
    name: 'an id of NaN and the like',
    bytes: () => csv('"id","name"\n"NaN","y"\n"-0","y"\n"1e400","y"\n"__proto__","y"\n"Infinity","y"\n'),
  },
  {
    name: 'columns called __proto__',
    bytes: () => csv('"__proto__","constructor","toString"\n"1","2","3"\n'),
  },
];
