import { phrasebooks } from '../../generators/text/languages/index.ts';
import { languageCodes } from '../../generators/text/phrasebook.ts';

type List = 'thanks' | 'gratitude' | 'agreements' | 'followUps' | 'congratulations' | 'updates';

/** A slot can be filled with any text within one sentence. */
const SLOT = '.+?';

/** Matches a text that begins with one of these phrases, whatever is in their slots. */
export function startsWithPhrase(phrases: readonly string[]): RegExp {
  const patterns = phrases.map((phrase) =>
    phrase
      .split(/\{\w+\}/)
      .map(escaped)
      .join(SLOT),
  );
  return new RegExp(`^(?:\\[\\[user:\\d+\\]\\] )?(?:${patterns.join('|')})`, 'u');
}

/** Matches a text that begins with a phrase of a list, in any language. */
export function startsWithOneOf(list: List): RegExp {
  return startsWithPhrase(languageCodes.flatMap((code) => phrasebooks[code][list]));
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
