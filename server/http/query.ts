import { parse } from 'node:querystring';

/** A parsed query string. */
export interface Query {
  /** The query as it came. */
  readonly raw: string;
  /** The values of each name in order. A name without `=` has the value `''`. */
  readonly values: ReadonlyMap<string, readonly string[]>;
}

/** The part of a target after the first `?`, without a fragment; `''` when there is none. */
export function rawQuery(target: string): string {
  const hash = target.indexOf('#');
  const end = hash === -1 ? target.length : hash;
  const mark = target.indexOf('?');
  return mark === -1 || mark > end ? '' : target.slice(mark + 1, end);
}

/**
 * Parses a query like a form decoder: `+` is a space, a broken percent escape stays as it is, invalid UTF-8
 * becomes U+FFFD. Never throws.
 */
export function parseQuery(raw: string): Query {
  const values = new Map<string, string[]>();
  for (const part of raw.split('&')) {
    if (part === '') continue;
    const sign = part.indexOf('=');
    const name = decoded(sign === -1 ? part : part.slice(0, sign));
    const value = sign === -1 ? '' : decoded(part.slice(sign + 1));
    const others = values.get(name);
    if (others === undefined) values.set(name, [value]);
    else others.push(value);
  }
  return { raw, values };
}

/** The slow decoder is needed only for texts with escapes or `+`. */
function decoded(text: string): string {
  return /[%+]/.test(text) ? String(parse(`value=${text}`).value) : text;
}

/** The values of a parameter, trimmed, without empty ones. */
export function valuesOf(query: Query, name: string): readonly string[] {
  const values = query.values.get(name) ?? [];
  return values.map((value) => value.trim()).filter((value) => value !== '');
}

/** The last non-empty value of a parameter; `undefined` when there is none. */
export function lastValueOf(query: Query, name: string): string | undefined {
  return valuesOf(query, name).at(-1);
}
