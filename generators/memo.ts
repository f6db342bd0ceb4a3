/**
 * Remembers what was computed last for each of a fixed number of places, so that repeats are quick and memory is bounded
 * whatever the size of the network. A direct-mapped cache: a newcomer takes the place of the one before. Few places are best: what
 * stays longer than a young collection is copied by it, and costs more than computing it again.
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
    const kept = this.#places[place];
    if (kept?.index === index) return kept;
    const made = this.#compute(index);
    this.#places[place] = made;
    return made;
  }
}
