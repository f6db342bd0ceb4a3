const LARGEST = 2n ** 63n - 1n;

/** The id without leading zeros; `undefined` when the text is not a positive 64-bit integer. */
export function parseUserId(text: string): string | undefined {
  if (!/^\d{1,32}$/.test(text)) return undefined;
  const id = BigInt(text);
  return id > 0n && id <= LARGEST ? id.toString() : undefined;
}
