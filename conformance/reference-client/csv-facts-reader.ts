import { isUtf8 } from 'node:buffer';
import { CsvReader } from '../inspect/archive/csv-reader.ts';
import type { CsvOddity, CsvRow } from '../inspect/archive/csv-row.ts';
import type { CsvFacts } from './parts.ts';

/** The maximum length of one row, bytes: a longer row is an unclosed quote. */
const MOST_IN_ROW = 16 * 1024 * 1024;

/** The oddities that make a CSV unreadable; the others are variants of the format. */
const faults: Readonly<Partial<Record<CsvOddity, string>>> = {
  'unclosed-quote': 'ends inside a quoted field',
  'stray-quote': 'has quotes where none can be',
  'record-too-long': 'has a row that is longer than 16 MB',
  'too-many-fields': 'has a row with more fields than any table',
};

/**
 * Reads a CSV in pieces: header, number of rows, and whether it is one. Keeps only the fields that are
 * needed, and counts nothing behind the first problem.
 */
export class CsvFactsReader {
  readonly #member: string;
  readonly #reader: CsvReader;
  readonly #utf8 = new TextDecoder('utf-8', { fatal: true });
  /** True from the first piece on that is not UTF-8 by itself: it may end inside a character. */
  #isDecoded = false;
  readonly #paths: string[] = [];
  #header: readonly string[] | undefined;
  #pathColumn = -1;
  #rows = 0;
  #problem: string | undefined;

  constructor(member: string) {
    this.#member = member;
    this.#reader = new CsvReader(MOST_IN_ROW, (oddity) => this.#fail(faults[oddity]));
  }

  write(bytes: Buffer): void {
    this.#decode(bytes);
    if (this.#problem === undefined) this.#take(this.#reader.push(bytes));
  }

  end(): CsvFacts {
    this.#decode();
    if (this.#problem === undefined) this.#take(this.#reader.end());
    return {
      member: this.#member,
      header: this.#header,
      rows: this.#problem === undefined ? this.#rows : undefined,
      problem: this.#problem,
      paths: this.#paths,
    };
  }

  /** Text in another encoding is named as such: its bytes look like any fault. */
  #decode(bytes?: Buffer): void {
    if (this.#problem !== undefined) return;
    this.#isDecoded ||= bytes !== undefined && !isUtf8(bytes);
    if (!this.#isDecoded) return;
    try {
      this.#utf8.decode(bytes, { stream: bytes !== undefined });
    } catch {
      this.#fail('is not UTF-8');
    }
  }

  #fail(why: string | undefined): void {
    if (why !== undefined) this.#problem ??= `${this.#member} ${why}`;
  }

  #take(rows: readonly CsvRow[]): void {
    for (const { values } of rows) {
      if (this.#header === undefined) this.#begin(values);
      else this.#count(values, this.#header.length);
    }
  }

  #begin(header: readonly string[]): void {
    this.#header = header;
    if (/(^|\/)(?:Files|Pages)\.csv$/.test(this.#member)) this.#pathColumn = header.indexOf('path');
  }

  #count(values: readonly string[], fields: number): void {
    if (values.length !== fields) this.#fail('has rows with another number of fields than its header');
    this.#rows += 1;
    const path = values[this.#pathColumn];
    if (path) this.#paths.push(path);
  }
}
