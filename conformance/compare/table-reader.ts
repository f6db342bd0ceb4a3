import { createHash } from 'node:crypto';
import { csvRows } from '../inspect/archive/csv-rows.ts';
import type { Table } from '../model/observation.ts';

const MIB = 1024 * 1024;

/**
 * The limits for one export in memory: bytes of text, and values, each of which costs memory however short it
 * is.
 */
const LIMITS = { bytes: 200 * MIB, cells: 20_000_000 };
/** A record that is longer is an unclosed quote, bytes. */
const RECORD_LIMIT = 8 * MIB;

/** The text that may still be read, over all files of an export. */
export class Allowance {
  readonly #limits: typeof LIMITS;
  readonly #left: { bytes: number; cells: number };
  readonly #refused: string[] = [];

  constructor(limits = LIMITS) {
    this.#limits = limits;
    this.#left = { ...limits };
  }

  /** Tells whether so much more may be read of a file; one that may not is remembered. */
  take(what: 'bytes' | 'cells', amount: number, file: string): boolean {
    this.#left[what] -= amount;
    if (this.#left[what] >= 0) return true;
    if (this.#refused.at(-1) !== file) this.#refused.push(file);
    return false;
  }

  /** The part that was not read; undefined when everything was read. */
  get beyond(): string | undefined {
    const [first, ...more] = this.#refused;
    if (first === undefined) return undefined;
    const others = more.length > 0 ? ` and ${more.length} more` : '';
    const { bytes, cells } = this.#limits;
    return `${first}${others}: more than the ${bytes / MIB} MB of text and ${cells} values that are looked at`;
  }
}

/** A table that was read, and why it could not be read to its end. */
export interface ReadTable {
  readonly table: Table;
  readonly problem: string | undefined;
}

/**
 * Reads a CSV of the network's dialect or of the usual ones: a byte order mark and CR LF are taken as what
 * they are. Undefined when it goes beyond the allowance. Throws what `chunks` throws.
 */
export async function readCsv(
  chunks: AsyncIterable<Buffer>,
  file: string,
  allowance: Allowance,
): Promise<ReadTable | undefined> {
  let problem: string | undefined;
  const rows: (readonly string[])[] = [];
  const allowed = counted(chunks, (bytes) => allowance.take('bytes', bytes, file));
  const found = csvRows(allowed.chunks, RECORD_LIMIT, (oddity, line) => {
    if (oddity === 'unclosed-quote') problem ??= `the quote of the row in line ${line} is never closed`;
    if (oddity === 'too-many-fields') problem ??= `the row in line ${line} has more fields than any table`;
    if (oddity === 'record-too-long') problem ??= `the row in line ${line} has no end within 8 MB`;
  });
  for await (const some of found) {
    const cells = some.reduce((sum, { values }) => sum + values.length, 0);
    if (!allowance.take('cells', cells, file)) return undefined;
    for (const { values } of some) rows.push(values);
  }
  if (allowed.ended()) return undefined;
  const [header = [], ...rest] = rows;
  return { table: { header, rows: rest }, problem };
}

/** The chunks as long as `may` takes their bytes, and whether it did not take all. */
function counted(source: AsyncIterable<Buffer>, may: (bytes: number) => boolean) {
  let ended = false;
  async function* chunks(): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      ended = !may(chunk.length);
      if (ended) return;
      yield chunk;
    }
  }
  return { chunks: chunks(), ended: () => ended };
}

/** SHA-256 in hexadecimal. Throws what `chunks` throws. */
export async function digestOf(chunks: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
}
