/** One record of a CSV. */
export interface CsvRow {
  /**
   * Line the record starts on, the header being line 1. A line break inside a field starts a new line too.
   */
  readonly line: number;
  /** Every field's text, quotes taken off. */
  readonly values: readonly string[];
}

/**
 * The oddities in the text of a CSV that exports do not have.
 * - `bom` a byte order mark before the header
 * - `crlf` a record that ends in CR LF
 * - `unquoted` a record with a field without quotes
 * - `stray-quote` a quote inside an unquoted field, or text after a closing quote
 * - `blank-line` an empty line, which is no record
 * - `nul` a record with a NUL byte
 * - `invalid-utf8` a record with bytes that are not UTF-8; they read as U+FFFD
 * - `no-final-newline` the last record has no line break
 * - `unclosed-quote` the text ends inside quotes; the begun record does not count
 * - `record-too-long` a record beyond the limit; nothing after its start is read
 * - `too-many-fields` a record with more fields than any table has; nothing after its start is read
 */
export type CsvOddity =
  | 'bom'
  | 'crlf'
  | 'unquoted'
  | 'stray-quote'
  | 'blank-line'
  | 'nul'
  | 'invalid-utf8'
  | 'no-final-newline'
  | 'unclosed-quote'
  | 'record-too-long'
  | 'too-many-fields';

/** DifferenceParts once per record and oddity; `field` counts from 0 where one field is to blame. */
export type OnOddity = (oddity: CsvOddity, line: number, field?: number) => void;

/** The line a field starts on. */
export function lineOfField(row: CsvRow, field: number): number {
  let line = row.line;
  for (let before = 0; before < field; before += 1) {
    const value = row.values[before] ?? '';
    for (let at = value.indexOf('\n'); at >= 0; at = value.indexOf('\n', at + 1)) line += 1;
  }
  return line;
}
