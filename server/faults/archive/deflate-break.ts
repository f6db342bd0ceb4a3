import { Bits, type Code, type Codes, fixedCodes, ownCodes } from './deflate-codes.ts';

/** Bits at which every deflate decoder fails. */
export interface Breaking {
  /** The position of the first bit. */
  readonly at: number;
  readonly bits: readonly number[];
}

/** The header of a block of the type that does not exist. */
const NO_SUCH_BLOCK = [0, 1, 1] as const;
const END_OF_BLOCK = 256;
const FIRST_LENGTH = 257;

/** Extra bits and base value of each length code, and of each distance code. */
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const LENGTH_BASE = [...bases(LENGTH_EXTRA.slice(0, -1), 3), 258];
const DISTANCE_EXTRA = Array.from({ length: 30 }, (_, at) => Math.max(0, (at >> 1) - 1));
const DISTANCE_BASE = bases(DISTANCE_EXTRA, 1);

/** The base value of each code: the one before plus its range. */
function bases(extras: readonly number[], first: number): number[] {
  let next = first;
  return extras.map((extra) => {
    const base = next;
    next += 1 << extra;
    return base;
  });
}

/** The maximum length of a symbol with its extra bits: two codes and their extra bits. */
const MOST_SYMBOL_BITS = 48;

/**
 * Finds bits that make compressed data undecodable at a byte. The data start at a deflate boundary. Not every
 * position allows that: in the last block of a stream, only a repetition from before the start of the content
 * is invalid. The result is then at the nearest earlier position.
 *
 * @param unpacked the number of bytes of the member's content that precede these data.
 */
export function breakingAt(data: Buffer, byte: number, unpacked: number): Breaking {
  let best: Breaking = { at: 0, bits: NO_SUCH_BLOCK };
  for (const breaking of breakings(data, unpacked)) {
    const fits = breaking.at + breaking.bits.length <= data.length * 8;
    if (!fits || breaking.at > byte * 8 + MOST_SYMBOL_BITS) break;
    best = breaking;
    if (breaking.at >= byte * 8) break;
  }
  return best;
}

/** A copy of the data with these bits. */
export function withBits(data: Buffer, { at, bits }: Breaking): Buffer {
  const bytes = Buffer.from(data);
  for (const [index, bit] of bits.entries()) {
    const [place, mask] = [(at + index) >> 3, 1 << ((at + index) & 7)];
    const byte = bytes[place] ?? 0;
    bytes[place] = bit === 1 ? byte | mask : byte & ~mask;
  }
  return bytes;
}

/** All possible breaks of the data, from front to back. */
function* breakings(data: Buffer, unpacked: number): Generator<Breaking, void, undefined> {
  const bits = new Bits(data);
  const output = { bytes: unpacked };
  let last = false;
  while (!last && bits.at < bits.length) {
    yield { at: bits.at, bits: NO_SUCH_BLOCK };
    last = bits.one() === 1;
    const type = bits.number(2);
    if (type === 0) skipStored(bits, output);
    else yield* inBlock(bits, type === 1 ? fixedCodes : ownCodes(bits), last, output);
  }
}

function skipStored(bits: Bits, output: { bytes: number }): void {
  bits.align();
  const length = bits.number(16);
  bits.at += 16 + 8 * length;
  output.bytes += length;
}

function* inBlock(
  bits: Bits,
  { literals, distances }: Codes,
  last: boolean,
  output: { bytes: number },
): Generator<Breaking, void, undefined> {
  const ending = [...(literals.bitsOf(END_OF_BLOCK) ?? []), ...NO_SUCH_BLOCK];
  const farthest = last ? farthestMatch(literals, distances) : undefined;
  while (bits.at < bits.length) {
    if (!last) yield { at: bits.at, bits: ending };
    else if (farthest && farthest.distance > output.bytes) yield { at: bits.at, bits: farthest.bits };
    const symbol = literals.read(bits);
    if (symbol === END_OF_BLOCK) return;
    if (symbol < END_OF_BLOCK) {
      output.bytes += 1;
      continue;
    }
    const length = symbol - FIRST_LENGTH;
    output.bytes += (LENGTH_BASE[length] ?? 0) + bits.number(LENGTH_EXTRA[length] ?? 0);
    const distance = distances.read(bits);
    bits.at += DISTANCE_EXTRA[distance] ?? 0;
  }
}

/**
 * The repetition with the maximum distance that the codes of a block can express; undefined when they have no
 * repetitions.
 */
function farthestMatch(
  literals: Code,
  distances: Code,
): { readonly bits: readonly number[]; readonly distance: number } | undefined {
  const length = LENGTH_EXTRA.findIndex((_, at) => literals.bitsOf(FIRST_LENGTH + at) !== undefined);
  const far = DISTANCE_EXTRA.findLastIndex((_, at) => distances.bitsOf(at) !== undefined);
  const [lengthBits, farBits] = [literals.bitsOf(FIRST_LENGTH + length), distances.bitsOf(far)];
  if (length < 0 || lengthBits === undefined || farBits === undefined) return undefined;
  const [lengthExtra = 0, farExtra = 0] = [LENGTH_EXTRA[length], DISTANCE_EXTRA[far]];
  return {
    bits: [
      ...lengthBits,
      ...new Array<number>(lengthExtra).fill(0),
      ...farBits,
      ...new Array<number>(farExtra).fill(1),
    ],
    distance: (DISTANCE_BASE[far] ?? 0) + (1 << farExtra) - 1,
  };
}
