const FOUR_DIGITS = Array.from({ length: 10_000 }, (_, n) => String(n).padStart(4, '0'));
const UP_TO_FOUR_DIGITS = Array.from({ length: 10_000 }, (_, n) => String(n));

/**
 * The sixteen decimal digits of an integer below 10^16, twice as fast as the engine's own conversion of
 * doubles. Texts of every row are joined by `+`: a template checks for each part whether it is a string.
 */
export function sixteenDigits(id: number): string {
  const high = Math.floor(id / 1e8);
  const low = id - high * 1e8;
  const first = Math.floor(high / 1e4);
  const third = Math.floor(low / 1e4);
  const upper = (FOUR_DIGITS[first] as string) + FOUR_DIGITS[high - first * 1e4];
  return upper + FOUR_DIGITS[third] + FOUR_DIGITS[low - third * 1e4];
}

/** A whole number, not negative, as text; faster than `String` below 10^8. */
export function decimal(n: number): string {
  if (n < 1e4) return UP_TO_FOUR_DIGITS[n] as string;
  if (n >= 1e8) return String(n);
  const high = Math.floor(n / 1e4);
  return (UP_TO_FOUR_DIGITS[high] as string) + FOUR_DIGITS[n - high * 1e4];
}
