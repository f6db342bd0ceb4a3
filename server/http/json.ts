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

/** An instant (ISO 8601) as the JSON of the service has it: `2026/11/20 12:00:00 +0000`; `null` for none. */
export function jsonTime(instant: string): string | null {
  if (instant === '') return null;
  const [day = '', time = ''] = instant.split('T');
  return `${day.replaceAll('-', '/')} ${time.slice(0, 8)} +0000`;
}

/** The permissions of a token of the service's own sign-in, as its JSON has them. */
export const tokenPermissions = {
  view_members: true,
  view_groups: true,
  view_messages: true,
  view_subscriptions: true,
  view_tags: true,
  modify_messages: true,
  modify_subscriptions: true,
} as const;
