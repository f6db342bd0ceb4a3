import type { Row } from '../../../generators/index.ts';
import { columnsOf, type FileKey, filesOf, type NetworkProfile, shown } from '../../../schemas/index.ts';
import { nearest } from '../../../schemas/text.ts';
import { type Handler, refuseMistakes } from '../call.ts';
import { dataCall, numberOf, valuesOf, windowJson, windowNames, windowOf } from './asked.ts';

/** The number of rows on a page, and its maximum. */
const ROWS = 50;
export const MOST_ROWS = 200;
/** The maximum number of rows before a page. */
export const MOST_SKIPPED = 10_000_000;
/** The maximum number of rows that one call looks at; the next call goes on. */
export const MOST_LOOKED = 20_000;

/** Rows of one file in the columns of a profile. */
export interface RowTable {
  readonly file: FileKey;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | boolean)[])[];
}

/** The rows as a table with the columns of the profile. */
export function tableOf(file: FileKey, profile: NetworkProfile, rows: readonly Row[]): RowTable {
  const columns = columnsOf(file, profile).map(([name]) => name);
  return { file, columns, rows: rows.map((row) => columns.map((name) => row[name] ?? '')) };
}

/** Reads the key of a file of the profile. */
export function fileOf(name: string | undefined, profile: NetworkProfile): FileKey {
  const keys = filesOf(profile);
  const found = keys.find((key) => key === name);
  if (found === undefined) {
    const near = name === undefined ? undefined : nearest(name, keys);
    const advice = near === undefined ? `such as ${keys[0]}` : `such as ${near}`;
    refuseMistakes([{ path: '/file', text: `expected the key of a file, ${advice}, got ${shown(name)}.` }]);
  }
  return found ?? 'Users';
}

export const rowParameters = ['file', ...windowNames, 'network', 'search', 'after', 'limit'] as const;

/** Lists rows of a file in a window, a page at a time. */
export const listRows: Handler = async (call) => {
  const values = valuesOf(call, rowParameters);
  const data = await dataCall(call, values);
  const { profile } = data.session.context;
  const file = fileOf(values.file, profile);
  const window = windowOf(values, data);
  const after = numberOf('after', values.after, 0, MOST_SKIPPED);
  const limit = numberOf('limit', values.limit, ROWS, MOST_ROWS);
  const search = values.search?.toLowerCase();
  const found: Row[] = [];
  let place = 0;
  let next: number | null = null;
  for (const row of data.network.rows(file, window)) {
    await data.pace.step();
    place += 1;
    if (place <= after) continue;
    if (found.length === limit || place - after > MOST_LOOKED) {
      next = place - 1;
      break;
    }
    if (search === undefined || hasText(row, search)) found.push(row);
  }
  return { status: 200, body: { window: windowJson(window), table: tableOf(file, profile, found), next } };
};

/** Tells whether a cell has the text, in upper or lower case. */
function hasText(row: Row, text: string): boolean {
  return Object.values(row).some((value) => String(value).toLowerCase().includes(text));
}
