/**
 * Tells whether a value is a plain object: not a list, and not an instance of a built-in class such as Date,
 * Map or Promise.
 */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === '[object Object]';
}
