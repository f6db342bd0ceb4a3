import type { Row } from '../../generators/index.ts';
import { performance } from '../util/timers.ts';
import { type CsvColumn, headerLine, lineWriter } from './line.ts';

/** Size of a block; only the last one of a table is much shorter. */
const BLOCK_BYTES = 64 * 1024;

/**
 * Characters that are encoded at once. Enough to make the call cheap for narrow rows; few, because one character
 * beyond Latin-1 makes the whole text two-byte, which is slower to encode.
 */
const BATCH_CHARACTERS = 1024;

/** The longest text that is encoded at once; a very long row is cut. */
const MOST_CHARACTERS = 8 * 1024;

/** A block is given away after so many milliseconds even if it is not full: rows that are far between must not hold up everybody else. */
const SLICE_MS = 2;

/** No UTF-16 unit needs more bytes than this in UTF-8. */
const BYTES_PER_CHARACTER = 3;

/** The CSV of one table in blocks, made while it is read. It can be read once. */
export interface CsvContent extends Iterable<Buffer> {
  /** Rows written so far, the header not counted; final when the last block has been taken. */
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

/** The text in parts that are not too long, no character cut in two. */
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
 * Makes the function that writes a table: UTF-8 without BOM, LF, every field quoted, header and empty ones too, quotes
 * doubled, a line break at the end. A table without rows is its header line. A lone surrogate becomes U+FFFD.
 *
 * Blocks are about 64 KiB, or what could be made in two milliseconds by `clock`, and belong to whoever takes them. No row is pulled before a block is asked for, and the
 * iterator of the rows is closed when reading stops early.
 *
 * @throws RangeError for a table without columns; reading throws TypeError when a row lacks a column.
 */
export function csvWriter(
  columns: readonly CsvColumn[],
  clock: () => number = () => performance.now(),
): (rows: Iterable<Row>) => CsvContent {
  if (columns.length === 0) throw new RangeError('A CSV needs at least one column, but the list is empty.');
  const header = headerLine(columns);
  const line = lineWriter(columns);
  return (rows) => new CsvBlocks(header, line, rows, clock);
}
