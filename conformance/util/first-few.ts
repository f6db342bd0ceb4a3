/**
 * The first few of several texts, with the number of the others as the last one: `a`, `b`, `and 3 more`.
 *
 * @param most The number of texts that are shown.
 */
export function firstFew(texts: readonly string[], most: number): readonly string[] {
  const more = texts.length - most;
  return more > 0 ? [...texts.slice(0, most), `and ${more} more`] : texts;
}
