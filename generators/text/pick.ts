import { rest } from '../hash.ts';

/** One item of a list, selected by a hash. */
export function pick<T>(list: readonly T[], hash: number): T {
  return list[rest(hash, list.length)] as T;
}
