import { types } from 'node:util';

export { nearest } from './nearest.ts';

/** A short description of any value, for error messages. */
export function cameAs(value: unknown): string {
  if (types.isDate(value)) return Number.isNaN(value.getTime()) ? 'an invalid Date' : value.toISOString();
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 80));
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
  if (typeof value === 'bigint') return `the bigint ${value}`;
  if (value === undefined) return 'nothing';
  if (typeof value !== 'object' || value === null) return String(value);
  return Array.isArray(value) ? `a list of ${value.length}` : 'an object';
}

/**
 * A text that is safe in a header, in a log line and on a terminal: every character outside printable ASCII
 * becomes `?`, and everything after `most` characters becomes `...`.
 */
export function printable(text: string, most = 2000): string {
  const cut = text.length > most ? `${text.slice(0, most)}...` : text;
  return cut.replace(/[^\x20-\x7e]/g, '?');
}
