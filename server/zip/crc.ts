/** The polynomial of CRC-32, its lowest coefficient in the highest bit. */
const POLYNOMIAL = 0xedb8_8320;
/** The polynomial 1. */
const ONE = 0x8000_0000;

/** The product of two polynomials modulo that of CRC-32. */
function product(one: number, other: number): number {
  let factor = other;
  let sum = 0;
  for (let bit = ONE; bit !== 0; bit >>>= 1) {
    if ((one & bit) !== 0) sum ^= factor;
    factor = (factor & 1) === 0 ? factor >>> 1 : (factor >>> 1) ^ POLYNOMIAL;
  }
  return sum >>> 0;
}

/** The polynomials x^(8 * 2^n) for each n. */
const shifts: readonly number[] = shiftsOf();

function shiftsOf(): number[] {
  // x^8, with the lowest coefficient in the highest bit.
  const powers = [ONE >>> 8];
  while (powers.length < Number.MAX_SAFE_INTEGER.toString(2).length) {
    const last = powers.at(-1) ?? ONE;
    powers.push(product(last, last));
  }
  return powers;
}

/**
 * The CRC-32 of two contents, one after the other, from that of each.
 *
 * @param size the bytes of the second content.
 */
export function joinedCrc(first: number, second: number, size: number): number {
  let shift = ONE;
  for (let [rest, n] = [size, 0]; rest > 0; rest = Math.floor(rest / 2), n++) {
    if (rest % 2 === 1) shift = product(shifts[n] ?? ONE, shift);
  }
  return (product(shift, first) ^ second) >>> 0;
}
