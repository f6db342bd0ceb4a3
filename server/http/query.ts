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

/** Most names and values are what they look like; the others are for whoever knows every broken escape. */
function decoded(text: string): string {
  return /[%+]/.test(text) ? String(parse(`value=${text}`).value) : text;
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
