import type { CsvContent } from '../csv/index.ts';
import { CUT } from '../zip/index.ts';

/** A CSV in parts, each compressed independently of the others. It can be read once. */
export class PartedContent implements CsvContent {
  readonly #count: number;
  readonly #part: (index: number) => CsvContent;
  /** The rows of the parts that are complete. */
  #rows = 0;
  readonly #open = new Set<CsvContent>();

  constructor(count: number, part: (index: number) => CsvContent) {
    this.#count = count;
    this.#part = part;
  }

  get rowCount(): number {
    let rows = this.#rows;
    for (const { rowCount } of this.#open) rows += rowCount;
    return rows;
  }

  *[Symbol.iterator](): Generator<Buffer, void, undefined> {
    for (let index = 0; index < this.#count; index++) {
      if (index > 0) yield CUT;
      yield* this.part(this.#part(index));
    }
  }

  /** The content of one part, whose rows are counted. */
  *part(content: CsvContent): Generator<Buffer, void, undefined> {
    this.#open.add(content);
    yield* content;
    this.#open.delete(content);
    this.#rows += content.rowCount;
  }

  /** Adds the rows of a part that was made elsewhere. */
  count(rows: number): void {
    this.#rows += rows;
  }
}
