import { mix, rest } from '../hash.ts';
import { type CutScript, type Language, languages, type TalkKind, type Thing } from './language.ts';
import type { LanguageCode, Theme } from './phrasebook.ts';
import { pick } from './pick.ts';
import type { Site } from './sites.ts';

/** The subject and the course of a thread. */
export interface Talk {
  readonly kind: TalkKind;
  readonly language: Language;
  readonly theme: Theme;
  readonly thing: Thing;
  readonly script: CutScript;
  /** True if the script is about this thing alone. */
  readonly special: boolean;
  /** The site that it is about. */
  readonly place: Site;
  /** The user who starts it. */
  readonly starter: number;
  /** The day of the week on which that is, at the user's site: 0 is Monday. */
  readonly weekday: number;
  readonly hash: number;
}

/** The facts about a thread from which its subject is drawn. */
export interface TalkTopic {
  readonly language: LanguageCode;
  readonly theme: Theme;
  readonly place: Site;
  readonly starter: number;
  readonly weekday: number;
}

/** One in four threads uses a script of their theme, where it has one; the others one that fits any thing. */
const SPECIAL = 25;

/** The talk of the thread with this hash (32 bits). */
export function talkOf(kind: TalkKind, topic: TalkTopic, hash: number): Talk {
  const { language: code, theme, place, starter, weekday } = topic;
  const language = languages[code];
  const lot = mix(hash, 41);
  const second = mix(hash, 42);
  if (rest(lot, 100) < SPECIAL) {
    const special = pickSpecial(language, theme, kind, second);
    if (special) {
      const { thing, script } = special;
      return { kind, language, theme, thing, script, special: true, place, starter, weekday, hash };
    }
  }
  const thing = pick(language.things[theme], second);
  const script = pick(language.scripts[kind], lot >>> 8);
  return { kind, language, theme, thing, script, special: false, place, starter, weekday, hash };
}

function pickSpecial(language: Language, theme: Theme, kind: TalkKind, hash: number) {
  const specials = language.specials[theme];
  for (let i = 0; i < specials.length; i++) {
    const { about, scripts } = pick(specials, hash + i);
    const fitting = scripts[kind];
    if (fitting) return { thing: about, script: pick(fitting, hash >>> 8) };
  }
  return undefined;
}
