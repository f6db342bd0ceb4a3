/** The largest numbers of 31, 53 and 63 bits: of each style of ids the one that nothing has. */
const lostIds = [String(2 ** 31 - 1), String(Number.MAX_SAFE_INTEGER), String(2n ** 63n - 1n)] as const;

/** An id that looks like this one and that nothing in any export has. */
export function lostId(like: string): string {
  return lostIds.find((id) => id.length >= like.length) ?? lostIds[2];
}
