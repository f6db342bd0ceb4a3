import type { Table } from '../../../conformance/model/observation.ts';
import { cellBendings } from './cells.ts';
import { type Bending, one, values } from './people.ts';

type Rows = readonly (readonly string[])[];

const rows =
  (change: (rows: Rows) => Rows) =>
  (table: Table): Table => ({
    header: table.header,
    rows: change(table.rows),
  });
const header =
  (change: (header: readonly string[]) => readonly string[]) =>
  (table: Table): Table => ({
    header: change(table.header),
    rows: table.rows,
  });
const latin1 = (text: string) => Buffer.from(text).toString('latin1');

/** Every way to bend a table. */
export const bendings: readonly Bending[] = [
  ...cellBendings,
  {
    title: 'lines are split before quotes are looked at',
    bend: rows(([first = [], ...others]) => [
      [...first.slice(0, 2), '"one'],
      ['two, and three"', ...first.slice(3)],
      ...others,
    ]),
    told: [
      ['rows-added', 1, 'line-split'],
      ['rows-changed', 1, 'line-split'],
    ],
  },
  {
    title: 'commas are split before quotes are looked at',
    bend: rows(([first = [], second = [], ...others]) => [
      first,
      [...second.slice(0, 2), '"He said ""yes""', ' twice"', ...second.slice(3)],
      ...others,
    ]),
    told: [['rows-changed', 1, 'comma-split']],
  },
  {
    title: 'doubled quotes stay doubled',
    bend: values((value) => value.replaceAll('"', '""')),
    told: [['rows-changed', 1, 'quotes-kept']],
  },
  {
    title: 'ids go through a double',
    bend: one('id', (value) => String(Number(value))),
    told: [['rows-changed', 6, 'id-rounded']],
  },
  {
    title: 'ids are shown as a spreadsheet does',
    bend: one('id', (value) => Number(value).toExponential(5).replace('e', 'E')),
    told: [['rows-changed', 6, 'id-rounded']],
  },
  {
    title: 'rows are kept by an id that went through a double',
    bend: rows((all) => [...new Map(all.map((cells) => [Number(cells[0]), cells])).values()]),
    told: [['rows-lost', 5, 'id-rounded']],
  },
  {
    title: 'UTF-8 is read as Latin-1',
    bend: one('name', latin1),
    told: [['rows-changed', 1, 'wrong-charset']],
  },
  {
    title: 'UTF-8 is read as Windows-1252',
    bend: values((value) => new TextDecoder('windows-1252').decode(Buffer.from(value))),
    told: [['rows-changed', 2, 'wrong-charset']],
  },
  {
    title: 'everything is written as UTF-16',
    bend: (table) => {
      const wide = (text: string) => Array.from(text, (character) => `${character}\0`).join('');
      return { header: table.header.map(wide), rows: table.rows.map((cells) => cells.map(wide)) };
    },
    told: [
      ['columns-renamed', 7, 'utf-16'],
      ['rows-changed', 6, 'utf-16'],
    ],
  },
  {
    title: 'the byte order mark is glued to the first name',
    bend: header(([first = '', ...others]) => [`\ufeff${first}`, ...others]),
    told: [['columns-renamed', 1, 'bom-in-header']],
  },
  {
    title: 'so it is by Latin-1',
    bend: header(([first = '', ...others]) => [`ï»¿${first}`, ...others]),
    told: [['columns-renamed', 1, 'bom-in-header']],
  },
  {
    title: 'values stand one column farther',
    bend: rows((all) =>
      all.map(([id = '', name = '', ...others]) => [id, name, 'new', ...others.slice(0, -1)]),
    ),
    told: [['rows-changed', 6, 'shifted']],
  },
  {
    title: 'a row is kept twice',
    bend: rows((all) => [...all, ...all.slice(1, 2)]),
    told: [['rows-duplicated', 1, 'duplicates-kept']],
  },
  {
    title: 'the last row is lost',
    bend: rows((all) => all.slice(0, -1)),
    told: [['rows-lost', 1, 'last-row-lost']],
  },
  {
    title: 'the first row is lost',
    bend: rows((all) => all.slice(1)),
    told: [['rows-lost', 1, 'first-row-lost']],
  },
  { title: 'rows are cut off', bend: rows((all) => all.slice(0, 3)), told: [['rows-lost', 3, 'cut-off']] },
  { title: 'all rows are lost', bend: rows(() => []), told: [['rows-lost', 6]] },
  {
    title: 'rows with line breaks are lost',
    bend: rows((all) => all.filter((cells) => !cells.some((cell) => cell.includes('\n')))),
    told: [['rows-lost', 2, 'line-split']],
  },
  {
    title: 'the header is taken for a row',
    bend: (table) => ({ header: table.header, rows: [table.header, ...table.rows] }),
    told: [['rows-added', 1, 'header-as-row']],
  },
  {
    title: 'a row is made up',
    bend: rows((all) => [...all, ['1', 'Nobody', 'nothing', '', '', '', '']]),
    told: [['rows-added', 1]],
  },
  {
    title: 'a value is another one',
    bend: values((value) => (value === 'Ann' ? 'Anna Lena' : value)),
    told: [['rows-changed', 1]],
  },
  {
    title: 'a row has more values than columns',
    bend: rows(([first = [], ...others]) => [[...first, 'more'], ...others]),
    told: [['rows-changed', 1]],
  },
  {
    title: 'a column is lost',
    bend: ({ header: names, rows: all }) => ({
      header: names.slice(0, -1),
      rows: all.map((cells) => cells.slice(0, -1)),
    }),
    told: [['columns-lost', 1]],
  },
  {
    title: 'a column is added',
    bend: ({ header: names, rows: all }) => ({
      header: [...names, 'mine'],
      rows: all.map((cells) => [...cells, '1']),
    }),
    told: [['columns-added', 1]],
  },
  {
    title: 'columns are spelled otherwise, or named anew',
    bend: header((names) => names.map((name) => (name === 'body' ? 'text' : name.toUpperCase()))),
    told: [['columns-renamed', 7, 'other-spelling']],
  },
  {
    title: 'columns stand in another order',
    bend: ({ header: names, rows: all }) => ({
      header: names.toReversed(),
      rows: all.map((cells) => cells.toReversed()),
    }),
    told: [['columns-reordered', 6]],
  },
];
