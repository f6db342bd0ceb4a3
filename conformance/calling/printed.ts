import type { Output } from './caller.ts';

/** The beginning of what was printed, and how much it was. */
export class Printed {
  readonly #limit: number;
  readonly #parts: Buffer[] = [];
  #kept = 0;
  #bytes = 0;

  /** `limit`: bytes that are kept. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  add(part: Buffer | string): void {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part;
    this.#bytes += bytes.length;
    const room = this.#limit - this.#kept;
    if (room <= 0) return;
    this.#parts.push(bytes.subarray(0, room));
    this.#kept += Math.min(room, bytes.length);
  }

  /** All that was printed so far, what was dropped included. */
  get bytes(): number {
    return this.#bytes;
  }

  get output(): Output {
    return { text: Buffer.concat(this.#parts).toString('utf8'), bytes: this.#bytes };
  }
}
