import { finished } from 'node:stream/promises';
import { type CsvError, type CsvErrorCode, type Parser, parse } from 'csv-parse';
import type { CsvFacts } from './parts.ts';

/** The maximum length of one row, bytes: a longer row is an unclosed quote. */
const MOST_IN_ROW = 16 * 1024 * 1024;

/** The faults by the error of csv-parse, whose own messages contain values of the CSV. */
const faults: Readonly<Partial<Record<CsvErrorCode, string>>> = {
  CSV_QUOTE_NOT_CLOSED: 'ends inside a quoted field',
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: 'has rows with another number of fields than its header',
  CSV_INVALID_CLOSING_QUOTE: 'has quotes where none can be',
  INVALID_OPENING_QUOTE: 'has quotes where none can be',
  CSV_MAX_RECORD_SIZE: 'has a row that is longer than 16 MB',
};

/**
 * Reads a CSV in pieces: header, number of rows, and whether it is one. Reads nothing behind the first
 * problem. Only the fields that are needed are kept.
 */
export class CsvReader {
  readonly #member: string;
  readonly #parser: Parser;
  readonly #utf8 = new TextDecoder('utf-8', { fatal: true });
  readonly #paths: string[] = [];
  #header: readonly string[] | undefined;
  #pathColumn = -1;
  #rows = 0;
  #problem: string | undefined;

  constructor(member: string) {
    this.#member = member;
    this.#parser = parse({
      bom: true,
      record_delimiter: ['\n', '\r\n'],
      skip_empty_lines: true,
      max_record_size: MOST_IN_ROW,
      on_record: (fields: string[]) => this.#take(fields),
    });
    // The error also reaches the callback of the write that causes it.
    this.#parser.on('error', () => {});
    this.#parser.resume();
  }

  async write(bytes: Buffer): Promise<void> {
    if (this.#problem !== undefined) return;
    this.#decode(bytes);
    await new Promise<void>((resolve) => {
      this.#parser.write(bytes, (error) => {
        this.#refuse(error);
        resolve();
      });
    });
  }

  async end(): Promise<CsvFacts> {
    if (this.#problem === undefined) {
      this.#decode();
      await finished(this.#parser.end()).catch((error) => this.#refuse(error));
    }
    const read = this.#problem === undefined;
    return {
      member: this.#member,
      header: this.#header,
      rows: read ? this.#rows : undefined,
      problem: this.#problem,
      paths: this.#paths,
    };
  }

  #decode(bytes?: Buffer): void {
    try {
      this.#utf8.decode(bytes, { stream: bytes !== undefined });
    } catch {
      this.#fail('is not UTF-8');
    }
  }

  #refuse(error: Error | null | undefined): void {
    if (error) this.#fail(faults[(error as CsvError).code] ?? 'is no CSV');
  }

  #fail(why: string): void {
    this.#problem ??= `${this.#member} ${why}`;
  }

  /** Hands nothing on: the rows are only counted. */
  #take(fields: readonly string[]): undefined {
    if (this.#header === undefined) {
      this.#header = fields;
      if (/(^|\/)Files\.csv$/.test(this.#member)) this.#pathColumn = fields.indexOf('path');
      return undefined;
    }
    this.#rows += 1;
    const path = fields[this.#pathColumn];
    if (path) this.#paths.push(path);
  }
}
