import stringWidth from 'string-width';

/** The maximum length of a text that is measured, characters: string-width takes quadratic time. */
const MOST_MEASURED = 256;

/**
 * The width of a text on a terminal, columns: CJK characters and emoji take two, combining marks none. A very
 * long text counts one column for each character.
 */
export function widthOf(text: string): number {
  return text.length > MOST_MEASURED ? text.length : stringWidth(text);
}

/** The text with spaces behind it, or before it if `side` is `right`, up to a width in columns. */
export function padded(text: string, width: number, side: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return side === 'left' ? text + space : space + text;
}
