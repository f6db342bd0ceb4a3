/** The duration of a measurement: `quick` takes minutes, `full` adds the 10 GB run and more rounds. */
export type Effort = 'quick' | 'full';

/** The limit for one number. */
export interface Limit {
  /** The measured quantity, and the quantity that it is a ratio to, as the table shows them. */
  readonly what: string;
  readonly side: 'at most' | 'at least';
  /** The largest acceptable value; the table marks a line beyond it. */
  readonly bound: number;
  /** The target value; equal to the bound when the target is reached. */
  readonly goal: number;
  /** `×` is a ratio of two measurements. */
  readonly unit: '×' | 'MB' | 's' | 'ms' | 'readers';
}

/** The result of a measurement. */
export interface Result {
  /** The value of the product, with its unit. */
  readonly measured: string;
  /** The value that it is compared with, with its unit; empty when the limit is not a ratio. */
  readonly against: string;
  /** The value that is compared with the limit, in the limit's unit. */
  readonly value: number;
}

/** The output of one measurement: a result for each limit, and lines that explain them. */
export interface Outcome<K extends string> {
  readonly results: Readonly<Record<K, Result>>;
  readonly notes: readonly string[];
}

/** One measurement and its limits. */
export interface Figure<K extends string = string> {
  /** Its name in `--only`. */
  readonly name: string;
  /**
   * True when it takes too long or too much space for a quick run: measured in a full run, or when requested
   * by name.
   */
  readonly onlyFull?: true;
  readonly limits: Readonly<Record<K, Limit>>;
  /**
   * Measures without a time limit. Rejects when it cannot be measured; every process that it started is
   * ended.
   */
  measure(effort: Effort): Promise<Outcome<K>>;
}

export function isWithin({ side, bound }: Limit, value: number): boolean {
  return side === 'at most' ? value <= bound : value >= bound;
}
