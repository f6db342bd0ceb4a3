import type { Rows } from '../../generators/index.ts';
import { type CsvContent, csvWriter, LineBudget, LineMemory } from '../csv/index.ts';
import type { PlannedCsv } from './plan.ts';

/** The memory of all exports of a process: the lines of a busy day's messages in a large network. */
export const lineBudget = new LineBudget(16 * 1024 * 1024);

/** The least memory that remembers a line. */
const LEAST_BYTES = 1024 * 1024;

/**
 * Writes the CSVs of an export. The lines of a table that another one has again are remembered within a
 * budget, so that they are not made twice: most versions of messages are messages as they are. Large tables
 * are remembered part by part.
 */
export class SharedLines implements Disposable {
  readonly #csvs: readonly PlannedCsv[];
  readonly #budget: LineBudget;
  /** The remembered lines, by the name of their rows. */
  readonly #memories = new Map<string, LineMemory>();
  /** The names of the rows of which at least some lines are remembered. */
  readonly #filled = new Set<string>();

  constructor(csvs: readonly PlannedCsv[], budget: LineBudget) {
    this.#csvs = csvs;
    this.#budget = budget;
  }

  /**
   * The content of a CSV, or of one of its parts.
   *
   * @param part the index of the part; undefined for a CSV without parts.
   */
  contentOf(csv: PlannedCsv, part?: number): CsvContent {
    const write = csvWriter(csv.columns);
    const rows = rowsOf(csv, part);
    const headless = part !== undefined && part > 0;
    const remembered = rows.repeating && this.#memories.get(rows.repeating.of);
    if (rows.repeating && remembered) {
      const content = write(rows.repeating.rows(), { remembered, headless });
      return this.#releasing(content, rows.repeating.of);
    }
    const { name } = rows;
    if (name === undefined || !this.#isReadAgain(csv, name, part)) return write(rows, { headless });
    if (this.#budget.free >= LEAST_BYTES) this.#filled.add(name);
    const remember = new LineMemory(this.#budget);
    this.#memories.set(name, remember);
    return write(rows, { remember, headless });
  }

  /** Tells whether lines are remembered for a part of a CSV. */
  remembers(csv: PlannedCsv, part: number): boolean {
    const { repeating } = rowsOf(csv, part);
    return repeating !== undefined && this.#filled.has(repeating.of);
  }

  [Symbol.dispose](): void {
    for (const name of [...this.#memories.keys()]) this.#release(name);
  }

  #release(name: string): void {
    this.#memories.get(name)?.release();
    this.#memories.delete(name);
    this.#filled.delete(name);
  }

  /** The same content, after which the lines are forgotten. */
  #releasing(content: CsvContent, name: string): CsvContent {
    const release = (): void => this.#release(name);
    return {
      get rowCount() {
        return content.rowCount;
      },
      *[Symbol.iterator]() {
        try {
          yield* content;
        } finally {
          release();
        }
      },
    };
  }

  /** Tells whether a later CSV has the rows with this name again, in the same columns. */
  #isReadAgain(csv: PlannedCsv, name: string, part: number | undefined): boolean {
    const later = this.#csvs.slice(this.#csvs.indexOf(csv) + 1);
    return later.some(
      (each) =>
        each.dialect === undefined &&
        rowsOf(each, part).repeating?.of === name &&
        columnsOf(each) === columnsOf(csv),
    );
  }
}

/** The rows of a CSV, or of one of its parts; none for a part that it does not have. */
function rowsOf(csv: PlannedCsv, part: number | undefined): Rows {
  const rows = csv.rows();
  if (part === undefined) return rows;
  return rows.parts !== undefined && part < rows.parts.count ? rows.parts.rows(part) : [];
}

function columnsOf({ columns }: PlannedCsv): string {
  return JSON.stringify(columns.map(({ name, kind }) => [name, kind]));
}
