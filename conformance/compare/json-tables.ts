import type { Table } from '../model/observation.ts';
import { JsonProblem, JsonScanner } from './json-scanner.ts';

/** The tables of one file of JSON, and why it could not be read to its end. */
export interface ReadJson {
  readonly tables: ReadonlyMap<string, Table>;
  /** The file is one object and nothing else: a row, or no table at all. */
  readonly single: boolean;
  readonly problem: string | undefined;
}

/** Keys under which the rows of the file itself stand. */
const ROWS = /^(?:rows|data|items|records|values?|results?)$/i;

/**
 * Reads an array of objects, an object of such arrays by file, or one object after the other; what stands
 * under no name of its own is called `name`. Never throws.
 */
export function readJson(text: string, name: string, mayAdd: (cells: number) => boolean): ReadJson {
  const reading = new JsonReading(text, name, mayAdd);
  let problem: string | undefined;
  try {
    reading.read();
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    problem = error.message;
  }
  return { tables: reading.tables, single: reading.values === 1 && reading.objects === 1, problem };
}

class JsonReading {
  readonly tables = new Map<string, GrowingTable>();
  /** Values at the top, and how many of them are rows. */
  values = 0;
  objects = 0;
  readonly #json: JsonScanner;
  readonly #name: string;
  readonly #mayAdd: (cells: number) => boolean;

  constructor(text: string, name: string, mayAdd: (cells: number) => boolean) {
    this.#json = new JsonScanner(text);
    this.#name = name;
    this.#mayAdd = mayAdd;
  }

  read(): void {
    while (!this.#json.ended) {
      this.values += 1;
      if (this.#json.peek() === '[') this.#rows(this.#name);
      else if (this.#json.ahead(() => this.#holdsTables())) this.#tables();
      else {
        this.objects += 1;
        this.#row(this.#name);
      }
    }
  }

  /**
   * Tells whether every value is an array, as far as the first that holds anything, and that one holds
   * objects.
   */
  #holdsTables(): boolean {
    const json = this.#json;
    json.expect('{');
    do {
      if (json.peek() !== '"') return false;
      json.string();
      json.expect(':');
      if (!json.skip('[')) return false;
      if (!json.skip(']')) return json.peek() === '{';
    } while (json.skip(','));
    return true;
  }

  #tables(): void {
    const json = this.#json;
    json.expect('{');
    do {
      const key = json.string();
      json.expect(':');
      // Something else beside the tables, a count for one.
      if (json.peek() === '[') this.#rows(ROWS.test(key) ? this.#name : key.replace(/\.csv$/i, ''));
      else json.value();
    } while (json.skip(','));
    json.expect('}');
  }

  #rows(name: string): void {
    const json = this.#json;
    this.#table(name);
    json.expect('[');
    if (json.skip(']')) return;
    do this.#row(name);
    while (json.skip(','));
    json.expect(']');
  }

  #row(name: string): void {
    const json = this.#json;
    const table = this.#table(name);
    const row: string[] = [];
    json.expect('{');
    if (!json.skip('}')) {
      do {
        const place = table.placeOf(json.string());
        json.expect(':');
        while (row.length < place) row.push('');
        row[place] = json.value();
      } while (json.skip(','));
      json.expect('}');
    }
    if (!this.#mayAdd(row.length)) throw json.problem('more values than are looked at');
    table.rows.push(row);
  }

  #table(name: string): GrowingTable {
    const found = this.tables.get(name) ?? new GrowingTable();
    this.tables.set(name, found);
    return found;
  }
}

/** A table whose columns show one by one. */
class GrowingTable implements Table {
  readonly header: string[] = [];
  readonly rows: string[][] = [];
  readonly #places = new Map<string, number>();

  placeOf(column: string): number {
    const known = this.#places.get(column);
    if (known !== undefined) return known;
    this.#places.set(column, this.header.length);
    return this.header.push(column) - 1;
  }
}
