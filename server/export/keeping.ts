/** The users that keep something in memory at the same time, and the most memory that one of them allows. */
export class Keeping {
  readonly #limits: number[] = [];
  readonly #forget: () => void;

  /** @param forget called when the last one ends. */
  constructor(forget: () => void) {
    this.#forget = forget;
  }

  /** True while somebody keeps something. */
  get isOn(): boolean {
    return this.#limits.length > 0;
  }

  /** The largest limit, bytes; 0 while nobody keeps anything. */
  get limit(): number {
    return Math.max(0, ...this.#limits);
  }

  /** Adds one, until it is disposed of. */
  add(bytes: number): Disposable {
    this.#limits.push(bytes);
    return {
      [Symbol.dispose]: () => {
        this.#limits.splice(this.#limits.indexOf(bytes), 1);
        if (!this.isOn) this.#forget();
      },
    };
  }
}
