import { OpenRecord, rowOf, tellOddities } from './csv-record.ts';
import type { CsvRow, OnOddity } from './csv-row.ts';

const QUOTE = 0x22;
const COMMA = 0x2c;
const LF = 0x0a;
const CR = 0x0d;
const BYTE_ORDER_MARK = Buffer.from('\ufeff');
/** The widest table has 46 columns. A record of more fields than this is no row of anything. */
const MOST_FIELDS = 10_000;

type State = 'field-start' | 'unquoted' | 'quoted' | 'after-quote' | 'after-quote-cr';

/**
 * Reads CSV from chunks cut anywhere, with exact line numbers, in memory of one record. Whatever the bytes
 * are, it goes on as well as it can and says what is odd.
 */
export class CsvReader {
  readonly #maxRecordBytes: number;
  readonly #onOddity: OnOddity;
  /** The record that is not complete yet, and what came after it. */
  #data: Buffer = Buffer.alloc(0);
  #at = 0;
  #recordStart = 0;
  #line = 1;
  #recordLine = 1;
  #state: State = 'field-start';
  #started = false;
  #stopped = false;
  readonly #record = new OpenRecord();
  /** The start of the current field, from the start of the record. */
  #fieldStart = 0;
  #doubled = false;
  #rows: CsvRow[] = [];

  constructor(maxRecordBytes: number, onOddity: OnOddity) {
    this.#maxRecordBytes = maxRecordBytes;
    this.#onOddity = onOddity;
  }

  /** The records that end in this chunk; none once a record was too long. */
  push(chunk: Buffer): CsvRow[] {
    if (this.#stopped) return [];
    const held = this.#data.subarray(this.#recordStart);
    this.#at -= this.#recordStart;
    this.#recordStart = 0;
    this.#data = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    if (!this.#started && !this.#start(BYTE_ORDER_MARK.length)) return [];
    this.#scan();
    if (this.#data.length - this.#recordStart > this.#maxRecordBytes) this.#stop();
    return this.#take();
  }

  /** The last record, when no line break ended it. */
  end(): CsvRow[] {
    if (this.#stopped) return [];
    if (!this.#started) {
      this.#start(0);
      this.#scan();
    }
    if (this.#state === 'quoted') {
      this.#onOddity('unclosed-quote', this.#recordLine, this.#record.starts.length);
    } else if (this.#state !== 'field-start' || this.#record.starts.length > 0) {
      if (this.#state === 'field-start') this.#beginField();
      this.#onOddity('no-final-newline', this.#recordLine);
      this.#endField(this.#state === 'unquoted' ? this.#data.length : this.#endBeforeQuote());
      if (!this.#stopped) this.#endRecord(this.#data.length);
    }
    return this.#take();
  }

  // Waits for as many bytes as a byte order mark has.
  #start(least: number): boolean {
    if (this.#data.length < least) return false;
    this.#started = true;
    if (this.#data.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK)) {
      this.#onOddity('bom', 1);
      this.#at = BYTE_ORDER_MARK.length;
      this.#recordStart = this.#at;
    }
    return true;
  }

  #stop(oddity: 'record-too-long' | 'too-many-fields' = 'record-too-long'): void {
    this.#onOddity(oddity, this.#recordLine);
    this.#stopped = true;
    this.#data = Buffer.alloc(0);
    this.#at = 0;
    this.#recordStart = 0;
    this.#record.clear();
  }

  #take(): CsvRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  #scan(): void {
    while (this.#at < this.#data.length && !this.#stopped) {
      if (this.#state === 'field-start') this.#beginField();
      if (this.#state === 'quoted') this.#scanQuoted();
      else if (this.#state === 'unquoted') this.#scanUnquoted();
      else this.#scanAfterQuote();
    }
  }

  #beginField(): void {
    const quoted = this.#data[this.#at] === QUOTE;
    if (quoted) this.#at += 1;
    else this.#record.unquotedField ??= this.#record.starts.length;
    this.#state = quoted ? 'quoted' : 'unquoted';
    this.#fieldStart = this.#at - this.#recordStart;
    this.#doubled = false;
  }

  // Runs to the next quote: the loop that sees most bytes of an export.
  #scanQuoted(): void {
    const data = this.#data;
    const length = data.length;
    let at = this.#at;
    let bits = this.#record.bits;
    let lines = 0;
    for (; at < length; at += 1) {
      const byte = data[at] as number;
      if (byte === QUOTE) {
        this.#state = 'after-quote';
        at += 1;
        break;
      }
      bits |= byte;
      if (byte === LF) lines += 1;
    }
    this.#at = at;
    this.#record.bits = bits;
    this.#line += lines;
  }

  #scanUnquoted(): void {
    const data = this.#data;
    for (; this.#at < data.length; this.#at += 1) {
      const byte = data[this.#at] as number;
      if (byte === COMMA) {
        this.#endField(this.#at);
        this.#at += 1;
        return;
      }
      if (byte === LF) {
        const empty = this.#at - this.#recordStart === this.#fieldStart;
        this.#endLine(this.#at, !empty && data[this.#at - 1] === CR);
        return;
      }
      if (byte === QUOTE) this.#record.strayQuoteField ??= this.#record.starts.length;
      this.#record.bits |= byte;
    }
  }

  // One byte: it says what the quote before it was.
  #scanAfterQuote(): void {
    const byte = this.#data[this.#at];
    const clean = this.#state === 'after-quote';
    if (byte === LF) {
      this.#endLine(this.#endBeforeQuote() + (clean ? 0 : 1), !clean);
    } else if (clean && byte === COMMA) {
      this.#endField(this.#at - 1);
      this.#at += 1;
    } else if (clean && byte === QUOTE) {
      this.#doubled = true;
      this.#state = 'quoted';
      this.#at += 1;
    } else if (clean && byte === CR) {
      this.#state = 'after-quote-cr';
      this.#at += 1;
    } else {
      this.#record.strayQuoteField ??= this.#record.starts.length;
      this.#state = 'unquoted';
    }
  }

  // In both states after a quote: where the quote stands.
  #endBeforeQuote(): number {
    return this.#state === 'after-quote-cr' ? this.#at - 2 : this.#at - 1;
  }

  #endField(end: number): void {
    this.#record.starts.push(this.#fieldStart);
    this.#record.ends.push(end - this.#recordStart);
    this.#record.doubled.push(this.#doubled);
    this.#state = 'field-start';
    if (this.#record.starts.length > MOST_FIELDS) this.#stop('too-many-fields');
  }

  // `end` counts a carriage return as part of the field, as in an unquoted one it is until the line break
  // shows.
  #endLine(end: number, crlf: boolean): void {
    this.#record.crlf = crlf;
    this.#endField(crlf ? end - 1 : end);
    if (this.#stopped) return;
    this.#endRecord(this.#at);
    this.#at += 1;
    this.#line += 1;
    this.#recordStart = this.#at;
    this.#recordLine = this.#line;
  }

  #endRecord(end: number): void {
    const bytes = this.#data.subarray(this.#recordStart, end);
    if (bytes.length > this.#maxRecordBytes) this.#stop();
    else if (this.#record.blank) this.#onOddity('blank-line', this.#recordLine);
    else {
      tellOddities(this.#record, bytes, this.#recordLine, this.#onOddity);
      this.#rows.push(rowOf(this.#record, bytes, this.#recordLine));
    }
    this.#record.clear();
  }
}
