import { mix } from '../hash.ts';
import { departments } from './departments.ts';
import { languages } from './language.ts';
import { type LanguageCode, type Theme, themes } from './phrasebook.ts';
import { pick } from './pick.ts';
import type { Pools } from './pools.ts';

/*
 * Short texts of things other than messages: topics, files, segments, campaigns. Each has lists of its own;
 * one in sixteen is odd where users type it.
 */

// No brackets: a topic is named between brackets in a message.
const oddTopics = [
  'c++',
  'r&d',
  'café',
  'q&a, live',
  '日本語',
  'עברית',
  '🚀',
  'say "hi"',
  '+1',
  `a${'-very'.repeat(30)}-long-topic`,
];

const oddTitles = [
  'R&D: "what\'s next", part 1',
  '🚀 Launch day',
  'Größe, Höhe & Tiefe',
  'お知らせ',
  'إعلان مهم',
  '=1+1',
  'a < b',
  ' Title with spaces ',
];

const segmentNames = [
  'People managers',
  'New joiners',
  'Frontline staff',
  'Remote workers',
  'Apprentices',
  'Works council',
  'Shift workers',
  'Shareholder employees',
  'First aiders',
  'Safety contacts',
  'Champions',
  'Leadership team',
  'Long-term assignees',
  'Student employees',
] as const;

/** The names of themes that compliance officers watch for, with words that are detected. */
const watchThemes = [
  'Harassment and bullying',
  'Burnout and workload',
  'Leak of confidential data',
  'Safety incidents',
  'Layoff rumours',
  'Pay and bonus',
  'Discrimination',
  'Gifts and invitations',
  'Competitor talks',
  'Profanity',
  'Return to the office',
  'Product recall',
] as const;

/** The name of a topic about a theme, without brackets and line breaks; one in sixteen is odd. */
export function topicName(theme: Theme, hash: number): string {
  if (isOdd(hash)) return pick(oddTopics, mix(hash, 11));
  const name = thingIn('en', theme, mix(hash, 12));
  // Half of all topics are about one aspect of a thing.
  return mix(hash, 13) % 2 === 0 ? name : name + ' ' + pick(aspects, mix(hash, 14));
}

const aspects = [
  'basics',
  'tips',
  'updates',
  'feedback',
  'costs',
  'contacts',
  'questions',
  'stories',
] as const;

/** The description of the topic of that name. */
export function topicDescription(theme: Theme, hash: number): string {
  const thing = thingIn('en', theme, mix(hash, 12));
  const department = pick(departments, mix(hash, 15));
  return pick(
    [
      `Everything about the ${thing}.`,
      `Conversations about the ${thing}, maintained by ${department}.`,
      `Use this topic for the ${thing}, and for what belongs to it.`,
      `Ideas, questions and results from ${department} about the ${thing}.`,
    ],
    mix(hash, 16),
  );
}

/** The short description of the topic of that name. */
export function topicSummary(theme: Theme, hash: number): string {
  return `About the ${thingIn('en', theme, mix(hash, 12))}.`;
}

const tagLabels = Object.fromEntries(
  themes.map((theme) => [
    theme,
    languages.en.things[theme].map((thing) => bareOf(thing).replaceAll(' ', '-').toLowerCase()),
  ]),
) as unknown as Readonly<Record<Theme, readonly string[]>>;

/** The name of a tag. Tags have different names: a later round of the list has a number. */
export function tagLabel(tag: number): string {
  const labels = tagLabels[themeOfNumber(tag)];
  const turn = Math.floor(tag / themes.length);
  const name = labels[turn % labels.length] as string;
  return turn < labels.length ? name : name + '-' + (Math.floor(turn / labels.length) + 1);
}

/** A tag of a theme among the first `count`; undefined when there is none. */
export function tagOfTheme(theme: Theme, count: number, hash: number): number | undefined {
  const first = themes.indexOf(theme);
  if (first >= count) return undefined;
  const turns = Math.floor((count - 1 - first) / themes.length) + 1;
  return first + (hash % turns) * themes.length;
}

/** The theme of a tag or topic. Neighbours in number have different themes. */
export function themeOfNumber(number: number): Theme {
  return themes[number % themes.length] as Theme;
}

/** The last number up to `last` that has a theme; negative when there is none. */
export function lastOfTheme(theme: Theme, last: number): number {
  return last - ((((last - themes.indexOf(theme)) % themes.length) + themes.length) % themes.length);
}

/** The name of a segment of users; one in sixteen is odd. */
export function segmentName(pools: Pools, hash: number): string {
  if (isOdd(hash)) return pick(oddTitles, mix(hash, 11));
  const form = mix(hash, 13) % 3;
  if (form === 0) return `${pick(departments, mix(hash, 14))} staff`;
  if (form === 1) return `Everybody in ${pick(pools.sites, mix(hash, 14)).city}`;
  return pick(segmentNames, mix(hash, 14));
}

/** The name of a theme that the network watches for. */
export function watchThemeName(hash: number): string {
  return pick(watchThemes, hash);
}

/** The title of an announcement or question as posted; one in sixteen is odd instead. */
export function oddTitle(hash: number, title: string): string {
  return isOdd(hash) ? pick(oddTitles, mix(hash, 11)) : title;
}

/** A page that a message links to: a title and a description that fit the theme. */
export function pageAbout(
  theme: Theme,
  hash: number,
): { readonly title: string; readonly description: string } {
  const { bare, Bare } = pick(languages.en.things[theme], hash);
  return {
    // The things of a theme have no slots, unlike those of its own scripts.
    title: (Bare as string) + pick(pageTitles, mix(hash, 16)),
    description: `How ${pick(departments, mix(hash, 15))} uses the ${bare}, and what others can learn from it.`,
  };
}

const pageTitles = ['', ': questions and answers', ' in ten minutes'] as const;

/** The bare name of something in a theme, such as `ticket portal`. */
export function thingIn(language: LanguageCode, theme: Theme, hash: number): string {
  return bareOf(pick(languages[language].things[theme], hash));
}

/** The things of a theme have no slots, unlike those of its own scripts. */
function bareOf(thing: (typeof languages)['en']['things'][Theme][number] | undefined): string {
  return thing?.bare as string;
}

/** Tells whether the text of this hash is odd. */
export function isOdd(hash: number): boolean {
  return mix(hash, 10) % 16 === 0;
}
