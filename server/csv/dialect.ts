import { type Options, stringify } from 'csv-stringify/sync';
import type { Row } from '../../generators/index.ts';
import { performance } from '../util/timers.ts';
import { type CsvColumn, textOf, titleOf } from './line.ts';
import type { CsvContent } from './writer.ts';

/** A CSV format that may differ from that of exports. */
export interface CsvDialect {
  /** True if the CSV has a header line. */
  readonly header: boolean;
  /** The line end; line breaks inside fields stay unchanged. */
  readonly newline: '\n' | '\r\n';
  /** True if a byte order mark precedes the text; it becomes `?` in Windows-1252, which has none. */
  readonly bom: boolean;
  /** Quotes around every field, or only around fields that need them. */
  readonly quotes: 'all' | 'needed';
  /** The encoding; a character that it lacks becomes `?`. */
  readonly encoding: 'utf-8' | 'utf-16le' | 'windows-1252';
}

/** The dialect of exports. */
export const usualDialect: CsvDialect = {
  header: true,
  newline: '\n',
  bom: false,
  quotes: 'all',
  encoding: 'utf-8',
};

/** The number of characters per call of the encoder. */
const BATCH_CHARACTERS = 8 * 1024;

/**
 * The maximum milliseconds per batch: a batch is yielded after this time even if it is not full, as in
 * `csvWriter`.
 */
const SLICE_MS = 2;

/**
 * Makes a function that writes a table in a dialect. It is for CSVs that are wrong on purpose, and slower
 * than `csvWriter`, which writes all others.
 *
 * A lone surrogate from U+DC80 to U+DCFF in a row stands for the byte of its last two digits and is written
 * as that byte, so that a CSV can contain bytes that are not text; UTF-16 keeps it unchanged. Every other
 * lone surrogate becomes U+FFFD.
 *
 * @throws TypeError during iteration, when a row lacks a column.
 */
export function dialectWriter(
  columns: readonly CsvColumn[],
  dialect: CsvDialect,
): (rows: Iterable<Row>) => CsvContent {
  const names = columns.map(({ name }) => name);
  const encode = encoders[dialect.encoding];
  const quoted = dialect.quotes === 'all';
  // A line of one empty field without quotes would be a blank line, which is not a row.
  const style: Options = {
    record_delimiter: dialect.newline,
    quoted,
    quoted_empty: quoted || names.length === 1,
    quote_record_delimiter: true,
  };
  const line = (fields: readonly string[]) => stringify([fields], style);
  const start = (dialect.bom ? '\ufeff' : '') + (dialect.header ? line(columns.map(titleOf)) : '');
  const lineOf = (row: Row) => line(names.map((name) => cellText(row[name], name)));
  return (rows) => new DialectText(start, rows, lineOf, encode);
}

class DialectText implements CsvContent {
  rowCount = 0;
  readonly #start: string;
  readonly #rows: Iterable<Row>;
  readonly #line: (row: Row) => string;
  readonly #encode: (text: string) => Buffer;

  constructor(
    start: string,
    rows: Iterable<Row>,
    line: (row: Row) => string,
    encode: (text: string) => Buffer,
  ) {
    this.#start = start;
    this.#rows = rows;
    this.#line = line;
    this.#encode = encode;
  }

  *[Symbol.iterator](): Generator<Buffer, void, undefined> {
    let text = this.#start;
    let sliceEnds = performance.now() + SLICE_MS;
    for (const row of this.#rows) {
      text += this.#line(row);
      this.rowCount += 1;
      if (text.length < BATCH_CHARACTERS && performance.now() < sliceEnds) continue;
      yield this.#encode(text);
      text = '';
      sliceEnds = performance.now() + SLICE_MS;
    }
    if (text !== '') yield this.#encode(text);
  }
}

function cellText(value: unknown, name: string): string {
  return typeof value === 'string' ? value : textOf(value, name);
}

const encoders: Readonly<Record<CsvDialect['encoding'], (text: string) => Buffer>> = {
  'utf-8': (text) => withBytes(text, (part) => Buffer.from(part)),
  'utf-16le': (text) => Buffer.from(text, 'utf16le'),
  'windows-1252': (text) => withBytes(text, windows1252),
};

/** Lone surrogates only; surrogate pairs do not match. */
const BYTES = /([\udc80-\udcff]+)/u;

/** Encodes text and bytes: every second part of the split text is bytes. */
function withBytes(text: string, encode: (part: string) => Buffer): Buffer {
  const parts = text.split(BYTES);
  if (parts.length === 1) return encode(text);
  return Buffer.concat(
    parts.map((part, index) => (index % 2 === 1 ? Buffer.from(part, 'latin1') : encode(part))),
  );
}

/**
 * The characters of Windows-1252 from 0x80 to 0x9f, where Latin-1 has control characters; a space where none
 * is assigned.
 */
const FROM_80 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/** Characters that are different in Latin-1, or that it lacks. */
const NOT_LATIN_1 = /[\u0080-\u009f\u0100-\u{10ffff}]/gu;

function windows1252(text: string): Buffer {
  const latin1 = text.replace(NOT_LATIN_1, (character) => {
    const place = FROM_80.indexOf(character);
    return place === -1 ? '?' : String.fromCharCode(0x80 + place);
  });
  return Buffer.from(latin1, 'latin1');
}
