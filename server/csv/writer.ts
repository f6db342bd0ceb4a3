import type { Row } from '../../generators/index.ts';
import { performance } from '../util/timers.ts';
import { type CsvColumn, headerLine, lineWriter } from './line.ts';
import type { LineMemory } from './line-memory.ts';

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
 * The maximum length of a line that is remembered. Two messages in a hundred are longer; they have two thirds
 * of the characters, and cost less for each. A long value alone is longer.
 */
const MOST_REMEMBERED = 4 * 1024;

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

/** A row, or a function that makes a row whose line may be remembered. */
type RowSource = Row | (() => Row);

/** A table and how it is written. */
interface Table extends Lines {
  readonly header: string;
  readonly line: ReturnType<typeof lineWriter>;
  readonly rows: Iterable<RowSource>;
  readonly clock: () => number;
}

/** The lines that two tables have in common. */
interface Lines {
  /** Remembers the lines of this table. */
  readonly remember?: LineMemory | undefined;
  /** The lines of an earlier table: those of the functions among the rows, in the same order. */
  readonly remembered?: LineMemory | undefined;
}

class CsvBlocks implements CsvContent {
  rowCount = 0;
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  *[Symbol.iterator](): Generator<Buffer, void, undefined> {
    const { clock, remember } = this.#table;
    let block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
    let given = 0;
    let used = 0;
    let sliceEnds = clock() + SLICE_MS;
    for (const part of this.#parts()) {
      const most = typeof part === 'string' ? part.length * BYTES_PER_CHARACTER : part.length;
      const full = most > BLOCK_BYTES - used;
      if (used > given && (full || clock() > sliceEnds)) {
        yield block.subarray(given, used);
        given = used;
        sliceEnds = clock() + SLICE_MS;
      }
      if (full) {
        block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
        given = 0;
        used = 0;
      }
      const from = used;
      used += typeof part === 'string' ? block.write(part, used) : part.copy(block, used);
      remember?.add(block.subarray(from, used));
    }
    if (used > given) yield block.subarray(given, used);
  }

  /** The parts of the table, each small enough for a block. */
  #parts(): Iterable<string | Buffer> {
    return this.#table.remember ? this.#lines(this.#table.remember) : this.#batches();
  }

  /** The header, and then one line at a time. */
  *#lines(memory: LineMemory): Generator<string | Buffer, void, undefined> {
    const { header, line, rows } = this.#table;
    const parts: string[] = [];
    yield* cut(header);
    for (const row of rows) {
      this.rowCount += 1;
      const text = line(madeOf(row), '', parts);
      if (parts.length > 0 || text.length > MOST_REMEMBERED) {
        yield* cutAll(parts);
        yield* cut(text);
        memory.leaveOut();
        continue;
      }
      memory.begin();
      yield text;
      memory.end();
    }
  }

  *#batches(): Generator<string | Buffer, void, undefined> {
    const { header, line, rows, remembered } = this.#table;
    const parts: string[] = [];
    let text = header;
    for (const row of rows) {
      this.rowCount += 1;
      const known = typeof row === 'function' ? remembered?.take() : undefined;
      if (known !== undefined && known.length > 0) {
        if (text !== '') yield* cut(text);
        text = '';
        yield known;
        continue;
      }
      text = line(madeOf(row), text, parts);
      if (parts.length > 0) yield* cutAll(parts);
      if (text.length < BATCH_CHARACTERS) continue;
      if (text.length > MOST_CHARACTERS) yield* cut(text);
      else yield text;
      text = '';
    }
    if (text !== '') yield* cut(text);
  }
}

function madeOf(row: RowSource): Row {
  return typeof row === 'function' ? row() : row;
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
 * Blocks are about 64 KiB, or the rows of two milliseconds by `clock`; the consumer owns them. No row is
 * pulled before a block is requested, and the iterator of the rows is closed when reading stops early.
 *
 * @throws RangeError for a table without columns; during iteration TypeError when a row lacks a column.
 */
export function csvWriter(
  columns: readonly CsvColumn[],
  clock: () => number = () => performance.now(),
): (rows: Iterable<RowSource>, lines?: Lines) => CsvContent {
  if (columns.length === 0)
    throw new RangeError('Expected at least one column, got none; give the columns of the CSV.');
  const header = headerLine(columns);
  const line = lineWriter(columns);
  return (rows, lines) => new CsvBlocks({ header, line, rows, clock, ...lines });
}
