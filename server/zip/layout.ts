import { type Form, usualForm } from './form.ts';
import {
  type Closing,
  centralHeader,
  cutCentralHeaders,
  type DirectoryPlace,
  descriptor,
  type Entry,
  end,
  localHeader,
  needsZip64End,
  usualClosing,
  zip64End,
  zip64Locator,
} from './records.ts';

/** The kind of a piece of the archive. */
export type PieceKind =
  | 'local-header'
  | 'data'
  | 'descriptor'
  | 'central-header'
  | 'zip64-end'
  | 'zip64-locator'
  | 'end'
  /** Bytes outside the records of the archive; `writeZip` makes none. */
  | 'stray';

/** A range of the archive. All pieces in order are the archive. */
export interface Piece {
  readonly kind: PieceKind;
  /** The member of this piece; empty for the three end records and for stray bytes. */
  readonly member: string;
  readonly bytes: Buffer;
  /** The number of bytes of the member's content in a piece of data. */
  readonly unpacked?: number;
}

/** The number of headers in one buffer: a separate Buffer takes more memory than a header. */
const HEADERS_PER_SLAB = 256;

/** Tracks the offsets and the directory, about a hundred bytes per member. */
export class Layout {
  #offset = 0;
  #entries = 0;
  #headers: Buffer[] = [];
  readonly #slabs: Buffer[] = [];

  localHeader(member: string, entry: Entry, form: Form = usualForm): Piece {
    entry.offset = this.#offset;
    return this.#piece('local-header', member, localHeader(entry, form));
  }

  data(
    member: string,
    entry: Entry,
    { bytes, size }: { readonly bytes: Buffer; readonly size: number },
  ): Piece {
    entry.compressedSize += bytes.length;
    return { ...this.#piece('data', member, bytes), unpacked: size };
  }

  /** Ends the member: its entry is final. Returns undefined for a form without a descriptor. */
  descriptor(member: string, entry: Entry, form: Form = usualForm): Piece | undefined {
    this.#entries += 1;
    this.#headers.push(centralHeader(entry, form));
    if (this.#headers.length === HEADERS_PER_SLAB) this.#closeSlab();
    return form.descriptor === 'none'
      ? undefined
      : this.#piece('descriptor', member, descriptor(entry, form));
  }

  /** The pieces after the last member. */
  *end(closing: Closing = usualClosing): Generator<Piece, void, undefined> {
    this.#closeSlab();
    const offset = this.#offset;
    for (const slab of this.#slabs) {
      for (const { name, bytes } of cutCentralHeaders(slab)) yield this.#piece('central-header', name, bytes);
    }
    const place: DirectoryPlace = { entries: this.#entries, offset, size: this.#offset - offset };
    if (closing.zip64 || needsZip64End(place)) {
      yield this.#piece('zip64-end', '', zip64End(place));
      yield this.#piece('zip64-locator', '', zip64Locator(place));
    }
    yield this.#piece('end', '', end(place, closing));
  }

  #closeSlab(): void {
    this.#slabs.push(Buffer.concat(this.#headers));
    this.#headers = [];
  }

  #piece(kind: PieceKind, member: string, bytes: Buffer): Piece {
    this.#offset += bytes.length;
    return { kind, member, bytes };
  }
}
