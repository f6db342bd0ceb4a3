/** Reads a deflate stream bit by bit, from the lowest bit of each byte. */
export class Bits {
  /** The position of the next bit. */
  at = 0;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get length(): number {
    return this.#bytes.length * 8;
  }

  one(): number {
    const bit = ((this.#bytes[this.at >> 3] ?? 0) >> (this.at & 7)) & 1;
    this.at += 1;
    return bit;
  }

  /** Reads a number, lowest bit first. */
  number(width: number): number {
    let value = 0;
    for (let bit = 0; bit < width; bit++) value |= this.one() << bit;
    return value;
  }

  /** Advances to the next whole byte. */
  align(): void {
    this.at = (this.at + 7) & ~7;
  }
}

const LONGEST = 15;

/** A Huffman code of deflate, derived from the code lengths. */
export class Code {
  readonly #counts: number[] = new Array(LONGEST + 1).fill(0);
  readonly #symbols: number[] = [];
  readonly #lengths: readonly number[];

  constructor(lengths: readonly number[]) {
    this.#lengths = lengths;
    for (let length = 1; length <= LONGEST; length++) {
      for (const [symbol, own] of lengths.entries()) if (own === length) this.#symbols.push(symbol);
    }
    for (const length of lengths) if (length > 0) this.#counts[length] = (this.#counts[length] ?? 0) + 1;
  }

  /**
   * Reads the next symbol.
   *
   * @throws RangeError when the stream has no symbol here, so is not deflate.
   */
  read(bits: Bits): number {
    let [code, first, index] = [0, 0, 0];
    for (let length = 1; length <= LONGEST; length++) {
      code |= bits.one();
      const count = this.#counts[length] ?? 0;
      const symbol = this.#symbols[index + code - first];
      if (code - first < count && symbol !== undefined) return symbol;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new RangeError(
      `Expected a deflate symbol before bit ${bits.at}, got bits that are no code; pass unchanged deflate data.`,
    );
  }

  /** The bits of a symbol in the order in which they are written; undefined when it has no code. */
  bitsOf(symbol: number): readonly number[] | undefined {
    const own = this.#lengths[symbol] ?? 0;
    if (own === 0) return undefined;
    let code = 0;
    for (let length = 1; length <= own; length++) code = (code + (this.#counts[length - 1] ?? 0)) << 1;
    for (const length of this.#lengths.slice(0, symbol)) if (length === own) code += 1;
    return Array.from({ length: own }, (_, place) => (code >> (own - 1 - place)) & 1);
  }
}

/** The codes of a block: one for literals and lengths, one for distances. */
export interface Codes {
  readonly literals: Code;
  readonly distances: Code;
}

/** The fixed codes of deflate. */
export const fixedCodes: Codes = {
  literals: new Code(
    Array.from({ length: 288 }, (_, at) => (at < 144 ? 8 : at < 256 ? 9 : at < 280 ? 7 : 8)),
  ),
  distances: new Code(new Array(30).fill(5)),
};

/** The order of the code lengths in a block header. */
const LENGTHS_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Reads the dynamic codes of a block. */
export function ownCodes(bits: Bits): Codes {
  const literals = bits.number(5) + 257;
  const distances = bits.number(5) + 1;
  const written = bits.number(4) + 4;
  const short: number[] = new Array(LENGTHS_ORDER.length).fill(0);
  for (const place of LENGTHS_ORDER.slice(0, written)) short[place] = bits.number(3);
  const code = new Code(short);
  const lengths: number[] = [];
  while (lengths.length < literals + distances) {
    const symbol = code.read(bits);
    if (symbol < 16) lengths.push(symbol);
    else if (symbol === 16) lengths.push(...new Array<number>(3 + bits.number(2)).fill(lengths.at(-1) ?? 0));
    else lengths.push(...new Array<number>(symbol === 17 ? 3 + bits.number(3) : 11 + bits.number(7)).fill(0));
  }
  return { literals: new Code(lengths.slice(0, literals)), distances: new Code(lengths.slice(literals)) };
}
