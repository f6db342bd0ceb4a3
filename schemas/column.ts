/**
 * What a column can hold. Everything else about a column's text follows from its kind: the type of the value in a row, the JSON Schema, whether the CSV writer has to look for quotes.
 *
 * - `id` decimal digits, a 64-bit integer
 * - `text` anything, line breaks and quotes included
 * - `boolean` `true` or `false`
 * - `integer` decimal digits
 * - `timestamp` `2018-01-03T02:31:55.609Z`
 * - `seconds` Unix time in whole seconds
 * - `url`, `email`, `guid` as their names say
 * - `enum` one of `values`
 * - `ids` ids joined by commas
 * - `json` a JSON document
 */
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
  | 'ids'
  | 'json';

/** The three lists of files: the network export as the current page has it, as the legacy page has it, and the user export. */
export type Profile = 'current' | 'legacy' | 'user';

export interface Column {
  readonly kind: Kind;
  /** What the column says, in one short phrase. */
  readonly meaning: string;
  /** May be empty. A column without this always has a value. */
  readonly optional?: true;
  /** The values that Microsoft's pages name. */
  readonly values?: readonly string[];
  /** Values that no page names and that the mock writes too, because a real network must have something there. */
  readonly assumed?: readonly string[];
  /** The column whose value this one repeats, as `Users.id`: the model's CSV base name, a dot, the column. */
  readonly refers?: string;
  /** The profiles that have the column; all of the file's profiles when absent. */
  readonly profiles?: readonly Profile[];
}

/** The columns of one file in header order. */
export type Columns = Readonly<Record<string, Column>>;

type Held<C extends Column> = C['kind'] extends 'boolean'
  ? boolean
  : C['kind'] extends 'integer' | 'seconds'
    ? number
    : C extends { readonly kind: 'enum'; readonly values: readonly (infer V extends string)[] }
      ? V | (C extends { readonly assumed: readonly (infer A extends string)[] } ? A : never)
      : string;

type Value<C extends Column> = C extends { readonly optional: true } ? Held<C> | '' : Held<C>;

/** A row as the generators make it: ids and timestamps already as text, empty as `''`. */
export type RowOf<T extends Columns> = { [K in keyof T]: Value<T[K]> };
