/** The end of a shortened text. */
const CUT = '...';

/**
 * A text of at most `most` characters that does not hold the longer text (of which it is a slice) in memory.
 * `joined` means a text that was concatenated from parts.
 */
export function copied(text: string, most: number, joined = false): string {
  if (text.length > most) return Buffer.from(text.slice(0, most) + CUT, 'latin1').toString('latin1');
  return joined ? Buffer.from(text, 'latin1').toString('latin1') : text;
}

/** Shortens an alternating list of names and values: the number of pairs, and the length of each text. */
export function keptPairs(texts: readonly string[], mostPairs: number, most: number): readonly string[] {
  const few = texts.length <= 2 * mostPairs;
  if (few && texts.every((text) => text.length <= most)) return texts;
  return texts.slice(0, 2 * mostPairs).map((text) => copied(text, most));
}
