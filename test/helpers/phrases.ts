import { phrasebooks } from '../../generators/text/languages/index.ts';
import { languageCodes } from '../../generators/text/phrasebook.ts';

type List = 'thanks' | 'gratitude' | 'agreements' | 'followUps' | 'congratulations' | 'updates';

/** A slot can be filled with any text within one sentence. */
const SLOT = '.+?';

/** Matches a text that begins with a phrase of a list, in any language, whatever is in its slots. */
export function startsWithOneOf(list: List): RegExp {
  const phrases = languageCodes.flatMap((code) => phrasebooks[code][list]);
  const patterns = phrases.map((phrase) =>
    phrase
      .split(/\{\w+\}/)
      .map(escaped)
      .join(SLOT),
  );
  return new RegExp(`^(?:\\[\\[user:\\d+\\]\\] )?(?:${patterns.join('|')})`, 'u');
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
