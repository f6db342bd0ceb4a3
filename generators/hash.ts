/** Mixes two 32-bit integers into one in which every bit depends on every bit of both. Unsigned. */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return (h ^ (h >>> 15)) >>> 0;
}

/** A 32-bit key for a text. */
export function textKey(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix(h, text.length);
}

/**
 * A key of its own for one purpose. It depends on the name of the purpose alone, so that another purpose, or
 * another order of them, changes nobody's data.
 */
export function derivedKey(key: number, purpose: string): number {
  return mix(key, textKey(purpose));
}

/** A hash as a fraction in [0, 1). */
export function fraction(hash: number): number {
  return hash / 4294967296;
}

/** A hash as a whole number below `count`, evenly distributed. */
export function below(hash: number, count: number): number {
  return Math.floor((hash / 4294967296) * count);
}

/**
 * A hash as a whole number below `count`: the rest of its division. Both have 32 bits and no sign; the shifts
 * tell the engine so, which then divides five times as fast as without.
 */
export function rest(hash: number, count: number): number {
  return ((hash >>> 0) % (count >>> 0)) >>> 0;
}
