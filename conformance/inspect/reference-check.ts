import type { Column } from '../../schemas/index.ts';
import type { Findings } from './finding.ts';
import type { IdStore } from './id-store.ts';
import { IdTable } from './id-table.ts';
import type { Coverage, ReferenceReport } from './inspection-report.ts';

/** The place of a column with references. */
export interface ReferencePlace {
  readonly member: string;
  readonly column: string;
  readonly target: string;
}

/**
 * Holds one column's ids against the column they repeat. What is not there yet may come in a later file, so
 * it waits until the end.
 */
export class ReferenceCheck {
  readonly #place: ReferencePlace;
  readonly #idsOf: (value: string) => readonly string[];
  readonly #store: IdStore;
  readonly #waiting: IdTable;
  #count = 0;
  #why: string;

  constructor(place: ReferencePlace, column: Column, store: IdStore, why: string) {
    this.#place = place;
    this.#idsOf = idsOf[column.kind] ?? usersIn;
    this.#store = store;
    this.#waiting = new IdTable(store.budget);
    this.#why = why;
  }

  /** Takes a value that is not empty. */
  take(value: string, line: number): void {
    for (const id of this.#idsOf(value)) {
      this.#count += 1;
      if (this.#why !== '' || this.#store.has(this.#place.target, id)) continue;
      this.#waiting.add(id, line);
      if (this.#waiting.full) this.#why = 'there are more ids than fit in the limit';
    }
  }

  /** To be called when every file was read. */
  finish(findings: Findings, coverage: Coverage): ReferenceReport {
    const { member, column, target } = this.#place;
    const why = this.#reason(coverage);
    const lost = why === '' ? this.#lost() : [];
    for (const { id, line, count } of lost) {
      const message = `Not found in ${target}, though the export covers the whole past.`;
      findings.add({ code: 'unresolved-reference', member, column, message, line, value: id, times: count });
    }
    const unresolved = lost.reduce((sum, { count }) => sum + count, 0);
    return { column, target, count: this.#count, unresolved, verified: why === '', why };
  }

  #reason(coverage: Coverage): string {
    if (!coverage.verifiable) return coverage.why;
    if (this.#why !== '') return this.#why;
    return this.#store.complete(this.#place.target)
      ? ''
      : `${this.#place.target} could not be read to its end`;
  }

  #lost() {
    const { target } = this.#place;
    const lost = [...this.#waiting.entries()].filter(({ id }) => !this.#store.has(target, id));
    return lost.sort((a, b) => a.line - b.line);
  }
}

const idsOf: Readonly<Partial<Record<Column['kind'], (value: string) => readonly string[]>>> = {
  id: (value) => [value],
  ids: (value) => value.split(','),
  json: (value) => value.match(/\d+/g) ?? [],
};

// `user:<id>,user:<id>`
function usersIn(value: string): readonly string[] {
  return Array.from(value.matchAll(/\buser:(\d+)/g), ([, id]) => id ?? '');
}
