/**
 * The first few of several texts, with the number of the others as the last one: `a`, `b`, `and 3 more`.
 *
 * @param most The number of texts that are shown.
 */
export function firstFew(texts: readonly string[], most: number): readonly string[] {
  const more = texts.length - most;
  return more > 0 ? [...texts.slice(0, most), `and ${more} more`] : texts;
}

/**
 * The first few of several sentences, one a line. The last line says how many others there are, and it is a
 * sentence too: more text can follow.
 *
 * @param most The number of sentences that are shown.
 */
export function firstFewLines(sentences: readonly string[], most: number): string {
  const lines = firstFew(sentences, most);
  return lines.length > most ? `${lines.join('\n')}.` : lines.join('\n');
}
