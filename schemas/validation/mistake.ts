import { printable } from '../text.ts';

/** A mistake in something that a user wrote. */
export interface Mistake {
  /** The place: a JSON pointer, `''` for the whole. */
  readonly path: string;
  /** The expected value, the given value, and the closest known name. */
  readonly text: string;
}

/** The JSON pointer of a place below another one. */
export function pointer(base: string, ...names: readonly (string | number)[]): string {
  return [base, ...names.map((name) => String(name).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/');
}

/** The names along a JSON pointer. */
export function namesIn(path: string): readonly string[] {
  return path
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A short text for any value that was given, safe to show. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) {
    const names = Object.keys(value);
    return names.length === 0 ? 'an empty object' : `an object with ${printable(names.join(', '), 60)}`;
  }
  return printable(JSON.stringify(value), 60);
}
