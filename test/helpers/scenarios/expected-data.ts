import { stringify } from 'csv-stringify/sync';
import { isChosen, numberOf } from '../../../server/faults/data/chosen-rows.ts';
import { lookAlikes } from '../../../server/faults/data/texts.ts';
import {
  cells,
  type Edit,
  failing,
  losingAttachment,
  type Table,
  tables,
  windows1252,
} from './export-parts.ts';

const lost = '9007199254740991';
const written = (write: (records: string[][]) => Buffer) => (table: Table) => {
  table.write = write;
};
const quoted = { quoted: true, quoted_empty: true } as const;
const text = (records: string[][], options: Parameters<typeof stringify>[1] = {}) =>
  stringify(records, { ...quoted, ...options });
const formulas = ['=1+1', '+1+1', '-1+1', '@SUM(1,1)', '\t=1+1', '\r=1+1'];
const twice = (id = '') => (isChosen(numberOf([id]), 3) ? 2 : 1);
const MARK = '\uf8ff';
const noUtf8 = Buffer.from([0xff, 0xc0, 0xaf, 0xed, 0xa0, 0x80, 0xe2, 0x82]);
const tooLong = 'the service took too long to begin';
const stopped = (rows: string) => `the service took too long and was stopped after ${rows}`;

/** The expected edit of an export per scenario, and the expected findings of a check of the whole network. */
export const expected: Readonly<Record<string, readonly [edit: Edit, found: readonly string[]]>> = {
  'csv-crlf': [
    tables(
      undefined,
      written((records) => Buffer.from(text(records, { record_delimiter: '\r\n' }))),
    ),
    ['crlf'],
  ],
  'csv-bom': [
    tables(
      undefined,
      written((records) => Buffer.from(`\ufeff${text(records)}`)),
    ),
    ['bom'],
  ],
  'csv-unquoted': [
    tables(
      undefined,
      written((records) => Buffer.from(stringify(records, { quoted_match: /[\r\n]/ }))),
    ),
    ['unquoted'],
  ],
  'csv-no-header': [
    tables(
      'Messages',
      written(([, ...rows]) => Buffer.from(text(rows))),
    ),
    ['header', 'unresolved-reference', 'count-mismatch'],
  ],
  'csv-utf-16': [
    tables(
      'Messages',
      written((records) => Buffer.from(`\ufeff${text(records)}`, 'utf16le')),
    ),
    // A reader that decodes UTF-16 as UTF-8 finds no table.
    [
      'header',
      'unquoted',
      'stray-quote',
      'nul',
      'invalid-utf8',
      'field-count',
      'no-final-newline',
      'unresolved-reference',
      'count-mismatch',
    ],
  ],
  'csv-windows-1252': [
    tables(
      'Messages',
      written((records) => windows1252(text(records))),
    ),
    ['invalid-utf8'],
  ],
  'csv-header-only': [tables('Messages', ({ rows }) => rows.splice(0)), ['unresolved-reference']],
  'csv-no-rows': [
    (parts) => {
      tables(undefined, ({ rows }) => rows.splice(0))(parts);
      parts.attachments.clear();
    },
    [],
  ],
  'csv-zero-bytes': [
    tables('Messages', (table) => {
      table.rows.splice(0);
      table.write = () => Buffer.alloc(0);
    }),
    ['no-header'],
  ],
  'csv-extra-column': [
    tables('Messages', ({ columns, rows }) => {
      columns.push('sentiment');
      for (const row of rows) row.push('new');
    }),
    ['header'],
  ],
  'csv-extra-first-column': [
    tables('Messages', ({ columns, rows }) => {
      columns.unshift('row_number');
      for (const row of rows) row.unshift('new');
    }),
    ['header'],
  ],
  'csv-reordered-columns': [
    tables('Messages', ({ columns, rows }) => {
      for (const record of [columns, ...rows]) record.reverse();
    }),
    ['header'],
  ],
  'csv-missing-column': [
    tables('Messages', ({ columns, rows }) => {
      const at = columns.indexOf('group_name');
      for (const record of [columns, ...rows]) record.splice(at, 1);
    }),
    ['header'],
  ],
  'csv-renamed-column': [
    tables('Messages', ({ columns }) => columns.splice(columns.indexOf('sender_id'), 1, 'author_id')),
    ['header'],
  ],
  'csv-missing-file': [tables('Groups', (_, name, parts) => parts.tables.delete(name)), []],
  'csv-long-body': [
    cells('Messages', 'body', 20, (value) => {
      const sentences = Array.from(
        { length: 30_000 },
        (_, at) => ` This is sentence ${at + 1} of a long text.`,
      );
      return (value + sentences.join('')).slice(0, 1_000_000);
    }),
    [],
  ],
  'csv-nul': [cells('Messages', 'body', 5, (value) => `${value} before\0after`), ['nul']],
  'csv-control-characters': [
    cells('Messages', 'body', 5, (value) => `${value} \x01\x02\x07\x08\x0b\x0c\x0e\x1b\x1f\x7f`),
    [],
  ],
  'csv-line-breaks': [
    cells('Messages', 'body', 5, (value) => `${value} a\rb\r\nc\nd\u2028e\u2029f\u0085g`),
    [],
  ],
  'csv-invalid-utf-8': [
    (parts) => {
      cells('Messages', 'body', 5, (value) => `${value} ${MARK}`)(parts);
      const write = (records: string[][]) => {
        const pieces = text(records)
          .split(MARK)
          .flatMap((piece) => [Buffer.from(piece), noUtf8]);
        return Buffer.concat(pieces.slice(0, -1));
      };
      tables('Messages', written(write))(parts);
    },
    ['invalid-utf8'],
  ],
  'csv-formulas': [cells('Messages', 'body', 1, (value, number) => `${formulas[number % 6]} ${value}`), []],
  'csv-look-alikes': [
    cells('Messages', 'body', 1, (_, number) => lookAlikes[number % lookAlikes.length] ?? ''),
    [],
  ],
  'csv-duplicate-rows': [
    tables('Messages', (table) => {
      table.rows = table.rows.flatMap((row) =>
        Array<string[]>(twice(row[table.columns.indexOf('id')])).fill(row),
      );
    }),
    ['duplicate-identity'],
  ],
  'csv-unresolved-reference': [
    cells(
      'Messages',
      'sender_id',
      3,
      () => lost,
      (value) => value !== '',
    ),
    ['unresolved-reference'],
  ],
  'attachment-without-row': [
    (parts) => {
      const before = [...parts.attachments];
      parts.attachments.clear();
      for (const folder of parts.attaching) {
        for (const [name, bytes] of before)
          if (name.startsWith(`${folder}files/`)) parts.attachments.set(name, bytes);
        const added = Buffer.from('No row of Files.csv names this file.\n');
        parts.attachments.set(`${folder}files/${lost}.txt`, added);
      }
    },
    ['attachment-unlisted'],
  ],
  'row-without-attachment': [
    tables('Files', ({ columns, rows }, name, { attaching }) => {
      if (!attaching.includes(name.replace('Files.csv', ''))) return;
      const [id, path] = [columns.indexOf('id'), columns.indexOf('path')];
      const first = rows.find((row) => row[path] !== '');
      if (first === undefined) return;
      rows.push(first.with(id, lost).with(path, first[path]?.replace(/\d+/, lost) ?? ''));
    }),
    ['attachment-missing'],
  ],
  'partial-messages-missing': [failing(['Messages'], undefined, tooLong), ['export-failed']],
  'partial-messages-missing-silently': [failing(['Messages'], undefined, undefined), []],
  'partial-messages-cut-short': [failing(['Messages'], 3, stopped('3 rows')), ['export-failed']],
  'partial-messages-cut-short-silently': [failing(['Messages'], 3, undefined), ['unresolved-reference']],
  'partial-several': [
    (parts) => {
      failing(['Groups'], undefined, tooLong)(parts);
      failing(['LikedMessageHistory', 'Messages'], 1, stopped('one row'))(parts);
    },
    ['export-failed'],
  ],
  'partial-all-missing': [failing(undefined, undefined, tooLong), ['no-data', 'export-failed']],
  'partial-all-cut-short': [failing(undefined, 1, stopped('one row')), ['export-failed']],
  'partial-once': [failing(['Messages'], undefined, tooLong), ['export-failed']],
  'partial-attachment-missing': [losingAttachment('the content could not be read'), ['export-failed']],
  'partial-attachment-missing-silently': [losingAttachment(undefined), ['attachment-missing']],
  'log-wrong-counts': [
    ({ log }) => {
      if (log !== undefined) log.countsOff = 1;
    },
    ['count-mismatch'],
  ],
  'log-missing': [
    (parts) => {
      parts.log = undefined;
    },
    ['no-log'],
  ],
};
