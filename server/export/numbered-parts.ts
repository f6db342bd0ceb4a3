import type { PartedContent } from './parted-content.ts';
import type { Parts } from './parts.ts';
import type { PlannedCsv } from './plan.ts';

/** A CSV with parts. */
export interface PartedCsv {
  readonly csv: PlannedCsv;
  readonly parts: Parts;
  readonly content: PartedContent;
}

/** A part of an export. */
export interface Part extends PartedCsv {
  /** The index among the parts of its CSV. */
  readonly part: number;
  readonly isLast: boolean;
}

/** The parts of all CSVs of an export that may be large, numbered from 0 in the order of the archive. */
export class NumberedParts {
  readonly #csvs: readonly PartedCsv[];
  /** The number of the first part of each CSV, and the number of all parts. */
  readonly #starts: readonly number[];

  constructor(csvs: readonly PartedCsv[]) {
    this.#csvs = csvs;
    const starts = [0];
    for (const { parts } of csvs) starts.push((starts.at(-1) ?? 0) + parts.count);
    this.#starts = starts;
  }

  get count(): number {
    return this.#starts.at(-1) ?? 0;
  }

  at(number: number): Part {
    const place = this.#starts.findLastIndex((start) => start <= number);
    const one = this.#csvs[place] as PartedCsv;
    const part = number - (this.#starts[place] ?? 0);
    return { ...one, part, isLast: part === one.parts.count - 1 };
  }

  /** The numbers of the parts of a CSV, from the first one to that after the last one. */
  of(csv: PlannedCsv): { readonly from: number; readonly to: number } {
    const place = this.#csvs.findIndex((one) => one.csv === csv);
    return { from: this.#starts[place] ?? 0, to: this.#starts[place + 1] ?? 0 };
  }

  /** The number of the later part that has the rows of this one again, with more in between. */
  again(number: number): number | undefined {
    const { csv, parts, part } = this.at(number);
    const within = parts.rows(part).within?.name;
    if (within === undefined) return undefined;
    const place = this.#csvs.findIndex(
      (one) =>
        one.parts.count === parts.count &&
        one.parts.rows(part).name === within &&
        columnsOf(one.csv) === columnsOf(csv),
    );
    const later = (this.#starts[place] ?? 0) + part;
    return place < 0 || later <= number ? undefined : later;
  }
}

function columnsOf({ columns }: PlannedCsv): string {
  return JSON.stringify(columns);
}
