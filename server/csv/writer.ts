import type { Row } from '../../generators/index.ts';
import { performance } from '../util/timers.ts';
import { type CsvColumn, headerLine, lineWriter } from './line.ts';

/** The size of a block; only the last block of a table is much shorter. */
const BLOCK_BYTES = 64 * 1024;

/**
 * The number of characters per call of the encoder. Large enough to make the call cheap for narrow rows;
 * small, because one character beyond Latin-1 makes the whole text two-byte, which is slower to encode.
 */
const BATCH_CHARACTERS = 1024;

/** The maximum length of a text that is encoded at once; a longer row is split. */
const MOST_CHARACTERS = 8 * 1024;

/**
 * The maximum milliseconds per block: a block is yielded after this time even if it is not full, so that slow
 * rows do not block the thread.
 */
const SLICE_MS = 2;

/** The maximum number of UTF-8 bytes for one UTF-16 unit. */
const BYTES_PER_CHARACTER = 3;

/** The CSV of one table in blocks, made during iteration. It can be read once. */
export interface CsvContent extends Iterable<Buffer> {
  /** The number of rows written so far, without the header; final after the last block. */
  readonly rowCount: number;
}

class CsvBlocks implements CsvContent {
  rowCount = 0;
  readonly #clock: () => number;
  readonly #header: string;
  readonly #line: (row: Row) => string;
  readonly #rows: Iterable<Row>;

  constructor(header: string, line: (row: Row) => string, rows: Iterable<Row>, clock: () => number) {
    this.#clock = clock;
    this.#header = header;
    this.#line = line;
    this.#rows = rows;
  }

  *[Symbol.iterator](): Generator<Buffer, void, undefined> {
    let block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
    let given = 0;
    let used = 0;
    let sliceEnds = this.#clock() + SLICE_MS;
    for (const text of this.#batches()) {
      const most = text.length * BYTES_PER_CHARACTER;
      const full = most > BLOCK_BYTES - used;
      if (used > given && (full || this.#clock() > sliceEnds)) {
        yield block.subarray(given, used);
        given = used;
        sliceEnds = this.#clock() + SLICE_MS;
      }
      if (full) {
        block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
        given = 0;
        used = 0;
      }
      used += block.write(text, used);
    }
    if (used > given) yield block.subarray(given, used);
  }

  *#batches(): Generator<string, void, undefined> {
    let text = this.#header;
    for (const row of this.#rows) {
      text += this.#line(row);
      this.rowCount += 1;
      if (text.length < BATCH_CHARACTERS) continue;
      if (text.length > MOST_CHARACTERS) yield* cut(text);
      else yield text;
      text = '';
    }
    if (text !== '') yield* cut(text);
  }
}

/** Splits a text into parts of limited length, without splitting a character. */
function* cut(text: string): Generator<string, void, undefined> {
  for (let from = 0; from < text.length; ) {
    let to = from + MOST_CHARACTERS;
    if (to < text.length && isHighSurrogate(text.charCodeAt(to - 1))) to -= 1;
    yield text.slice(from, to);
    from = to;
  }
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

/**
 * Makes a function that writes a table: UTF-8 without BOM, LF, every field quoted, including header and empty
 * fields, quotes doubled, a line break at the end. A table without rows is its header line. A lone surrogate
 * becomes U+FFFD.
 *
 * Blocks are about 64 KiB, or the rows of two milliseconds by `clock`; the consumer owns them. No row is
 * pulled before a block is requested, and the iterator of the rows is closed when reading stops early.
 *
 * @throws RangeError for a table without columns; during iteration TypeError when a row lacks a column.
 */
export function csvWriter(
  columns: readonly CsvColumn[],
  clock: () => number = () => performance.now(),
): (rows: Iterable<Row>) => CsvContent {
  if (columns.length === 0)
    throw new RangeError('Expected at least one column, got none; give the columns of the CSV.');
  const header = headerLine(columns);
  const line = lineWriter(columns);
  return (rows) => new CsvBlocks(header, line, rows, clock);
}
