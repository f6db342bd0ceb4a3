/**
 * A text that is safe in a header, in a log line and on a terminal: every character outside printable ASCII
 * becomes `?`, and everything after `most` characters becomes `...`.
 */
export function printable(text: string, most = 2000): string {
  const cut = text.length > most ? `${text.slice(0, most)}...` : text;
  return cut.replace(/[^\x20-\x7e]/g, '?');
}
