import { type CsvContent, csvWriter, LineBudget, LineMemory } from '../csv/index.ts';
import type { PlannedCsv } from './plan.ts';

/** The memory of all exports of a process: the lines of a busy day's messages in a large network. */
export const lineBudget = new LineBudget(16 * 1024 * 1024);

/**
 * Writes the CSVs of an export. The lines of a table that another one has again are remembered within a
 * budget, so that they are not made twice: most versions of messages are messages as they are.
 */
export class SharedLines implements Disposable {
  readonly #csvs: readonly PlannedCsv[];
  readonly #budget: LineBudget;
  #memory: LineMemory | undefined;
  /** The table that has the remembered lines again. */
  #reader: PlannedCsv | undefined;

  constructor(csvs: readonly PlannedCsv[], budget: LineBudget) {
    this.#csvs = csvs;
    this.#budget = budget;
  }

  /** The content of a CSV. Contents are read in the order of the plan. */
  contentOf(csv: PlannedCsv): CsvContent {
    const write = csvWriter(csv.columns);
    const rows = csv.rows();
    if (csv === this.#reader && rows.repeating) {
      return write(rows.repeating.rows(), { remembered: this.#memory });
    }
    const reader = rows.name === undefined ? undefined : this.#readerOf(csv, rows.name);
    if (reader === undefined) return write(rows);
    this[Symbol.dispose]();
    this.#memory = new LineMemory(this.#budget);
    this.#reader = reader;
    return write(rows, { remember: this.#memory });
  }

  [Symbol.dispose](): void {
    this.#memory?.release();
    this.#memory = undefined;
    this.#reader = undefined;
  }

  /** The later CSV that has the rows with this name again, in the same columns. */
  #readerOf(csv: PlannedCsv, name: string): PlannedCsv | undefined {
    const later = this.#csvs.slice(this.#csvs.indexOf(csv) + 1);
    return later.find(
      (each) =>
        each.dialect === undefined &&
        each.rows().repeating?.of === name &&
        columnsOf(each) === columnsOf(csv),
    );
  }
}

function columnsOf({ columns }: PlannedCsv): string {
  return JSON.stringify(columns.map(({ name, kind }) => [name, kind]));
}
