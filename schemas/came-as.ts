/** A short text for any value that was given. */
export function cameAs(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 80));
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
  if (typeof value === 'bigint') return `the bigint ${value}`;
  if (value === undefined) return 'nothing';
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (!(value instanceof Date)) return 'an object';
  return Number.isNaN(value.getTime()) ? 'an invalid Date' : value.toISOString();
}
