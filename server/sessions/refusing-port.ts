import type { ClosedPort } from './closed-port.ts';

/** The port of a server that refuses connections; all its sessions share it. */
export class RefusingPort {
  #closed: Promise<ClosedPort> | undefined;

  /** The number of the port, which is reserved when it is first needed. */
  async number(): Promise<number> {
    this.#closed ??= import('./closed-port.ts').then(({ closedPort }) => closedPort());
    try {
      return (await this.#closed).port;
    } catch (error) {
      this.#closed = undefined;
      throw error;
    }
  }

  release(): void {
    // The session that needed the port has already got the error.
    void this.#closed?.then(
      (closed) => closed.release(),
      () => {},
    );
    this.#closed = undefined;
  }
}
