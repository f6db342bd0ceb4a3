/*
 * A keyed shuffle of 0 … size-1 that works in both directions without a table, so that "who wrote message i"
 * and "which messages did user u write" cost the same. A position is split into two digits of about √size;
 * each round adds a hash of one digit to the other (an alternating Feistel network). The few results outside
 * the range are permuted again.
 */

/** A hash of a digit as a digit of this radix. Digits have at most 17 bits: they stay integers. */
function keyed(digit: number, key: number, radix: number): number {
  let h = Math.imul(digit ^ key, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca77);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae3d);
  return (((h ^ (h >>> 16)) >>> 0) * (radix * 2 ** -32)) | 0;
}

/** The rest of a division of a sum of two digits; a comparison is faster than a division. */
function within(sum: number, radix: number): number {
  return sum < radix ? sum : sum - radix;
}

/** A keyed shuffle of the positions 0 to `size` - 1. */
export class Shuffle {
  readonly size: number;
  readonly #key: number;
  readonly #low: number;
  readonly #high: number;

  /** @param size at most 2^32. */
  constructor(size: number, key: number) {
    this.size = size;
    this.#key = key;
    this.#low = Math.ceil(Math.sqrt(size));
    this.#high = Math.ceil(size / this.#low);
  }

  /** The target of a position. */
  targetOf(position: number): number {
    const key = this.#key;
    const low = this.#low;
    const high = this.#high;
    let at = position;
    do {
      let a = (at / low) | 0;
      let b = (at - a * low) | 0;
      a = within(a + keyed(b, key, high), high);
      b = within(b + keyed(a, key + 1, low), low);
      a = within(a + keyed(b, key + 2, high), high);
      b = within(b + keyed(a, key + 3, low), low);
      at = a * low + b;
    } while (at >= this.size);
    return at;
  }

  /** The position with this target. */
  positionOf(target: number): number {
    const key = this.#key;
    const low = this.#low;
    const high = this.#high;
    let at = target;
    do {
      let a = (at / low) | 0;
      let b = (at - a * low) | 0;
      b = within(b - keyed(a, key + 3, low) + low, low);
      a = within(a - keyed(b, key + 2, high) + high, high);
      b = within(b - keyed(a, key + 1, low) + low, low);
      a = within(a - keyed(b, key, high) + high, high);
      at = a * low + b;
    } while (at >= this.size);
    return at;
  }
}
