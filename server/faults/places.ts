import type { Anchor } from '../scenarios/steps/anchor.ts';
import type { Piece, PieceKind } from '../zip/index.ts';
import { isNamed } from './member-name.ts';
import { RowPlaces } from './row-places.ts';

/** A range of the archive, without its bytes. */
interface Range {
  readonly kind: PieceKind;
  readonly member: string;
  readonly from: number;
  to: number;
}

/** The layout of an archive. */
export interface Survey {
  readonly bytes: number;
  /** The byte position of an anchor; the end of the archive for a position that it does not have. */
  placeOf(anchor: Anchor): number;
}

/** Reads an archive and records its layout. `anchors` are the positions that will be looked up. */
export async function surveyOf(pieces: AsyncIterable<Piece>, anchors: readonly Anchor[]): Promise<Survey> {
  const ranges: Range[] = [];
  const rows = anchors.filter((anchor) => 'row' in anchor).map((anchor) => new RowPlaces(anchor));
  let bytes = 0;
  for await (const piece of pieces) {
    const last = ranges.at(-1);
    const joined = last?.kind === piece.kind && last.member === piece.member && piece.kind === 'data';
    if (joined) last.to += piece.bytes.length;
    else ranges.push({ kind: piece.kind, member: piece.member, from: bytes, to: bytes + piece.bytes.length });
    for (const row of rows) row.take(piece, bytes);
    bytes += piece.bytes.length;
  }
  const places = new Places(ranges, bytes);
  return {
    bytes,
    placeOf: (anchor) =>
      'row' in anchor ? (rows.find((row) => row.anchor === anchor)?.place ?? bytes) : places.of(anchor),
  };
}

class Places {
  readonly #ranges: readonly Range[];
  readonly #bytes: number;

  constructor(ranges: readonly Range[], bytes: number) {
    this.#ranges = ranges;
    this.#bytes = bytes;
  }

  of(anchor: Exclude<Anchor, { readonly row: number }>): number {
    if ('byte' in anchor) return Math.min(anchor.byte, this.#bytes);
    if ('beforeEnd' in anchor) return Math.max(0, this.#bytes - anchor.beforeEnd);
    if ('directory' in anchor) return this.#inDirectory(anchor.directory);
    if ('before' in anchor) {
      return anchor.before === 'directory'
        ? this.#inDirectory(0)
        : this.#edge('local-header', anchor.before, 'from');
    }
    if ('after' in anchor) return this.#endOf(anchor.after);
    if ('header' in anchor) return this.#within(this.#find('local-header', anchor.header), 50);
    return this.#within(this.#find('data', anchor.member), anchor.percent);
  }

  /** In an export of several networks, a base name selects the member of the first folder. */
  #find(kind: PieceKind, member: string): Range | undefined {
    return this.#ranges.find((one) => one.kind === kind && isNamed(one.member, member));
  }

  #edge(kind: PieceKind, member: string, edge: 'from' | 'to'): number {
    return this.#find(kind, member)?.[edge] ?? this.#bytes;
  }

  #endOf(member: string): number {
    const begin = this.#ranges.findIndex((one) => one.kind === 'local-header' && isNamed(one.member, member));
    if (begin === -1) return this.#bytes;
    const next = this.#ranges.slice(begin + 1).find(({ kind }) => kind !== 'data' && kind !== 'descriptor');
    return next?.from ?? this.#bytes;
  }

  #inDirectory(percent: number): number {
    const headers = this.#ranges.filter(({ kind }) => kind === 'central-header');
    const from = headers[0]?.from ?? this.#ranges.find(({ kind }) => kind === 'end')?.from ?? this.#bytes;
    const to = headers.at(-1)?.to ?? from;
    return from + Math.floor(((to - from) * percent) / 100);
  }

  #within(range: Range | undefined, percent: number): number {
    if (range === undefined) return this.#bytes;
    return range.from + Math.floor(((range.to - range.from) * percent) / 100);
  }
}
