import type { Facts } from '../facts.ts';
import { Memo } from '../memo.ts';

/**
 * Remembers the last results of a function of a network and a number, for each network.
 * @param places the number of remembered results, a power of two; see `Memo`.
 */
export function remembered<T>(
  places: number,
  compute: (facts: Facts, index: number) => T,
): (facts: Facts, index: number) => T {
  const memos = new WeakMap<Facts, Memo<T>>();
  return (facts, index) => {
    let memo = memos.get(facts);
    if (!memo) {
      memo = new Memo(places, (each) => compute(facts, each));
      memos.set(facts, memo);
    }
    return memo.get(index);
  };
}
