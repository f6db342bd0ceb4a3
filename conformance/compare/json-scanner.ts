/** The fault in a JSON text, with the character where it is, from 0. */
export class JsonProblem extends Error {}

const SPACE = /[\s\ufeff]*/y;
const BARE = /[^\s,:[\]{}"]+/y;
const SCALAR = /^(?:true|false|null|NaN|-?Infinity|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)$/;

/**
 * Walks through JSON, keeping what is written: a number stays the digits that it was. Deep nesting costs no
 * stack.
 */
export class JsonScanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get ended(): boolean {
    return this.peek() === '';
  }

  /** The next character that is no white space; `''` at the end. */
  peek(): string {
    SPACE.lastIndex = this.#at;
    SPACE.test(this.#text);
    this.#at = SPACE.lastIndex;
    return this.#text.charAt(this.#at);
  }

  /** Goes past a character if it is the next one. */
  skip(character: string): boolean {
    if (this.peek() !== character) return false;
    this.#at += 1;
    return true;
  }

  /** Goes past a character; throws a `JsonProblem` when another one comes. */
  expect(character: string): void {
    if (!this.skip(character)) throw this.problem(`expected ${character}`);
  }

  /** Does something and comes back. */
  ahead<T>(look: () => T): T {
    const at = this.#at;
    try {
      return look();
    } finally {
      this.#at = at;
    }
  }

  /**
   * The next value as a text: a string's content, a number's digits, nothing for `null`, arrays and objects
   * as JSON without white space.
   */
  value(): string {
    const next = this.peek();
    if (next === '"') return this.string();
    if (next === '[' || next === '{') return this.#nested();
    const bare = this.#bare();
    return bare === 'null' ? '' : bare;
  }

  /** The content of a string. */
  string(): string {
    const raw = this.#rawString();
    try {
      return raw.includes('\\') ? (JSON.parse(raw) as string) : raw.slice(1, -1);
    } catch {
      throw this.problem('a string with an escape that is none');
    }
  }

  problem(expected: string): JsonProblem {
    return new JsonProblem(`no JSON at character ${this.#at}: ${expected}`);
  }

  #rawString(): string {
    if (this.peek() !== '"') throw this.problem('expected a string');
    const start = this.#at;
    for (let end = start; ; ) {
      end = this.#text.indexOf('"', end + 1);
      if (end === -1) throw this.problem('a string without an end');
      let slashes = 0;
      while (this.#text[end - 1 - slashes] === '\\') slashes += 1;
      if (slashes % 2 === 1) continue;
      this.#at = end + 1;
      return this.#text.slice(start, end + 1);
    }
  }

  #bare(): string {
    BARE.lastIndex = this.#at;
    const bare = BARE.exec(this.#text)?.[0] ?? '';
    if (!SCALAR.test(bare)) throw this.problem('expected a value');
    this.#at += bare.length;
    return bare;
  }

  #nested(): string {
    const parts: string[] = [];
    let depth = 0;
    do {
      const next = this.peek();
      if (next === '') throw this.problem('an array or object without an end');
      if (next === '[' || next === '{') depth += 1;
      if (next === ']' || next === '}') depth -= 1;
      if (next === '"') parts.push(this.#rawString());
      else if ('[]{},:'.includes(next)) {
        parts.push(next);
        this.#at += 1;
      } else parts.push(this.#bare());
    } while (depth > 0);
    return parts.join('');
  }
}
