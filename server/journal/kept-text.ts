/** What stands where something was left out. */
const CUT = '...';

/** A text as it is kept: no longer than `most` characters, and without holding on to the longer one that it was part of. `joined` is one that was put together from many. */
export function copied(text: string, most: number, joined = false): string {
  if (text.length > most) return Buffer.from(text.slice(0, most) + CUT, 'latin1').toString('latin1');
  return joined ? Buffer.from(text, 'latin1').toString('latin1') : text;
}

/** Names and values in turn, so many pairs of them and each text so long at most. */
export function keptPairs(texts: readonly string[], mostPairs: number, most: number): readonly string[] {
  const few = texts.length <= 2 * mostPairs;
  if (few && texts.every((text) => text.length <= most)) return texts;
  return texts.slice(0, 2 * mostPairs).map((text) => copied(text, most));
}
