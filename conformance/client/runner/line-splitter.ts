/** The events of a stream of lines. */
export interface LineEvents {
  /** A line without its end. */
  line(line: string): void;
  /** A line is longer than the limit; what follows is dropped. */
  tooLong(): void;
}

const LF = 0x0a;

/** Takes bytes apart into lines of UTF-8, and never holds more of one than the limit. */
export class LineSplitter {
  readonly #limit: number;
  readonly #events: LineEvents;
  #parts: Buffer[] = [];
  #held = 0;
  #over = false;

  /** `limit`: bytes of a line. */
  constructor(limit: number, events: LineEvents) {
    this.#limit = limit;
    this.#events = events;
  }

  take(bytes: Buffer): void {
    for (let from = 0; from < bytes.length && !this.#over; ) {
      const end = bytes.indexOf(LF, from);
      this.#hold(bytes.subarray(from, end === -1 ? bytes.length : end));
      if (end === -1 || this.#over) return;
      this.#tell();
      from = end + 1;
    }
  }

  /** The stream has ended: what came without the end of a line is a line. */
  end(): void {
    if (this.#held > 0) this.#tell();
  }

  #hold(part: Buffer): void {
    this.#held += part.length;
    if (this.#held <= this.#limit) {
      if (part.length > 0) this.#parts.push(part);
      return;
    }
    this.#over = true;
    this.#parts = [];
    this.#held = 0;
    this.#events.tooLong();
  }

  #tell(): void {
    const line = Buffer.concat(this.#parts).toString('utf8').replace(/\r$/, '');
    this.#parts = [];
    this.#held = 0;
    this.#events.line(line);
  }
}
