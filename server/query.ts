import { parse } from 'node:querystring';

/** A query string taken apart. */
export interface Query {
  /** As it came. */
  readonly raw: string;
  /** Every name with its values in the order they came. A bare name has the value `''`. */
  readonly values: ReadonlyMap<string, readonly string[]>;
}

/** The part of a request's target after the first `?`, without a fragment; `''` when there is none. */
export function rawQuery(target: string): string {
  const hash = target.indexOf('#');
  const end = hash === -1 ? target.length : hash;
  const mark = target.indexOf('?');
  return mark === -1 || mark > end ? '' : target.slice(mark + 1, end);
}

/** Reads a query as a form decoder does: `+` is a space, a broken percent escape stays as it is, bytes that are no UTF-8 become U+FFFD. Never throws. */
export function parseQuery(raw: string): Query {
  const values = new Map<string, readonly string[]>();
  if (raw === '') return { raw, values };
  for (const [name, value] of Object.entries(parse(raw, '&', '=', { maxKeys: 0 }))) {
    if (value !== undefined) values.set(name, typeof value === 'string' ? [value] : value);
  }
  return { raw, values };
}

/** The values of a parameter that say something: trimmed, the empty ones left out. */
export function valuesOf(query: Query, name: string): readonly string[] {
  const values = query.values.get(name) ?? [];
  return values.map((value) => value.trim()).filter((value) => value !== '');
}

/** The value of a parameter that holds one: the last that says something; undefined when it is absent or empty. */
export function lastValueOf(query: Query, name: string): string | undefined {
  return valuesOf(query, name).at(-1);
}
