import type { Anchor } from '../scenarios/steps/anchor.ts';
import type { Piece, PieceKind } from '../zip/index.ts';
import { isNamed } from './member-name.ts';
import { RowPlaces } from './row-places.ts';

/** A stretch of the archive, without its bytes. */
interface Stretch {
  readonly kind: PieceKind;
  readonly member: string;
  readonly from: number;
  to: number;
}

/** Where everything lies in an archive. */
export interface Survey {
  readonly bytes: number;
  /** The byte that an anchor names; the end of the archive for a place that it does not have. */
  placeOf(anchor: Anchor): number;
}

/** Reads an archive through, and remembers where everything lies. `anchors` are the places that will be asked for. */
export async function surveyOf(pieces: AsyncIterable<Piece>, anchors: readonly Anchor[]): Promise<Survey> {
  const stretches: Stretch[] = [];
  const rows = anchors.filter((anchor) => 'row' in anchor).map((anchor) => new RowPlaces(anchor));
  let bytes = 0;
  for await (const piece of pieces) {
    const last = stretches.at(-1);
    const joined = last?.kind === piece.kind && last.member === piece.member && piece.kind === 'data';
    if (joined) last.to += piece.bytes.length;
    else
      stretches.push({ kind: piece.kind, member: piece.member, from: bytes, to: bytes + piece.bytes.length });
    for (const row of rows) row.take(piece, bytes);
    bytes += piece.bytes.length;
  }
  const places = new Places(stretches, bytes);
  return {
    bytes,
    placeOf: (anchor) =>
      'row' in anchor ? (rows.find((row) => row.anchor === anchor)?.place ?? bytes) : places.of(anchor),
  };
}

class Places {
  readonly #stretches: readonly Stretch[];
  readonly #bytes: number;

  constructor(stretches: readonly Stretch[], bytes: number) {
    this.#stretches = stretches;
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

  /** In an export of several networks the first folder's member is meant when only its base name is given. */
  #find(kind: PieceKind, member: string): Stretch | undefined {
    return this.#stretches.find((one) => one.kind === kind && isNamed(one.member, member));
  }

  #edge(kind: PieceKind, member: string, edge: 'from' | 'to'): number {
    return this.#find(kind, member)?.[edge] ?? this.#bytes;
  }

  #endOf(member: string): number {
    const begin = this.#stretches.findIndex(
      (one) => one.kind === 'local-header' && isNamed(one.member, member),
    );
    if (begin === -1) return this.#bytes;
    const next = this.#stretches
      .slice(begin + 1)
      .find(({ kind }) => kind !== 'data' && kind !== 'descriptor');
    return next?.from ?? this.#bytes;
  }

  #inDirectory(percent: number): number {
    const headers = this.#stretches.filter(({ kind }) => kind === 'central-header');
    const from = headers[0]?.from ?? this.#stretches.find(({ kind }) => kind === 'end')?.from ?? this.#bytes;
    const to = headers.at(-1)?.to ?? from;
    return from + Math.floor(((to - from) * percent) / 100);
  }

  #within(stretch: Stretch | undefined, percent: number): number {
    if (stretch === undefined) return this.#bytes;
    return stretch.from + Math.floor(((stretch.to - stretch.from) * percent) / 100);
  }
}
