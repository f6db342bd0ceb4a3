/**
 * Plain text as HTML text: `&`, `<` and `>` as entities, every line break (LF, CRLF or a lone CR) as `<br>`.
 * Nothing else changes, white space and quotes included.
 */
export function htmlOf(text: string): string {
  if (!/[&<>\r\n]/.test(text)) return text;
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/\r\n|\r|\n/g, '<br>');
}
