/** How long a measurement may take: `quick` is minutes, `full` adds the 10 GB run and more rounds. */
export type Effort = 'quick' | 'full';

/** What one number is held against. */
export interface Limit {
  /** What is measured, and to what it is a ratio, in words of the table. */
  readonly what: string;
  readonly side: 'at most' | 'at least';
  /** Beyond it the line says so. */
  readonly bound: number;
  /** Where it is meant to go; the same as the bound when it is there. */
  readonly goal: number;
  /** `×` is a ratio of two measurements. */
  readonly unit: '×' | 'MB' | 's' | 'ms' | 'readers';
}

/** What came out. */
export interface Result {
  /** The product's side, with its unit. */
  readonly measured: string;
  /** The other side, with its unit; empty when the limit is no ratio. */
  readonly against: string;
  /** What is held against the limit, in the limit's unit. */
  readonly value: number;
}

/** Everything that one measurement brings: a result for each limit, and lines that explain them. */
export interface Outcome<K extends string> {
  readonly results: Readonly<Record<K, Result>>;
  readonly notes: readonly string[];
}

/** Something that is measured at once, and the limits it is held against. */
export interface Figure<K extends string = string> {
  /** What `--only` calls it. */
  readonly name: string;
  /** Too long or too large for a quick run: measured in a full one, or when asked for by name. */
  readonly onlyFull?: true;
  readonly limits: Readonly<Record<K, Limit>>;
  /** Takes as long as it takes. Rejects when it cannot be measured; every process it started is ended. */
  measure(effort: Effort): Promise<Outcome<K>>;
}

export function isWithin({ side, bound }: Limit, value: number): boolean {
  return side === 'at most' ? value <= bound : value >= bound;
}
