/**
 * Caches the last computed value for each of a fixed number of places, so that repeats are fast and memory is
 * bounded, whatever the size of the network. It is a direct-mapped cache: a new value replaces the previous
 * one of its place. Few places are best: the garbage collector copies values that survive a young collection,
 * and that costs more than computing them again.
 */
export class Memo<T extends { readonly index: number }> {
  readonly #places: (T | undefined)[];
  readonly #compute: (index: number) => T;

  /** @param places a power of two. */
  constructor(places: number, compute: (index: number) => T) {
    this.#places = new Array<T | undefined>(places).fill(undefined);
    this.#compute = compute;
  }

  get(index: number): T {
    const place = index & (this.#places.length - 1);
    const cached = this.#places[place];
    if (cached?.index === index) return cached;
    const made = this.#compute(index);
    this.#places[place] = made;
    return made;
  }
}
