import { constants, inflateRawSync } from 'node:zlib';
import type { Anchor } from '../scenarios/steps/anchor.ts';
import type { Piece } from '../zip/index.ts';
import { isNamed } from './member-name.ts';

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
/** The offset of the compression method in a local header. */
const METHOD_AT = 8;
const METHOD_DEFLATE = 8;

/** A range of a member's content, relative to the start of the piece. */
interface Field {
  readonly from: number;
  readonly to: number;
}

/**
 * Finds the byte of the archive at which a reader that decompresses all earlier bytes is inside a quoted
 * field of a row. Deflate produces many bytes from one, so a row may have no such position; then the next row
 * that has one is used.
 */
export class RowPlaces {
  readonly anchor: Extract<Anchor, { readonly row: number }>;
  /** Undefined when no such position exists. */
  place: number | undefined;
  /** Row 0 is the header. */
  #row = 0;
  #quoted = false;
  #deflated = true;

  constructor(anchor: Extract<Anchor, { readonly row: number }>) {
    this.anchor = anchor;
  }

  /** Processes the next piece of the archive, which starts at byte `at`. */
  take({ kind, member, bytes }: Piece, at: number): void {
    if (this.place !== undefined || !isNamed(member, this.anchor.member)) return;
    if (kind === 'local-header') this.#deflated = bytes.readUInt16LE(METHOD_AT) === METHOD_DEFLATE;
    if (kind !== 'data') return;
    const content = this.#deflated ? unpacked(bytes) : bytes;
    for (const field of this.#fields(content)) {
      const length = this.#deflated ? lengthThatEndsIn(field, bytes) : field.from + 1;
      if (length === undefined) continue;
      this.place = at + length;
      return;
    }
  }

  /** The longest field of each row, from the row of the anchor on, within this piece. */
  *#fields(content: Buffer): Generator<Field, void, undefined> {
    let longest: Field = { from: 0, to: 0 };
    let from = 0;
    for (let at = 0; at < content.length; at++) {
      const byte = content[at];
      if (byte === QUOTE) {
        if (this.#quoted && at - from > longest.to - longest.from) longest = { from, to: at };
        this.#quoted = !this.#quoted;
        from = at + 1;
      } else if (byte === LINE_FEED && !this.#quoted) {
        if (this.#row >= this.anchor.row && longest.to > longest.from) yield longest;
        this.#row += 1;
        longest = { from: at, to: at };
      }
    }
  }
}

/**
 * The content of the first bytes of a piece; each piece starts at a deflate boundary. Empty for a piece that
 * a scenario has damaged.
 */
function unpacked(bytes: Buffer): Buffer {
  try {
    return inflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return Buffer.alloc(0);
  }
}

/**
 * The length of the shortest prefix of a piece whose content ends inside the field; undefined when there is
 * none.
 */
function lengthThatEndsIn({ from, to }: Field, bytes: Buffer): number | undefined {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (unpacked(bytes.subarray(0, middle)).length > from) high = middle;
    else low = middle + 1;
  }
  return unpacked(bytes.subarray(0, low)).length < to ? low : undefined;
}
