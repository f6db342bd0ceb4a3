/** Marks a text that is written as a number. No text of the data begins with this control character. */
const NUMBER = '\u0001';
const MARKED = /"\\u0001(\d+)"/g;

/** An id that is written as a number in JSON, whatever its size: some are beyond 2^53. `null` for no id. */
export function idNumber(id: string): string | null {
  return id === '' ? null : NUMBER + id;
}

/** The JSON text of a value that may hold ids. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(MARKED, '$1');
}
