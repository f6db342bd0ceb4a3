import { constants, inflateRawSync } from 'node:zlib';
import type { Anchor } from '../scenarios/steps/anchor.ts';
import type { Piece } from '../zip/index.ts';
import { isNamed } from './member-name.ts';

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
/** Where a local header says how the member is packed. */
const METHOD_AT = 8;
const METHOD_DEFLATE = 8;

/** A stretch of a member's content, counted from the beginning of the piece. */
interface Field {
  readonly from: number;
  readonly to: number;
}

/**
 * Finds the byte of the archive after which a reader that unpacks what it has is inside a quoted field of a row. Deflate
 * gives many bytes for one, so a row may have no such place; then the next row that has one counts.
 */
export class RowPlaces {
  readonly anchor: Extract<Anchor, { readonly row: number }>;
  /** Undefined when there is none. */
  place: number | undefined;
  /** The first line is the header. */
  #row = 0;
  #quoted = false;
  #deflated = true;

  constructor(anchor: Extract<Anchor, { readonly row: number }>) {
    this.anchor = anchor;
  }

  /** The archive's next piece, and the byte where it begins. */
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

  /** The longest field of each row from the anchor's on, as far as the piece goes. */
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

/** What a reader gets out of the first bytes of a piece; each piece begins at a boundary of deflate. Nothing out of one that a scenario has damaged. */
function unpacked(bytes: Buffer): Buffer {
  try {
    return inflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return Buffer.alloc(0);
  }
}

/** The shortest beginning of a piece that unpacks to an end inside the field; undefined when there is none. */
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
