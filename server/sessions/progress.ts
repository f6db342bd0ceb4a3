/** The state of a scenario. */
export class Progress {
  /** The number of requests so far. */
  count = 0;
  /**
   * Until this time (milliseconds of `performance.now()`) every request gets an error response: an earlier
   * response said to come back later.
   */
  closedUntil = 0;
  #lastTurn = Promise.resolve();

  /**
   * Resolves when the earlier requests have their numbers. Dispose of it when this one has its own: requests
   * at the same time get numbers of their own, in the order in which they arrived.
   */
  async turn(): Promise<Disposable> {
    const before = this.#lastTurn;
    let end = (): void => {};
    this.#lastTurn = new Promise((resolve) => {
      end = resolve;
    });
    await before;
    return { [Symbol.dispose]: end };
  }
}
