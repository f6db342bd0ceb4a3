import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import type { Table } from '../model/observation.ts';
import { type Allowance, type ReadTable, readCsv } from './table-reader.ts';

/** The most bytes of text that are known, over all tables. */
const MOST_BYTES = 16 * 1024 * 1024;

/** A table that was read, and its size. */
interface Known {
  readonly table: Table;
  readonly bytes: number;
  readonly cells: number;
}

/** A member and the limits for its table. */
interface Reading {
  /** The name of the member. */
  readonly name: string;
  readonly allowance: Allowance;
  /** The bytes of its content. */
  readonly size: number;
}

/** The tables of the kit's own exports, each read once and shared by all exports that hold the same bytes. */
export class KnownTables {
  /** By the digest of the compressed data, the most recently used last. */
  readonly #tables = new Map<string, Known>();
  readonly #most: number;
  #bytes = 0;

  constructor(most = MOST_BYTES) {
    this.#most = most;
  }

  /** Reads a table from its compressed data. Undefined when it goes beyond the allowance. */
  async read(packed: Buffer, reading: Reading): Promise<ReadTable | undefined> {
    const { name, allowance, size } = reading;
    const digest = createHash('sha256').update(packed).digest('base64');
    const known = this.#tables.get(digest);
    if (known === undefined) return this.#make(digest, packed, reading);
    this.#tables.delete(digest);
    this.#tables.set(digest, known);
    const isAllowed = allowance.take('bytes', size, name) && allowance.take('cells', known.cells, name);
    return isAllowed ? { table: known.table, problem: undefined } : undefined;
  }

  async #make(
    digest: string,
    packed: Buffer,
    { name, allowance, size }: Reading,
  ): Promise<ReadTable | undefined> {
    const content = inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) });
    const found = await readCsv(inOnePiece(content), name, allowance);
    if (found?.problem !== undefined || found === undefined) return found;
    this.#add(digest, { table: found.table, bytes: size, cells: cellsOf(found.table) });
    return found;
  }

  #add(digest: string, known: Known): void {
    this.#bytes += known.bytes - (this.#tables.get(digest)?.bytes ?? 0);
    this.#tables.set(digest, known);
    for (const [oldest, { bytes }] of this.#tables) {
      if (this.#bytes <= this.#most) return;
      this.#tables.delete(oldest);
      this.#bytes -= bytes;
    }
  }
}

async function* inOnePiece(content: Buffer): AsyncGenerator<Buffer> {
  yield content;
}

function cellsOf({ header, rows }: Table): number {
  return rows.reduce((sum, row) => sum + row.length, header.length);
}
