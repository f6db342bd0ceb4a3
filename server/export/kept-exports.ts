import type { Piece } from '../zip/index.ts';
import { Keeping } from './keeping.ts';

/** Makes the pieces of an export; the signal ends the work. */
type Make = (signal: AbortSignal) => AsyncIterable<Piece>;

/** The part of the limit that a single export may take. */
const LARGEST_PART = 1 / 8;

/**
 * The archives of exports that were just made, for whoever asks the same. An export that is asked for the
 * first time is made at once and whole, whoever leaves meanwhile; everybody who asks for it reads the pieces
 * that are there and waits for the next one. An export that is too large is not kept: everybody makes it, as
 * if nothing were kept.
 */
export class KeptExports {
  /** The exports by identity, the most recently used last. */
  readonly #recordings = new Map<string, Recording>();
  /** The identities of plans. A plan that a fault has changed is another object, and has none. */
  readonly #identities = new WeakMap<object, string>();
  readonly #keeping = new Keeping(() => this.#recordings.clear());

  /**
   * Keeps exports until disposed of. Several users at the same time share what is kept.
   *
   * @param bytes The most memory that the archives may take together.
   */
  keep(bytes: number): Disposable {
    return this.#keeping.add(bytes);
  }

  /** The bytes of the archives that are kept or are being made. */
  get bytes(): number {
    return [...this.#recordings.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Remembers the identity of a plan: equal for plans of exports with the same bytes. */
  identify(plan: object, identity: () => string): void {
    if (this.#keeping.isOn) this.#identities.set(plan, identity());
  }

  /** The pieces of the export of this plan, kept ones or new ones. */
  pieces(plan: object, signal: AbortSignal, make: Make): AsyncIterable<Piece> {
    const identity = this.#identities.get(plan);
    if (identity === undefined || !this.#keeping.isOn) return make(signal);
    return follow(this.#recording(identity, make), signal, make);
  }

  #recording(identity: string, make: Make): Recording {
    const { limit } = this.#keeping;
    const known = this.#recordings.get(identity);
    const recording = known ?? new Recording(make, limit * LARGEST_PART);
    this.#recordings.delete(identity);
    this.#recordings.set(identity, recording);
    if (known !== undefined) return known;
    void recording.ended.then(() => {
      if (recording.error !== undefined) this.#recordings.delete(identity);
      this.#forget(limit);
    });
    return recording;
  }

  /** Forgets the oldest exports beyond the limit. */
  #forget(limit: number): void {
    let bytes = this.bytes;
    for (const [identity, recording] of this.#recordings) {
      if (bytes <= limit) return;
      this.#recordings.delete(identity);
      bytes -= recording.bytes;
    }
  }
}

/** An export that is being made, or is kept whole. */
class Recording {
  /** None after an end that is not whole. */
  readonly pieces: Piece[] = [];
  bytes = 0;
  isWhole = false;
  error: { readonly cause: unknown } | undefined;
  /** Settles at the end; never rejects. */
  readonly ended: Promise<void>;
  hasEnded = false;
  readonly #waiting: (() => void)[] = [];

  constructor(make: Make, limit: number) {
    this.ended = this.#make(make, limit);
  }

  /** Resolves at the next piece, or at the end. */
  more(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async #make(make: Make, limit: number): Promise<void> {
    try {
      for await (const piece of make(new AbortController().signal)) {
        this.bytes += piece.bytes.length;
        if (this.bytes > limit) return;
        // A copy takes no more than its bytes; the piece may be a small part of a large buffer.
        this.pieces.push({ ...piece, bytes: Buffer.from(piece.bytes) });
        this.#tell();
      }
      this.isWhole = true;
    } catch (cause) {
      this.error = { cause };
    } finally {
      if (!this.isWhole) {
        this.pieces.length = 0;
        this.bytes = 0;
      }
      this.hasEnded = true;
      this.#tell();
    }
  }

  #tell(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

async function* follow(
  recording: Recording,
  signal: AbortSignal,
  make: Make,
): AsyncGenerator<Piece, void, undefined> {
  for (let at = 0; ; at++) {
    signal.throwIfAborted();
    while (recording.pieces[at] === undefined && !recording.hasEnded) await recording.more();
    signal.throwIfAborted();
    const piece = recording.pieces[at];
    if (piece !== undefined) yield piece;
    else if (recording.isWhole) return;
    else if (recording.error !== undefined) throw recording.error.cause;
    else return yield* after(at, make(signal));
  }
}

/** The pieces after so many others. */
async function* after(count: number, pieces: AsyncIterable<Piece>): AsyncGenerator<Piece, void, undefined> {
  let at = 0;
  for await (const piece of pieces) {
    if (at >= count) yield piece;
    at += 1;
  }
}

/** The exports that this process keeps; none unless `keep` says otherwise. */
export const keptExports = new KeptExports();
