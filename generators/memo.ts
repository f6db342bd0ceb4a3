/**
 * Caches the last computed value for each of a fixed number of places, so that repeats are fast and memory is
 * bounded, whatever the size of the network. It is a direct-mapped cache: a new value replaces the previous
 * one of its place. Few places are best: the garbage collector copies values that survive a young collection,
 * and that costs more than computing them again.
 */
export class Memo<T> {
  /** Numbers of their own: an index in each value would be read from objects of many shapes. */
  readonly #indexes: Float64Array;
  readonly #values: (T | undefined)[];
  readonly #compute: (index: number) => T;

  /** @param places a power of two. */
  constructor(places: number, compute: (index: number) => T) {
    this.#indexes = new Float64Array(places).fill(Number.NaN);
    this.#values = new Array<T | undefined>(places).fill(undefined);
    this.#compute = compute;
  }

  get(index: number): T {
    const place = index & (this.#indexes.length - 1);
    if (this.#indexes[place] === index) return this.#values[place] as T;
    const made = this.#compute(index);
    this.#indexes[place] = index;
    this.#values[place] = made;
    return made;
  }
}
