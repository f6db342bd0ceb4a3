import { mix, rest } from '../hash.ts';
import { departments } from './departments.ts';
import { themeOfNumber } from './labels.ts';
import { languages, type Thing } from './language.ts';
import { type Theme, themes } from './phrasebook.ts';
import { pick } from './pick.ts';

/*
 * The names and descriptions of topics, and the things that they are about.
 */

// No brackets: a topic is named between brackets in a message.
const oddTopics: readonly ((thing: string) => string)[] = [
  (thing) => `c++ and the ${thing}`,
  (thing) => `${thing}: r&d`,
  (thing) => `${thing} at the café`,
  (thing) => `${thing}: q&a, live`,
  (thing) => `${thing} 日本語`,
  (thing) => `${thing} עברית`,
  (thing) => `🚀 ${thing}`,
  (thing) => `say "${thing}"`,
  (thing) => `+1 for the ${thing}`,
  (thing) => `a${'-very'.repeat(30)}-long-topic about the ${thing}`,
];

/** Topics come in fours: the first has a subject of its own, and the others have one together. */
export const TOPICS_A_BLOCK = 4;
/** The first topic of this many blocks has an odd name. */
const BLOCKS_AN_ODD_TOPIC = 4;

/** A prime number of them: topics about one thing, which come at even distances, get each. */
const aspects = [
  'basics',
  'tips',
  'updates',
  'feedback',
  'costs',
  'contacts',
  'questions',
  'stories',
  'news',
  'ideas',
  'dates',
  'plans',
  'examples',
  'checklists',
  'facts',
  'experiences',
  'guides',
] as const;

/**
 * The names of the English things of a theme. Those that have scripts of their own come first, because more
 * threads are about them than about the others.
 */
const thingNames = Object.fromEntries(
  themes.map((theme) => {
    const { specials, things } = languages.en;
    const all = [...specials[theme].map(({ about }) => about), ...things[theme]];
    return [theme, [...new Set(all.map(thingName))]];
  }),
) as unknown as Readonly<Record<Theme, readonly string[]>>;

/** The name of a thing without its article and its place, such as `train` for `the train to {place}`. */
function thingName({ bare }: Thing): string {
  return typeof bare === 'string' ? bare : (bare[0] as string).replace(/ (in|to) $/, '');
}

/** The places of things of all languages in the list of their theme, where it has their names. */
const placesOfThings: ReadonlyMap<Thing, number> = new Map(
  Object.values(languages).flatMap(({ specials, things }) =>
    themes.flatMap((theme) =>
      [...specials[theme].map(({ about }) => about), ...things[theme]]
        .map((thing) => [thing, thingNames[theme].indexOf(thingName(thing))] as const)
        .filter(([, place]) => place >= 0),
    ),
  ),
);

/** The subjects of the topics of the smallest networks, by the theme. */
const broadNames: Readonly<Record<Theme, string>> = {
  company: 'company',
  it: 'IT services',
  travel: 'business trips',
  facilities: 'offices',
  safety: 'safety rules',
  sales: 'sales meetings',
  benefits: 'benefits',
  sustainability: 'environment',
  events: 'events',
  learning: 'courses',
  books: 'book club',
  running: 'running group',
  parents: 'parents',
  projects: 'projects',
};

/** The number of things of the theme that has the fewest. */
const FEWEST_THINGS = Math.min(...themes.map((theme) => thingNames[theme].length));

/**
 * The number of things of each theme that the topics of a network are about: few topics are about the most
 * frequent things only, so that many threads fit one of them. 0 where the topics are about the whole theme.
 * @param topics the number of topics at any time.
 */
export function thingsATheme(topics: number): number {
  const subjects = (2 * topics) / TOPICS_A_BLOCK;
  const things = Math.floor(subjects / themes.length);
  return things < 2 ? 0 : Math.min(FEWEST_THINGS, things);
}

/** The name of the thing that a topic is about. The subject of a number has the theme of that number. */
function thingOfTopic(topic: number, things: number): string {
  const subject = 2 * Math.floor(topic / TOPICS_A_BLOCK) + (topic % TOPICS_A_BLOCK === 0 ? 0 : 1);
  const theme = themeOfNumber(subject);
  if (things === 0) return broadNames[theme];
  const names = thingNames[theme];
  return names[Math.floor(subject / themes.length) % things] as string;
}

/**
 * The number of the first subject of topics that is about a thing of a theme; undefined when none is.
 * @param things the number of things of each theme that topics are about.
 */
export function subjectAbout(theme: Theme, thing: Thing, things: number): number | undefined {
  if (things === 0) return themes.indexOf(theme);
  const place = placesOfThings.get(thing) ?? things;
  return place < things ? place * themes.length + themes.indexOf(theme) : undefined;
}

/**
 * The topics from `first` to `last` about the thing of a subject, the newest first.
 * @param things the number of things of each theme that topics are about.
 */
export function* topicsOfSubject(
  lowest: number,
  things: number,
  { first, last }: { readonly first: number; readonly last: number },
): Generator<number> {
  // After so many subjects the first one comes again.
  const round = Math.max(1, things) * themes.length;
  const highest = 2 * Math.floor(last / TOPICS_A_BLOCK) + 1;
  if (highest < lowest) return;
  for (let subject = highest - rest(highest - lowest, round); subject >= 0; subject -= round) {
    const block = Math.floor(subject / 2) * TOPICS_A_BLOCK;
    const [oldest, newest] = subject % 2 === 0 ? [block, block] : [block + 1, block + TOPICS_A_BLOCK - 1];
    for (let topic = Math.min(newest, last); topic >= oldest; topic--) if (topic >= first) yield topic;
    if (block < first) return;
  }
}

/**
 * The name of a topic, without brackets and line breaks. Neighbours have different names.
 * @param things the number of things of each theme that topics are about (default: all that each theme has).
 */
export function topicName(topic: number, things = FEWEST_THINGS): string {
  const block = Math.floor(topic / TOPICS_A_BLOCK);
  const thing = thingOfTopic(topic, things);
  if (topic % (TOPICS_A_BLOCK * BLOCKS_AN_ODD_TOPIC) === 2 * TOPICS_A_BLOCK)
    return pick(oddTopics, Math.floor(block / BLOCKS_AN_ODD_TOPIC))(thing);
  return thing + ' ' + aspectOf(topic);
}

/** The name of a topic that the two before it were merged into. */
export function mergedTopicName(topic: number, things: number): string {
  return `${thingOfTopic(topic, things)} ${aspectOf(topic - 2)} and ${aspectOf(topic - 1)}`;
}

function aspectOf(topic: number): string {
  return pick(aspects, 3 * Math.floor(topic / TOPICS_A_BLOCK) + (topic % TOPICS_A_BLOCK));
}

/** The description of a topic. */
export function topicDescription(topic: number, hash: number, things = FEWEST_THINGS): string {
  const thing = thingOfTopic(topic, things);
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

/** The short description of a topic. */
export function topicSummary(topic: number, things: number): string {
  return `About the ${thingOfTopic(topic, things)}.`;
}
