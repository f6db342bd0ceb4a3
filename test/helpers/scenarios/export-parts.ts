import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { isChosen, numberOf } from '../../../server/faults/data/chosen-rows.ts';

/** A parsed CSV that can be changed and written again. */
export interface Table {
  columns: string[];
  rows: string[][];
  /** Writes the header and the rows; in the format of exports by default. */
  write: (records: string[][]) => Buffer;
}

/** An export, parsed independently of the product code. */
export interface Parts {
  readonly tables: Map<string, Table>;
  readonly attachments: Map<string, Buffer>;
  /** The folders whose attachments were requested; `''` is the root. */
  readonly attaching: readonly string[];
  /** Added to each count of `log.txt`, and the failures after the counts; undefined when there is no log. */
  log: { countsOff: number; failures: { readonly member: string; readonly reason: string }[] } | undefined;
}

/** A second, independent implementation of the effect of a scenario on an export. */
export type Edit = (parts: Parts) => void;

const quoteAll = { quoted: true, quoted_empty: true } as const;

export const asUsual = (records: string[][]): Buffer => Buffer.from(stringify(records, quoteAll));

const COUNT = /^Number of exported (\w+): \d+$/gm;
const letters = (name: string): string => name.replace(/\W|_/g, '').toLowerCase();
const baseOf = (member: string): string => member.slice(member.lastIndexOf('/') + 1).replace(/\.csv$/, '');

/** The records of a CSV, read once for all edits of it. */
const recordsOf = memo((bytes: Buffer) => parse(bytes) as string[][]);

function memo<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const made = new WeakMap<K, V>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}

/** A table that copies the records when an edit looks at them; otherwise its bytes stay as they are. */
class EditedTable implements Table {
  write = asUsual;
  readonly #bytes: Buffer;
  #records: { columns: string[]; rows: string[][] } | undefined;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get columns(): string[] {
    return this.#own().columns;
  }

  set columns(columns: string[]) {
    this.#own().columns = columns;
  }

  get rows(): string[][] {
    return this.#own().rows;
  }

  set rows(rows: string[][]) {
    this.#own().rows = rows;
  }

  get count(): number {
    return this.#records?.rows.length ?? recordsOf(this.#bytes).length - 1;
  }

  get bytes(): Buffer {
    const same = this.#records === undefined && this.write === asUsual;
    return same ? this.#bytes : this.write([this.columns, ...this.rows]);
  }

  #own() {
    if (this.#records === undefined) {
      const [columns = [], ...rows] = recordsOf(this.#bytes).map((record) => [...record]);
      this.#records = { columns, rows };
    }
    return this.#records;
  }
}

