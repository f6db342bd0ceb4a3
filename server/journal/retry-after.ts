/**
 * The instant until which `Retry-After` in the head of a response asks the client to wait, milliseconds by
 * the clock of `sentAt`; 0 without a valid one.
 *
 * @param sentAt The instant at which the head was sent.
 */
export function endOfWait(head: string, sentAt: number): number {
  const headerOf = (name: string): string => new RegExp(`^${name}: ?(.*)$`, 'im').exec(head)?.[1] ?? '';
  const value = headerOf('retry-after');
  if (/^\d+$/.test(value)) return sentAt + Number(value) * 1000;
  // A date counts from the `Date` of the response: both are of the session's clock.
  return sentAt + (Date.parse(value) - Date.parse(headerOf('date'))) || 0;
}
