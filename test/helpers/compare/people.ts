import type { DifferenceKind, Reason } from '../../../conformance/compare/differences.ts';
import type { Table } from '../../../conformance/model/observation.ts';

/** The truth of the table of bendings: long ids, and every kind of text that suffers. */
export const people: Table = {
  header: ['id', 'name', 'body', 'note', 'verified', 'created_at', 'api_url'],
  rows: [
    row('144115188075855901', 'Zoë Müller', 'one\ntwo, and three', '', 'true', '2024-01-03T02:31:55.609Z'),
    row('144115188075855903', 'Ann', 'He said "yes", twice', 'NULL', 'false', '2024-02-03T12:00:00.000Z'),
    row('144115188075855905', 'Bob', '=1+1', '007', 'true', '2024-03-03T23:59:59.999Z'),
    row('144115188075855907', 'Cleo', 'crlf\r\ninside', ' spaced ', 'false', '2024-04-03T00:00:00.001Z'),
    row(
      '144115188075855909',
      'Dee',
      `Great 😀 ${'long '.repeat(60)}`,
      'a\u0000b',
      'true',
      '2024-05-03T05:06:07.008Z',
    ),
    row('144115188075855911', 'Eve', 'plain', 'x', 'false', '2024-06-03T05:06:07.008Z'),
  ],
};

function row(id: string, ...values: readonly string[]): readonly string[] {
  return [id, ...values, `https://example.com/messages/${id}`];
}

/** A client that does this to a table, and what has to be told of it: kind, count and reason. */
export interface Bending {
  readonly title: string;
  readonly bend: (table: Table) => Table;
  readonly told: readonly (readonly [kind: DifferenceKind, count: number, reason?: Reason])[];
}

/** Changes every value. */
export const values =
  (change: (value: string, column: string, at: number) => string) =>
  (table: Table): Table => ({
    header: table.header,
    rows: table.rows.map((cells, at) =>
      cells.map((cell, place) => change(cell, table.header[place] ?? '', at)),
    ),
  });

/** Changes the values of one column. */
export const one = (column: string, change: (value: string) => string) =>
  values((value, name) => (name === column ? change(value) : value));
