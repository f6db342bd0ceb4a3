/** The largest numbers of 31, 53 and 63 bits: for each style of ids, one that the generator never uses. */
const lostIds = [String(2 ** 31 - 1), String(Number.MAX_SAFE_INTEGER), String(2n ** 63n - 1n)] as const;

/** An id of the same style that no export contains. */
export function lostId(like: string): string {
  return lostIds.find((id) => id.length >= like.length) ?? lostIds[2];
}
