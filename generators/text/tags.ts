import { themeOfNumber, thingIn } from './labels.ts';
import { languages } from './language.ts';
import { type Theme, themes } from './phrasebook.ts';
import type { Talk } from './talk.ts';

const tagLabels = Object.fromEntries(
  themes.map((theme) => [
    theme,
    languages.en.things[theme].map((_, i) => thingIn('en', theme, i).replaceAll(' ', '-').toLowerCase()),
  ]),
) as unknown as Readonly<Record<Theme, readonly string[]>>;

/** The tags of messages about anything: the first tags of a network. */
const commonTags = ['onboarding', 'teamwork', 'culture', 'Q4', 'été', '日本'] as const;

/** The number of tags about anything. The others are about themes, in turns. */
export const COMMON_TAGS = commonTags.length;

/** The name of a tag. Tags have different names: a later round of the list has a number. */
export function tagLabel(tag: number): string {
  if (tag < COMMON_TAGS) return commonTags[tag] as string;
  const number = tag - COMMON_TAGS;
  const labels = tagLabels[themeOfNumber(number)];
  const turn = Math.floor(number / themes.length);
  const name = labels[turn % labels.length] as string;
  return turn < labels.length ? name : name + '-' + (Math.floor(turn / labels.length) + 1);
}

/**
 * A tag of a theme, selected by a hash; undefined when there is none.
 * @param lasting the number of lasting tags: the first ones.
 * @param from the first of the other tags that can be selected, and the one after the last (default: none).
 */
export function tagOfTheme(
  theme: Theme,
  hash: number,
  lasting: number,
  from = lasting,
  to = from,
): number | undefined {
  const number = COMMON_TAGS + themes.indexOf(theme);
  const later = from + ((((number - from) % themes.length) + themes.length) % themes.length);
  const permanent = Math.max(0, Math.ceil((lasting - number) / themes.length));
  const count = permanent + Math.max(0, Math.ceil((to - later) / themes.length));
  if (count === 0) return undefined;
  const place = hash % count;
  return place < permanent ? number + place * themes.length : later + (place - permanent) * themes.length;
}

/**
 * A tag with the name of the subject of a thread; undefined when there is none. Tags are in English.
 * @param lasting the number of lasting tags: the first ones.
 * @param others gives the first of the other tags that can be selected, and the one after the last.
 */
export function tagOfThing(
  { language, theme, thing }: Pick<Talk, 'language' | 'theme' | 'thing'>,
  lasting: number,
  others: () => readonly [from: number, to: number],
): number | undefined {
  const place = language.book.code === 'en' ? language.things[theme].indexOf(thing) : -1;
  if (place < 0) return undefined;
  const first = COMMON_TAGS + themes.indexOf(theme) + place * themes.length;
  if (first < lasting) return first;
  const [from, to] = others();
  const round = tagLabels[theme].length * themes.length;
  const later = first + Math.max(0, Math.ceil((from - first) / round)) * round;
  return later < to ? later : undefined;
}
