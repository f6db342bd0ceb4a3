/*
 * A keyed shuffle of 0 … size-1 that works in both directions without a table, so that "who wrote message i"
 * and "which messages did user u write" cost the same. A position is split into two digits of about √size;
 * each round adds a hash of one digit to the other (an alternating Feistel network). The few results outside
 * the range are permuted again.
 */

function keyed(digit: number, key: number, radix: number): number {
  let h = Math.imul(digit ^ key, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca77);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae3d);
  return Math.floor(((h ^ (h >>> 16)) >>> 0) * radix * 2 ** -32);
}

/** The rest of a division of a sum of two digits; a comparison is faster than a division. */
function within(sum: number, radix: number): number {
  return sum < radix ? sum : sum - radix;
}

/** The target of position `i` of `size` under `key`. `size` is at most 2^32. */
export function permute(i: number, size: number, key: number): number {
  const low = Math.ceil(Math.sqrt(size));
  const high = Math.ceil(size / low);
  let at = i;
  do {
    let a = Math.floor(at / low);
    let b = at - a * low;
    a = within(a + keyed(b, key, high), high);
    b = within(b + keyed(a, key + 1, low), low);
    a = within(a + keyed(b, key + 2, high), high);
    b = within(b + keyed(a, key + 3, low), low);
    at = a * low + b;
  } while (at >= size);
  return at;
}

/** The position that `permute` maps to `j`. */
export function unpermute(j: number, size: number, key: number): number {
  const low = Math.ceil(Math.sqrt(size));
  const high = Math.ceil(size / low);
  let at = j;
  do {
    let a = Math.floor(at / low);
    let b = at - a * low;
    b = within(b - keyed(a, key + 3, low) + low, low);
    a = within(a - keyed(b, key + 2, high) + high, high);
    b = within(b - keyed(a, key + 1, low) + low, low);
    a = within(a - keyed(b, key, high) + high, high);
    at = a * low + b;
  } while (at >= size);
  return at;
}
