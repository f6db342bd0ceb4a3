import { types } from 'node:util';

/** What came, in a few characters, whatever it is. */
export function cameAs(value: unknown): string {
  if (types.isDate(value)) return Number.isNaN(value.getTime()) ? 'a Date that is none' : value.toISOString();
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
  if (typeof value === 'bigint') return `the bigint ${value}`;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return (JSON.stringify(value) ?? 'nothing').slice(0, 80);
}

/** Whether a value has properties by name: no list, and nothing of a kind of its own such as a Date, a Map or a Promise. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === '[object Object]';
}
