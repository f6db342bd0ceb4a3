/** The number of ids that may still be held, over all tables of a check. */
export interface IdBudget {
  left: number;
}

/** The data that are kept with an id. */
export interface IdEntry {
  readonly line: number;
  readonly count: number;
}

const FIRST_SLOTS = 64;
const FILLED_AT_MOST = 0.6;
/** Digits held in the lower half of a key: below 2^32. */
const LOW_DIGITS = 9;
const LOW_UNIT = 1e9;
/** Digits a key can hold exactly: 15 in the upper half and 9 in the lower one; 64 bits need 20. */
const MAX_DIGITS = 24;

/**
 * A set of decimal ids with the line each was first seen on and how often: exact, and 20 bytes a slot where a
 * `Map` of texts takes a hundred. Open addressing with linear steps.
 */
export class IdTable {
  readonly #budget: IdBudget;
  /** The id without its last nine digits, plus one: zero marks a free slot. */
  #high = new Float64Array(0);
  #low = new Uint32Array(0);
  #line = new Uint32Array(0);
  #count = new Uint32Array(0);
  #held = 0;
  #full = false;

  constructor(budget: IdBudget) {
    this.#budget = budget;
  }

  /** Different ids held. */
  get size(): number {
    return this.#held;
  }

  /** An id did not fit in the budget any more: what the table lacks is not known to be absent. */
  get full(): boolean {
    return this.#full;
  }

  /**
   * Takes an id. Returns the line it was first seen on when it is held already, 0 when it is new or did not
   * fit.
   */
  add(id: string, line: number): number {
    const high = highOf(id);
    return high === 0 ? 0 : this.#put(high, lowOf(id), line);
  }

  /** The same for a key of two halves: `high` a whole number from 1, `low` of 32 bits. */
  addKey(high: number, low: number, line: number): number {
    return this.#put(high, low, line);
  }

  has(id: string): boolean {
    const high = highOf(id);
    if (high === 0 || this.#held === 0) return false;
    return this.#high[this.#slot(high, lowOf(id))] !== 0;
  }

  /** Lets go of everything it holds; other tables may use the room. */
  release(): void {
    this.#budget.left += this.#held;
    this.#held = 0;
    this.#high = new Float64Array(0);
    this.#low = new Uint32Array(0);
    this.#line = new Uint32Array(0);
    this.#count = new Uint32Array(0);
  }

  /** The ids with the line each was first seen on and how often, in no order. */
  *entries(): Generator<IdEntry & { readonly id: string }> {
    for (let slot = 0; slot < this.#high.length; slot += 1) {
      const high = this.#high[slot] as number;
      if (high === 0) continue;
      const id = textOf(high, this.#low[slot] as number);
      yield { id, line: this.#line[slot] as number, count: this.#count[slot] as number };
    }
  }

  #put(high: number, low: number, line: number): number {
    if (this.#held >= this.#high.length * FILLED_AT_MOST) this.#grow();
    const slot = this.#slot(high, low);
    if (this.#high[slot] !== 0) {
      this.#count[slot] = (this.#count[slot] as number) + 1;
      return this.#line[slot] as number;
    }
    if (this.#budget.left <= 0) {
      this.#full = true;
      return 0;
    }
    this.#budget.left -= 1;
    this.#held += 1;
    this.#high[slot] = high;
    this.#low[slot] = low;
    this.#line[slot] = line;
    this.#count[slot] = 1;
    return 0;
  }

  // Where the key is, or the free slot where it would be.
  #slot(high: number, low: number): number {
    const mask = this.#high.length - 1;
    let slot = mix(high, low) & mask;
    while (this.#high[slot] !== 0 && (this.#high[slot] !== high || this.#low[slot] !== low)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    const [highs, lows, lines, counts] = [this.#high, this.#low, this.#line, this.#count];
    const slots = Math.max(FIRST_SLOTS, highs.length * 2);
    this.#high = new Float64Array(slots);
    this.#low = new Uint32Array(slots);
    this.#line = new Uint32Array(slots);
    this.#count = new Uint32Array(slots);
    highs.forEach((high, from) => {
      if (high === 0) return;
      const to = this.#slot(high, lows[from] as number);
      this.#high[to] = high;
      this.#low[to] = lows[from] as number;
      this.#line[to] = lines[from] as number;
      this.#count[to] = counts[from] as number;
    });
  }
}

// 0 when the text is no decimal number that fits.
function highOf(id: string): number {
  if (id.length === 0 || id.length > MAX_DIGITS) return 0;
  const end = id.length - LOW_DIGITS;
  let high = 0;
  for (let at = 0; at < id.length; at += 1) {
    const digit = id.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return 0;
    if (at < end) high = high * 10 + digit;
  }
  return high + 1;
}

function lowOf(id: string): number {
  let low = 0;
  for (let at = Math.max(0, id.length - LOW_DIGITS); at < id.length; at += 1)
    low = low * 10 + id.charCodeAt(at) - 48;
  return low;
}

function textOf(high: number, low: number): string {
  return high === 1 ? String(low) : `${high - 1}${String(low % LOW_UNIT).padStart(LOW_DIGITS, '0')}`;
}

// Spreads ids that differ in few digits; the multipliers are those of MurmurHash3.
function mix(high: number, low: number): number {
  let hash = Math.imul(low ^ (high | 0) ^ Math.imul(high / 0x100000000, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13) ^ (high | 0), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
