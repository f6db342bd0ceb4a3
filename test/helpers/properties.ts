import fc from 'fast-check';

/** The seed of all random cases of the tests. `PROPERTY_SEED` sets another one, for a longer search. */
const SEED = Number(process.env.PROPERTY_SEED ?? 20261120);

// Every run of the tests uses the same random cases. Failures from longer searches become examples beside
// their property.
fc.configureGlobal({ seed: SEED });

const SURROGATES = { from: 0xd800, count: 0x800 } as const;

/**
 * Any character, but no half of a surrogate pair: the unit `binary` of fast-check, which first makes a table
 * of all the characters that there are, for a second.
 */
export const anyCharacter = fc
  .integer({ min: 0, max: 0x10ffff - SURROGATES.count })
  .map((place) => String.fromCodePoint(place < SURROGATES.from ? place : place + SURROGATES.count), placeOf);

/** The inverse, which fast-check needs to mix strings such as `__proto__` in. */
function placeOf(character: unknown): number {
  const [first, ...more] = typeof character === 'string' ? character : '';
  const code = first?.codePointAt(0);
  if (code === undefined || more.length > 0) throw new Error('not a character');
  return code < SURROGATES.from ? code : code - SURROGATES.count;
}

export { default } from 'fast-check';
