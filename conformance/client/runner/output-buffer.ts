/** The beginning and the end of what was printed, and how much it was: an error stands at either. */
import type { Output } from '../../model/process.ts';
export class Printed {
  readonly #limit: number;
  readonly #head: Buffer[] = [];
  #headBytes = 0;
  /** The last bytes behind the head; the oldest one is overwritten first. */
  #tail: Buffer | undefined;
  #tailBytes = 0;
  #bytes = 0;

  /** `limit`: bytes that are kept. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  add(part: Buffer | string): void {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part;
    this.#bytes += bytes.length;
    const room = Math.ceil(this.#limit / 2) - this.#headBytes;
    // Copied: a part may be a small piece of a large buffer.
    if (room > 0) this.#head.push(Buffer.from(bytes.subarray(0, room)));
    this.#headBytes += Math.min(room, bytes.length);
    if (bytes.length > room) this.#keepLast(bytes.subarray(room));
  }

  #keepLast(bytes: Buffer): void {
    this.#tail ??= Buffer.alloc(Math.floor(this.#limit / 2));
    const size = this.#tail.length;
    const last = bytes.subarray(Math.max(0, bytes.length - size));
    const at = size === 0 ? 0 : (this.#tailBytes + bytes.length - last.length) % size;
    const copied = last.copy(this.#tail, at);
    last.copy(this.#tail, 0, copied);
    this.#tailBytes += bytes.length;
  }

  /** All that was printed so far, what was dropped included. */
  get bytes(): number {
    return this.#bytes;
  }

  /** As text; `…` on a line of its own stands for what was dropped. */
  get output(): Output {
    const tail = this.#tail ?? Buffer.alloc(0);
    const whole = this.#tailBytes <= tail.length;
    const at = tail.length === 0 ? 0 : this.#tailBytes % tail.length;
    const last = whole
      ? [tail.subarray(0, this.#tailBytes)]
      : [Buffer.from('\n…\n'), tail.subarray(at), tail.subarray(0, at)];
    return { text: Buffer.concat([...this.#head, ...last]).toString('utf8'), bytes: this.#bytes };
  }
}
