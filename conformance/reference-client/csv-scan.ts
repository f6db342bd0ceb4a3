import type { CsvFacts } from './parts.ts';

/** The maximum length of one field that is kept, characters. */
const FIELD_LIMIT = 64 * 1024;
/** A report names this many problems of one file. */
const MOST_PROBLEMS = 5;
const [LF, CR, QUOTE, COMMA] = [10, 13, 34, 44];

/**
 * Reads a CSV in pieces: header, number of rows, and whether it is one. Only the fields that are needed are
 * kept.
 */
export class CsvScan {
  readonly #member: string;
  readonly #isFiles: boolean;
  readonly #problems = new Set<string>();
  readonly #paths: string[] = [];
  #decoder = new TextDecoder('utf-8', { fatal: true });
  #state: 'begin' | 'bare' | 'quoted' | 'quote' = 'begin';
  #header: string[] | undefined;
  #pathColumn = -1;
  #rows = 0;
  /** The fields of the row that is being read. */
  #fields: string[] = [];
  #count = 0;
  #field = '';
  #empty = true;

  constructor(member: string) {
    this.#member = member;
    this.#isFiles = /(^|\/)Files\.csv$/.test(member);
  }

  write(bytes: Uint8Array): void {
    this.#scan(this.#decode(bytes));
  }

  end(): CsvFacts {
    this.#scan(this.#decode(undefined));
    if (this.#state === 'quoted') this.#problem('ends inside a quoted field');
    if (!this.#empty) this.#endRow();
    return {
      member: this.#member,
      header: this.#header,
      rows: this.#rows,
      problems: [...this.#problems],
      paths: this.#paths,
    };
  }

  #decode(bytes: Uint8Array | undefined): string {
    try {
      return bytes === undefined ? this.#decoder.decode() : this.#decoder.decode(bytes, { stream: true });
    } catch {
      this.#problem('is not UTF-8');
      this.#decoder = new TextDecoder('utf-8');
      return bytes === undefined ? '' : this.#decoder.decode(bytes, { stream: true });
    }
  }

  #problem(what: string): void {
    if (this.#problems.size < MOST_PROBLEMS) this.#problems.add(`${this.#member} ${what}`);
  }

  #scan(text: string): void {
    for (let at = 0; at < text.length; at++) {
      if (this.#state === 'quoted') at = this.#skipQuoted(text, at);
      else this.#step(text.charCodeAt(at), text, at);
    }
  }

  /**
   * Goes on to the next quote; keeps what is before it where it is needed. Answers the place that was read
   * last.
   */
  #skipQuoted(text: string, at: number): number {
    const quote = text.indexOf('"', at);
    const end = quote === -1 ? text.length : quote;
    this.#keep(text.slice(at, end));
    if (quote !== -1) this.#state = 'quote';
    return end;
  }

  #step(code: number, text: string, at: number): void {
    if (code === COMMA) {
      this.#endField();
    } else if (code === LF) {
      this.#endRow();
    } else if (code !== CR || (at + 1 < text.length && text.charCodeAt(at + 1) !== LF)) {
      this.#take(code, text.charAt(at));
    }
  }

  #take(code: number, character: string): void {
    this.#empty = false;
    if (code === QUOTE && this.#state === 'begin') {
      this.#state = 'quoted';
    } else if (code === QUOTE && this.#state === 'quote') {
      this.#keep('"');
      this.#state = 'quoted';
    } else {
      if (code === QUOTE || this.#state === 'quote') this.#problem('has quotes where none can be');
      this.#state = 'bare';
      this.#keep(character);
    }
  }

  #keep(text: string): void {
    const wanted = this.#header === undefined || this.#count === this.#pathColumn;
    if (wanted && this.#field.length + text.length <= FIELD_LIMIT) this.#field += text;
  }

  #endField(): void {
    if (this.#header === undefined) this.#fields.push(this.#field);
    else if (this.#count === this.#pathColumn && this.#field !== '') this.#paths.push(this.#field);
    this.#count++;
    this.#field = '';
    this.#empty = false;
    this.#state = 'begin';
  }

  #endRow(): void {
    if (this.#empty) return;
    this.#endField();
    if (this.#header === undefined) {
      this.#header = this.#fields;
      if (this.#isFiles) this.#pathColumn = this.#header.indexOf('path');
    } else {
      this.#rows++;
      if (this.#count !== this.#header.length) {
        this.#problem(`has rows with another number of fields than its header`);
      }
    }
    this.#count = 0;
    this.#empty = true;
  }
}
