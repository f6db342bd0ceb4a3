import type { Row, SharedRow } from '../../generators/index.ts';
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

/**
 * The content of a table of which another one has all rows, and more in between. The bytes of the other table
 * are complete when this content has been read.
 */
export interface SharedContent extends CsvContent {
  /** The number of rows of the other table so far. */
  readonly otherRowCount: number;
}

/** Receives the bytes of a table while another one is read. */
export interface ByteSink {
  /** Adds the bytes from one place to another one, which may change afterwards. */
  add(bytes: Buffer, from: number, to: number): void;
}

/** Settings for a table or a part of one. */
interface Writing {
  /**
   * True for a part of a table that follows another one: it has no header.
   *
   * @default false
   */
  readonly headless?: boolean | undefined;
  /**
   * True if each block is copied before the next one is asked for: all blocks then share one buffer.
   *
   * @default false
   */
  readonly isCopied?: boolean | undefined;
}

/** A table and how it is written. */
interface Table {
  readonly header: string;
  readonly line: ReturnType<typeof lineWriter>;
  readonly clock: () => number;
  readonly isCopied: boolean;
}

class CsvBlocks implements SharedContent {
  rowCount = 0;
  otherRowCount = 0;
  readonly #table: Table;
  readonly #rows: Iterable<Row | SharedRow>;
  /** Receives the bytes of the other table. Without it, no row is shared. */
  readonly #other: ByteSink | undefined;
  /** True while the text belongs to the other table alone. */
  #isOthers = false;

  constructor(table: Table, rows: Iterable<Row>);
  constructor(table: Table, rows: Iterable<SharedRow>, other: ByteSink);
  constructor(table: Table, rows: Iterable<Row | SharedRow>, other?: ByteSink) {
    this.#table = table;
    this.#rows = rows;
    this.#other = other;
  }

  *[Symbol.iterator](): Generator<Buffer, void, undefined> {
    const { clock, isCopied } = this.#table;
    let block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
    let given = 0;
    let used = 0;
    let sliceEnds = clock() + SLICE_MS;
    for (const text of this.#texts()) {
      const full = text.length * BYTES_PER_CHARACTER > BLOCK_BYTES - used;
      if (used > given && (full || clock() > sliceEnds)) {
        yield block.subarray(given, used);
        given = used;
        sliceEnds = clock() + SLICE_MS;
      }
      if (full) {
        if (!isCopied) block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
        given = 0;
        used = 0;
      }
      const end = used + block.write(text, used);
      this.#other?.add(block, used, end);
      // The next text overwrites what belongs to the other table alone.
      if (!this.#isOthers) used = end;
    }
    if (used > given) yield block.subarray(given, used);
  }

  /** The text of both tables, cut where the rows begin or cease to be shared. */
  *#texts(): Generator<string, void, undefined> {
    const { header, line } = this.#table;
    const parts: string[] = [];
    let text = header;
    for (const each of this.#rows) {
      let row = each as Row;
      if (this.#other) {
        const { shared } = each as SharedRow;
        row = (each as SharedRow).row;
        if (shared === this.#isOthers) {
          if (text !== '') yield* cut(text);
          text = '';
          this.#isOthers = !shared;
        }
        this.otherRowCount += 1;
      }
      if (!this.#isOthers) this.rowCount += 1;
      text = line(row, text, parts);
      if (parts.length > 0) yield* cutAll(parts);
      if (text.length < BATCH_CHARACTERS) continue;
      if (text.length > MOST_CHARACTERS) yield* cut(text);
      else yield text;
      text = '';
    }
    if (text !== '') yield* cut(text);
  }
}

/** Splits and removes all texts of a list. */
function* cutAll(texts: string[]): Generator<string, void, undefined> {
  for (const text of texts) yield* cut(text);
  texts.length = 0;
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
 * Blocks are about 64 KiB, or the rows of two milliseconds by `clock`. No row is
 * pulled before a block is requested, and the iterator of the rows is closed when reading stops early.
 *
 * @throws RangeError for a table without columns; during iteration TypeError when a row lacks a column.
 */
export function csvWriter(
  columns: readonly CsvColumn[],
  clock?: () => number,
): (rows: Iterable<Row>, writing?: Writing) => CsvContent {
  const table = tableOf(columns, clock);
  return (rows, writing) => new CsvBlocks(table(writing), rows);
}

/**
 * Makes a function that writes two tables with the same columns in one pass, of which the other one has all
 * rows of the first. Otherwise like `csvWriter`.
 */
export function sharedCsvWriter(
  columns: readonly CsvColumn[],
  clock?: () => number,
): (rows: Iterable<SharedRow>, other: ByteSink, writing?: Writing) => SharedContent {
  const table = tableOf(columns, clock);
  return (rows, other, writing) => new CsvBlocks(table(writing), rows, other);
}

function tableOf(
  columns: readonly CsvColumn[],
  clock = () => performance.now(),
): (writing?: Writing) => Table {
  if (columns.length === 0)
    throw new RangeError('Expected at least one column, got none; give the columns of the CSV.');
  const header = headerLine(columns);
  const line = lineWriter(columns);
  return ({ headless = false, isCopied = false } = {}) => ({
    header: headless ? '' : header,
    line,
    clock,
    isCopied,
  });
}
