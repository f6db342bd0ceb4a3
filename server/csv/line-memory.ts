/** The size of the buffers that hold lines. A longer line is not remembered. */
const SLAB_BYTES = 1024 * 1024;

const NOTHING = Buffer.alloc(0);

/** The memory that all tables of a process may use together to remember lines. */
export class LineBudget {
  #bytes: number;

  /** @param bytes the maximum; less than a megabyte remembers nothing. */
  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  /** The bytes that are not in use. */
  get free(): number {
    return this.#bytes;
  }

  /** Takes a buffer out of the budget; undefined when it is used up. */
  take(): Buffer | undefined {
    if (this.#bytes < SLAB_BYTES) return undefined;
    this.#bytes -= SLAB_BYTES;
    return Buffer.allocUnsafeSlow(SLAB_BYTES);
  }

  giveBack(slab: Buffer): void {
    this.#bytes += slab.length;
  }
}

interface Slab {
  readonly bytes: Buffer;
  /** The end of each line in it; each begins where the one before ends. */
  readonly ends: number[];
}

/**
 * The first lines of a table in order, as far as a budget allows, for another table that has them again. A
 * line is forgotten when it is taken.
 */
export class LineMemory {
  readonly #budget: LineBudget;
  readonly #slabs: Slab[] = [];
  /** The end of what is written in the last slab. */
  #end = 0;
  /** True while a line is added. */
  #open = false;
  /** True after the first line that was too much: the lines in the memory are the first ones. */
  #full = false;
  /** The number of lines taken from the first slab. */
  #taken = 0;

  constructor(budget: LineBudget) {
    this.#budget = budget;
  }

  /** Begins a line, to which something is added before it ends. */
  begin(): void {
    this.#open = !this.#full;
  }

  /** Adds bytes to the line, if one has begun. */
  add(bytes: Uint8Array): void {
    if (!this.#open) return;
    const slab = this.#slabWith(bytes.length);
    if (slab === undefined) {
      this.#open = false;
      this.#full = true;
      return;
    }
    slab.bytes.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** Ends the line. */
  end(): void {
    if (this.#open) this.#slabs.at(-1)?.ends.push(this.#end);
    this.#open = false;
  }

  /** Adds an empty line in the place of one that is not worth its memory. */
  leaveOut(): void {
    this.begin();
    this.add(NOTHING);
    this.end();
  }

  /** The oldest line; undefined when there is none. Its bytes are valid until the next call. */
  take(): Buffer | undefined {
    for (let first = this.#slabs[0]; first; first = this.#slabs[0]) {
      const from = this.#taken === 0 ? 0 : first.ends[this.#taken - 1];
      const end = first.ends[this.#taken++];
      if (end !== undefined) return first.bytes.subarray(from, end);
      this.#slabs.shift();
      this.#budget.giveBack(first.bytes);
      this.#taken = 0;
    }
    return undefined;
  }

  /** Forgets all lines, and remembers no more. */
  release(): void {
    for (const { bytes } of this.#slabs.splice(0)) this.#budget.giveBack(bytes);
    this.#open = false;
    this.#full = true;
  }

  /** The last slab, if it has room; otherwise a new one, to which the begun line moves. */
  #slabWith(bytes: number): Slab | undefined {
    const last = this.#slabs.at(-1);
    if (last && this.#end + bytes <= SLAB_BYTES) return last;
    const begun = last ? last.bytes.subarray(last.ends.at(-1) ?? 0, this.#end) : NOTHING;
    const next = begun.length + bytes <= SLAB_BYTES ? this.#budget.take() : undefined;
    if (next === undefined) return undefined;
    begun.copy(next);
    this.#end = begun.length;
    const slab = { bytes: next, ends: [] };
    this.#slabs.push(slab);
    return slab;
  }
}
