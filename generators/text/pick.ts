/** One item of a list, selected by a hash. */
export function pick<T>(list: readonly T[], hash: number): T {
  return list[(hash >>> 0) % list.length] as T;
}
