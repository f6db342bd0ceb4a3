/** The kinds of values in a column; `kinds.ts` describes the text of each in a CSV. */
export type Kind =
  | 'id'
  | 'text'
  | 'boolean'
  | 'integer'
  | 'timestamp'
  | 'seconds'
  | 'url'
  | 'email'
  | 'guid'
  | 'enum'
  | 'array'
  | 'ids'
  | 'json';

/** The profiles of the network export, the newest first. */
export const networkProfiles = ['current', 'legacy', '2018'] as const;

/** All profiles. */
export const profiles = [...networkProfiles, 'user'] as const;

/**
 * The lists of files: the network export of the current page, that of the legacy page, that of 2018, which
 * public importers of that time read, and the user export.
 */
export type Profile = (typeof profiles)[number];

/** The profiles of a column that the export of 2018 does not have yet. */
export const afterwards = ['current', 'legacy', 'user'] as const satisfies readonly Profile[];

export interface Column {
  readonly kind: Kind;
  /** The meaning of the column, in one short phrase. */
  readonly meaning: string;
  /** True when the cell may be empty. A column without this always has a value. */
  readonly optional?: true;
  /** The values that Microsoft's pages name, for `enum` and `array`. */
  readonly values?: readonly string[];
  /**
   * Values that no page names but that the mock also writes, because a real network must have a value there.
   */
  readonly assumed?: readonly string[];
  /**
   * The column whose value this one repeats, such as `Users.id`: the file's key, a dot, the column. With
   * `ids`, each of them does. The first message identifies a thread, so a thread refers to `Messages.id`.
   */
  readonly refers?: string;
  /** The profiles that have the column; all of the file's profiles when absent. */
  readonly profiles?: readonly Profile[];
}

/** The columns of one file in header order. */
export type Columns = Readonly<Record<string, Column>>;

type Item<L> = L extends readonly (infer V extends string)[] ? V : never;

type Listed<C> =
  | (C extends { readonly values: infer L } ? Item<L> : never)
  | (C extends { readonly assumed: infer L } ? Item<L> : never);

type Held<C extends Column> = C['kind'] extends 'boolean'
  ? boolean
  : C['kind'] extends 'integer' | 'seconds'
    ? number
    : C['kind'] extends 'enum'
      ? Listed<C>
      : string;

type Value<C extends Column> = C extends { readonly optional: true } ? Held<C> | '' : Held<C>;

/**
 * A row as the generators make it: ids and timestamps are already text, an empty value is `''`. It has every
 * column of the file; the header of a profile decides which of them are written.
 */
export type RowOf<T extends Columns> = { readonly [K in keyof T]: Value<T[K]> };

/**
 * All values that a column of kind `enum` or `array` may have: the documented ones first, then the assumed
 * ones.
 */
export function allowedValues(column: Column): readonly string[] {
  return [...(column.values ?? []), ...(column.assumed ?? [])];
}