/** The members of an export after this edit, with all their bytes. */
export function edited(members: ReadonlyMap<string, Buffer>, edit: Edit): Map<string, Buffer> {
  const requests = [...members].filter(([name]) => name.endsWith('request.txt'));
  const logs = [...members].filter(([name]) => name.endsWith('log.txt'));
  const parts: Parts = {
    tables: new Map(),
    attachments: new Map(),
    attaching: /^(include: all|exclude_files: false)$/m.test(String(requests[0]?.[1]))
      ? foldersOf(members)
      : [],
    log: { countsOff: 0, failures: [] },
  };
  for (const [name, bytes] of members) {
    if (/(^|\/)files\//.test(name)) parts.attachments.set(name, bytes);
    if (!name.endsWith('.csv')) continue;
    parts.tables.set(name, new EditedTable(bytes));
  }
  edit(parts);
  const csvs = Array.from(parts.tables, ([name, table]): [string, Buffer] => {
    return [name, table instanceof EditedTable ? table.bytes : table.write([table.columns, ...table.rows])];
  });
  const newLogs = logs.map(([name, bytes]): [string, Buffer] => [name, logOf(name, String(bytes), parts)]);
  return new Map([...requests, ...csvs, ...parts.attachments, ...(parts.log === undefined ? [] : newLogs)]);
}

/** The folders that contain a `Files.csv`. */
function foldersOf(members: ReadonlyMap<string, Buffer>): string[] {
  return [...members.keys()].filter((name) => name.endsWith('Files.csv')).map((name) => name.slice(0, -9));
}

function countOf(table: Table): number {
  return table instanceof EditedTable ? table.count : table.rows.length;
}

function logOf(name: string, before: string, { tables, log }: Parts): Buffer {
  const folder = name.slice(0, -'log.txt'.length);
  const labels = Array.from(before.matchAll(COUNT), ([, label]) => label ?? '');
  const counts = labels.flatMap((label) => {
    const meant = [...tables].filter(
      ([member]) => member.startsWith(folder) && letters(baseOf(member)) === letters(label),
    );
    const rows = meant.reduce((sum, [, table]) => sum + countOf(table), 0);
    return meant.length === 0 ? [] : `Number of exported ${label}: ${rows + (log?.countsOff ?? 0)}`;
  });
  const failures = (log?.failures ?? []).flatMap(({ member, reason }) =>
    member.startsWith(folder) || !member.includes('/') ? `Failed to export ${member}: ${reason}` : [],
  );
  return Buffer.from([...counts, ...failures].map((line) => `${line}\n`).join(''));
}

/** Changes the CSV with this name in every folder; every CSV when `file` is undefined. */
export function tables(
  file: string | undefined,
  change: (table: Table, name: string, parts: Parts) => void,
): Edit {
  return (parts) => {
    for (const [name, table] of [...parts.tables]) {
      if (file === undefined || baseOf(name) === file) change(table, name, parts);
    }
  };
}

/** Changes the cells of one column in one of n rows, by the id of the row; `counts` limits the rows. */
export function cells(
  file: string,
  column: string,
  every: number,
  change: (value: string, number: number) => string,
  counts: (value: string) => boolean = () => true,
): Edit {
  return tables(file, ({ columns, rows }) => {
    const at = columns.indexOf(column);
    const numberIn = (row: readonly string[]) => numberOf([row[columns.indexOf('id')] ?? '']);
    for (const row of rows.filter((one) => counts(one[at] ?? ''))) {
      const number = numberIn(row);
      if (isChosen(number, every)) row[at] = change(row[at] ?? '', number);
    }
  });
}

/** Removes CSVs, or truncates them after `rows` rows, and adds a failure to the log for each changed one. */
export function failing(
  files: readonly string[] | undefined,
  rows: number | undefined,
  reason: string | undefined,
): Edit {
  return tables(undefined, (table, name, parts) => {
    if (files?.includes(baseOf(name)) === false) return;
    if (rows !== undefined && table.rows.length <= rows) return;
    if (rows === undefined) parts.tables.delete(name);
    else table.rows.splice(rows);
    if (baseOf(name) === 'Files')
      keepNamed(parts, name, rows === undefined ? [] : table.rows, table.columns.indexOf('path'));
    if (reason !== undefined) parts.log?.failures.push({ member: name, reason });
  });
}

function keepNamed({ attachments }: Parts, files: string, rows: readonly string[][], path: number): void {
  const folder = files.replace('Files.csv', '');
  const named = new Set(rows.map((row) => folder + row[path]));
  for (const name of attachments.keys()) {
    if (name.startsWith(`${folder}files/`) && !named.has(name)) attachments.delete(name);
  }
}

/** Removes the first attachment of every network, and adds a failure to the log if `reason` is given. */
export function losingAttachment(reason: string | undefined): Edit {
  return ({ attachments, attaching, log }) => {
    for (const folder of attaching) {
      const first = [...attachments.keys()].find((name) => name.startsWith(`${folder}files/`));
      if (first === undefined) continue;
      attachments.delete(first);
      if (reason !== undefined) log?.failures.push({ member: first, reason });
    }
  };
}

/**
 * The code points of Windows-1252 from 0x80 to 0x9f in its published table; 0 for the five unassigned ones.
 */
const from80 = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
  0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
  0x0153, 0, 0x017e, 0x0178,
];

/**
 * Text in Windows-1252; `?` for characters that it lacks. `TextDecoder` is no reference here: some versions
 * of Node decode Windows-1252 as Latin-1.
 */
export function windows1252(text: string): Buffer {
  const bytes = Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80 || (code >= 0xa0 && code <= 0xff)) return code;
    return from80.includes(code) ? 0x80 + from80.indexOf(code) : 0x3f;
  });
  return Buffer.from(bytes);
}
