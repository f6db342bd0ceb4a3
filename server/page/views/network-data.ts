import { sessionPath } from '../api.ts';
import { linkTo, type Route } from '../router.ts';

/** A value of a row. */
export type Cell = string | number | boolean;

/** A row by the names of its columns. */
export type RowObject = Readonly<Record<string, Cell>>;

/** Rows of one file. */
export interface RowTable {
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface DataColumn {
  readonly name: string;
  readonly kind: string;
  readonly meaning: string;
  readonly refers: string | null;
}

export interface DataFile {
  readonly key: string;
  readonly member: string;
  readonly purpose: string;
  readonly referred: readonly string[];
  readonly columns: readonly DataColumn[];
}

/** The networks of a session, and the files of their export. */
export interface NetworkData {
  readonly profile: string;
  readonly clock: { readonly now: string };
  readonly networks: readonly {
    readonly id: string;
    readonly permalink: string;
    readonly name: string;
    readonly messages_since: string;
    readonly created_at: string;
  }[];
  /** The start of a window that can be looked through quickly. */
  readonly since: string;
  readonly whole: boolean;
  readonly files: readonly DataFile[];
}

/** The data, and the place in the address: all parts of the view share them. */
export interface Place {
  readonly data: NetworkData;
  readonly route: Route;
}

/** The filters that stay while the reader goes from place to place. */
const KEPT = ['network', 'since', 'until'] as const;

/** A link to a place of the view that keeps the network and the window. */
export function placeLink(
  { route }: Pick<Place, 'route'>,
  parts: readonly string[],
  query: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const kept = Object.fromEntries(KEPT.map((name) => [name, route.query.get(name) ?? undefined]));
  return linkTo(['network', ...parts], { ...kept, ...query });
}

/** A path of the control API below the data of the session; empty values are left out. */
export function dataPath(
  below: string,
  query: Readonly<Record<string, string | number | null | undefined>> = {},
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  // A colon needs no escape in a query, and the command to copy has the same query.
  const text = String(search).replaceAll('%3A', ':');
  return `${sessionPath('/network')}${below}${text === '' ? '' : `?${text}`}`;
}

/** The window of the view: that of the address, or one that can be looked through quickly. */
export function windowOf({ data, route: { query } }: Place): { since: string; until: string | undefined } {
  return { since: query.get('since') ?? data.since, until: query.get('until') ?? undefined };
}

/** The rows of a table as objects. */
export function objectsOf({ columns, rows }: RowTable): readonly RowObject[] {
  return rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index] ?? ''])));
}

/** The file with this key; undefined when the profile does not have it. */
export function fileOf({ files }: NetworkData, key: string): DataFile | undefined {
  return files.find((file) => file.key === key);
}

/**
 * Splits the target of a reference, such as `MessageThreads.Outbound.id`, into file and column.
 */
export function targetOf(refers: string): readonly [file: string, column: string] {
  const dot = refers.lastIndexOf('.');
  return [refers.slice(0, dot), refers.slice(dot + 1)];
}

/** Control characters but line breaks and tabs, and characters that turn a text around. */
const UNSEEN = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu;

/** A text with its line breaks; other control characters are written as escapes. */
export function lined(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(UNSEEN, (one) => `\\u${(one.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
}
