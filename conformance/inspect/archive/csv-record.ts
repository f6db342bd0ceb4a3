import { isUtf8 } from 'node:buffer';
import type { CsvRow, OnOddity } from './csv-row.ts';

/** The facts about a record while it is read; offsets count from its first byte. */
export class OpenRecord {
  /** All bytes of the record in one: above 127 when it is not ASCII. */
  bits = 0;
  /** It ends in CR LF. */
  crlf = false;
  /** The first field without quotes, and the first with a quote where none may be. */
  unquotedField: number | undefined;
  strayQuoteField: number | undefined;
  /** The start and the end of each field's text, and whether it has doubled quotes. */
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly doubled: boolean[] = [];

  get blank(): boolean {
    return this.unquotedField === 0 && this.starts.length === 1 && this.ends[0] === this.starts[0];
  }

  clear(): void {
    this.bits = 0;
    this.crlf = false;
    this.unquotedField = undefined;
    this.strayQuoteField = undefined;
    this.starts.length = 0;
    this.ends.length = 0;
    this.doubled.length = 0;
  }
}

/** The finished record as a row. */
export function rowOf(record: OpenRecord, bytes: Buffer, line: number): CsvRow {
  const ascii = record.bits <= 0x7f;
  // One text for the whole record: slices of it cost next to nothing.
  const text = ascii ? bytes.toString('latin1') : '';
  const values = new Array<string>(record.starts.length);
  for (let field = 0; field < values.length; field += 1) {
    const start = record.starts[field] as number;
    const end = record.ends[field] as number;
    const value = ascii ? text.slice(start, end) : bytes.toString('utf8', start, end);
    values[field] = record.doubled[field] === true ? value.replaceAll('""', '"') : value;
  }
  return { line, values };
}

/** Says what is odd about the finished record. */
export function tellOddities(record: OpenRecord, bytes: Buffer, line: number, tell: OnOddity): void {
  if (record.crlf) tell('crlf', line);
  if (record.unquotedField !== undefined) tell('unquoted', line, record.unquotedField);
  if (record.strayQuoteField !== undefined) tell('stray-quote', line, record.strayQuoteField);
  const nul = bytes.indexOf(0);
  if (nul >= 0)
    tell(
      'nul',
      line,
      fieldAt(record, (_, end) => end > nul),
    );
  if (record.bits > 0x7f && !isUtf8(bytes)) {
    tell(
      'invalid-utf8',
      line,
      fieldAt(record, (start, end) => !isUtf8(bytes.subarray(start, end))),
    );
  }
}

function fieldAt(record: OpenRecord, fits: (start: number, end: number) => boolean): number | undefined {
  const field = record.starts.findIndex((start, index) => fits(start, record.ends[index] as number));
  return field < 0 ? undefined : field;
}
