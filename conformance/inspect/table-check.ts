import { type Column, columnsOf, type FileKey, fileByKey, type Profile } from '../../schemas/index.ts';
import { type CsvRow, lineOfField } from './archive/csv-row.ts';
import type { Findings } from './finding.ts';
import { addIdentity, type IdStore } from './id-store.ts';
import { IdTable } from './id-table.ts';
import { ReferenceCheck } from './reference-check.ts';
import { type ValueCheck, valueCheck } from './value.ts';
import { VisitedThreads } from './visited-threads.ts';

/** A CSV of a known file, and where its findings and ids go. */
export interface Table {
  readonly member: string;
  /** No other network of the export has the file. */
  readonly alone: boolean;
  readonly key: FileKey;
  readonly profile: Profile;
  readonly header: readonly string[];
  readonly findings: Findings;
  readonly store: IdStore;
  readonly visited: VisitedThreads;
  /** The columns others refer to, such as `Users.id`, whose ids are wanted. */
  readonly wanted: ReadonlySet<string>;
  /** The reason why a target is not looked up; empty when it is. */
  readonly unasked: (target: string) => string;
}

interface Place {
  readonly name: string;
  readonly check: ValueCheck;
  readonly references: ReferenceCheck | undefined;
  /** The ids of the column, when others refer to it and it is not the identity. */
  readonly ids: IdTable | undefined;
}

/** Checks the rows of one CSV, one after the other, in the memory of the ids it keeps. */
export class TableCheck {
  readonly #table: Table;
  /** By position in the header; undefined where the file has no such column. */
  readonly #places: readonly (Place | undefined)[];
  readonly #identity: readonly number[];
  readonly #identities: IdTable;
  /** The identity is one decimal id. */
  readonly #plain: boolean;
  /** The identities are the ids that others refer to, and are held once. */
  readonly #shared: boolean;
  readonly #at: ReadonlyMap<string, number>;
  readonly #visitable: boolean;

  constructor(table: Table) {
    this.#table = table;
    this.#visitable = VisitedThreads.canHold(table.key);
    this.#at = new Map(table.header.map((name, index) => [name, index] as const).toReversed());
    const { identity, columns } = fileByKey(table.key);
    const positions = identity.map((name) => this.#at.get(name) ?? -1);
    this.#identity = positions.includes(-1) ? [] : positions;
    const [only] = identity;
    this.#plain = identity.length === 1 && only !== undefined && columns[only]?.kind === 'id';
    this.#shared = this.#plain && table.alone && table.wanted.has(`${table.key}.${only}`);
    this.#identities = this.#shared
      ? table.store.open(`${table.key}.${only}`)
      : new IdTable(table.store.budget);
    this.#places = table.header.map((name) => this.#placeOf(name));
  }

  /** The value of a column in a row of this CSV; empty when there is no such column. */
  cell(row: CsvRow, column: string): string {
    return row.values[this.#at.get(column) ?? -1] ?? '';
  }

  get references(): readonly ReferenceCheck[] {
    return this.#places.flatMap((place) => place?.references ?? []);
  }

  take(row: CsvRow): void {
    const { values } = row;
    if (values.length !== this.#places.length) {
      this.#wrongLength(row);
      return;
    }
    const visited = this.#visitable && this.#isVisited(row);
    for (let field = 0; field < values.length; field += 1) {
      const place = this.#places[field];
      if (place === undefined) continue;
      const value = values[field] as string;
      const fault = place.check(value);
      if (fault !== undefined) {
        const { member, findings } = this.#table;
        findings.add({ ...fault, member, column: place.name, line: lineOfField(row, field), value });
      }
      if (value === '') continue;
      place.ids?.add(value, row.line);
      if (!visited) place.references?.take(value, row.line);
    }
    this.#checkIdentity(row);
  }

  /** Says what could not be held in memory, and lets go of what nobody asks for any more. */
  finish(): void {
    const { member, findings } = this.#table;
    if (this.#identities.full) {
      const message = `Duplicates were looked for among ${this.#identities.size} rows only: the limit of ids was reached. Check a smaller window, or raise the limit.`;
      findings.add({ code: 'too-many-ids', member, message });
    }
    if (!this.#shared) this.#identities.release();
  }

  #isVisited(row: CsvRow): boolean {
    return this.#table.visited.take(this.#table.key, (column) => this.cell(row, column));
  }

  #placeOf(name: string): Place | undefined {
    const { key, profile, store, wanted } = this.#table;
    const column = columnIn(key, profile, name);
    if (column === undefined) return undefined;
    const target = `${key}.${name}`;
    const held = this.#shared && fileByKey(key).identity[0] === name;
    return {
      name,
      check: valueCheck(column),
      references: this.#referencesOf(name, column),
      ids: wanted.has(target) && !held ? store.open(target) : undefined,
    };
  }

  #referencesOf(name: string, column: Column): ReferenceCheck | undefined {
    const { member, store, unasked } = this.#table;
    if (column.refers === undefined) return undefined;
    const place = { member, column: name, target: column.refers };
    return new ReferenceCheck(place, column, store, unasked(column.refers));
  }

  #wrongLength({ line, values }: CsvRow): void {
    const { member, findings } = this.#table;
    const message = `A row has another number of fields than the header, which has ${this.#places.length}; its values were not looked at.`;
    findings.add({ code: 'field-count', member, message, line, value: `${values.length} fields` });
  }

  #checkIdentity(row: CsvRow): void {
    if (this.#identity.length === 0) return;
    const values = this.#identity.map((field) => row.values[field] as string);
    const table = this.#identities;
    const first = this.#plain
      ? table.add(values[0] as string, row.line)
      : addIdentity(table, values, row.line);
    if (first === 0) return;
    const { member, findings, key } = this.#table;
    const column = fileByKey(key).identity.join(', ');
    const message = 'More than one row has this identity; an export has each row once.';
    const value = `${values.join(', ')} (first on line ${first})`;
    findings.add({ code: 'duplicate-identity', member, column, message, line: row.line, value });
  }
}

// A column that only another profile has is told once, as extra; its values are still looked at.
function columnIn(key: FileKey, profile: Profile, name: string): Column | undefined {
  const own = columnsOf(key, profile).find(([column]) => column === name);
  if (own !== undefined) return own[1];
  const { columns } = fileByKey(key);
  return Object.hasOwn(columns, name) ? columns[name] : undefined;
}
