import { DAY_MS, HOUR_MS } from '../schemas/durations.ts';
import { delayWithin } from './delays.ts';
import { derivedKey, mix, textKey } from './hash.ts';
import { ORIGIN } from './origin.ts';
import type { People } from './people.ts';
import { Population } from './population.ts';
import { SMALL, SMALLEST } from './sizes.ts';
import type { Staging } from './staged.ts';
import { COMMON_TAGS, TOPICS_A_BLOCK } from './text/index.ts';

/** Spreads the planned beginnings of AMAs over the days after their announcements. */
const AMA_DAYS = textKey('days of AMAs');
/** Spreads the later stages of other things. */
const STAGE_DELAYS = textKey('delays of stages');

/** The slowly changing things of a network, by kind. */
export interface Populations {
  readonly tags: Population;
  readonly topics: Population;
  readonly segments: Population;
  readonly leaders: Population;
  /** Counters of recommendations: the same users, with separate rounds. */
  readonly recommendations: Population;
  readonly campaigns: Staging;
  readonly amas: Staging;
  readonly vivaTopics: Staging;
  readonly vivaMigrations: Staging;
  readonly themes: Staging;
}

/**
 * The length of a round. A user changes about twice a year; in a small network more often, so that exports
 * show some changes.
 */
export function roundLength(users: number): number {
  return users < SMALLEST ? 14 * DAY_MS : users < SMALL ? 56 * DAY_MS : 182 * DAY_MS;
}

/** Makes the populations of a network: their members come and change by the seed and the time alone. */
export function populationsOf(people: People, key: number): Populations {
  const { seats, options } = people.population;
  const size = Math.sqrt(seats);
  const { settling, start, round } = options;
  const grow = (name: keyof Populations, numbers: Numbers) =>
    new Population({
      key: derivedKey(key, `${name}: creation`),
      chances: derivedKey(key, `${name}: changes`),
      permanent: Math.round(numbers.permanent ?? 0),
      settling: { from: (settling.from + settling.until) / 2, until: settling.until },
      passing: Math.max(1, Math.round(numbers.passing)),
      from: ORIGIN + 2 * HOUR_MS,
      founding: HOUR_MS,
      interval: (numbers.days * DAY_MS) / Math.max(1, size / 10),
      round: numbers.round ?? 90 * DAY_MS,
      changing: numbers.changing ?? 0,
      start,
      together: numbers.together ?? 1,
    });
  const campaigns = grow('campaigns', { permanent: 2, passing: 2, days: 21 });
  const amas = grow('amas', { passing: 2, days: 18 });
  // In the smallest networks a new topic is soon about the same thing, so that some are used and migrated.
  const [topicsPassing, days] = seats < SMALLEST ? [28, 2] : [56 + size / 4, 6];
  const vivaTopics = grow('vivaTopics', { passing: topicsPassing, days, together: TOPICS_A_BLOCK });
  const themes = grow('themes', { passing: 3, days: 30 });
  return {
    tags: grow('tags', { permanent: COMMON_TAGS + 4 + size / 4, passing: 6 + size / 4, days: 14 }),
    // The old topic of every Viva topic must be there, so old topics are there for longer: for two blocks, so
    // that both kinds begin their blocks together.
    topics: grow('topics', { permanent: 1, passing: topicsPassing + 2 * TOPICS_A_BLOCK, days }),
    segments: grow('segments', { permanent: 2 + size / 20, passing: 1, days: 60 }),
    leaders: grow('leaders', { permanent: 1, passing: 1 + size / 20, days: 400, changing: 0.5, round }),
    recommendations: recommendationsOf(people, derivedKey(key, 'recommendations: changes')),
    campaigns: {
      population: campaigns,
      longest: 20 * DAY_MS,
      stages: (i) => campaignStages(campaigns.cameAt(i), i < campaigns.options.permanent ? 0 : i),
    },
    amas: { population: amas, longest: 10 * DAY_MS, stages: (i) => amaStages(amas.cameAt(i)) },
    vivaTopics: {
      population: vivaTopics,
      longest: 2 * DAY_MS,
      stages: (i) => topicStages(vivaTopics.cameAt(i), i),
    },
    vivaMigrations: {
      population: vivaTopics,
      longest: UNMIGRATED_AT_LEAST + UNMIGRATED_THEN,
      // After the decision on it.
      stages: (i) => [migratedAt(vivaTopics.cameAt(i))],
    },
    themes: { population: themes, longest: 5 * DAY_MS, stages: (i) => themeStages(themes.cameAt(i), i) },
  };
}

interface Numbers {
  /** The numbers of permanent members (default: none) and of passing ones at any time. */
  readonly permanent?: number;
  readonly passing: number;
  /** The days between two new members, in a network of a hundred users. */
  readonly days: number;
  /** The share of members that change in each round (default: none), and its length in milliseconds. */
  readonly changing?: number;
  readonly round?: number;
  /** The number of neighbours that are cut off together. */
  readonly together?: number;
}

/** The same users with the same joining times, but other chances to change. */
function recommendationsOf(people: People, chances: number): Population {
  const { options } = people.population;
  const { certain: _, ...same } = options;
  return new Population({ ...same, chances, changing: 0.5, retires: false });
}

/** A delay of a stage: at most `longest`, milliseconds. */
function delayOf(came: number, longest: number): number {
  return delayWithin(longest, mix(STAGE_DELAYS, came % 2 ** 32));
}

/** A Viva topic is migrated after the decision on it, and at most so much later. */
const UNMIGRATED_AT_LEAST = 2 * DAY_MS;
const UNMIGRATED_THEN = 32 * DAY_MS;

/** The time at which a Viva topic that came at an instant is migrated. */
export function migratedAt(came: number): number {
  return came + UNMIGRATED_AT_LEAST + delayOf(came, UNMIGRATED_THEN);
}

/** The stages of a campaign: one in three goes on, one is paused, one ends. */
function campaignStages(came: number, i: number): number[] {
  return i % 3 === 0 ? [came] : [came, came + delayOf(came, 20 * DAY_MS)];
}

/**
 * AMAs begin at the full or half hour from 8:00 to 16:30 UTC, and take from half an hour to an hour and a
 * half.
 */
const FIRST_HOUR = 8;
const HALF_HOURS = 18;
const HALF_HOUR_MS = HOUR_MS / 2;
const AMA_LENGTHS = [HALF_HOUR_MS, 1.5 * HALF_HOUR_MS, HOUR_MS, HOUR_MS, 1.5 * HOUR_MS] as const;
const WEEKEND = [0, 6];

/** The planned beginning and end of an AMA: a working day, one to nine days after its announcement. */
export function amaTimes(came: number): { readonly begins: number; readonly ends: number } {
  const hash = mix(AMA_DAYS, came % 2 ** 32);
  let day = Math.floor(came / DAY_MS) + 1 + (hash % 7);
  while (WEEKEND.includes(new Date(day * DAY_MS).getUTCDay())) day++;
  const begins = day * DAY_MS + FIRST_HOUR * HOUR_MS + (mix(hash, 1) % HALF_HOURS) * HALF_HOUR_MS;
  return { begins, ends: begins + (AMA_LENGTHS[mix(hash, 2) % AMA_LENGTHS.length] as number) };
}

/** The stages of an AMA: it is announced, begins and ends as planned. */
function amaStages(came: number): number[] {
  const { begins, ends } = amaTimes(came);
  return [came, begins, ends];
}

/**
 * The stages of a Viva topic: one in three is approved at its creation; most others are decided on two days
 * later at most.
 */
function topicStages(came: number, i: number): number[] {
  return i % 3 === 2 || i % 6 === 0 ? [came] : [came, came + delayOf(came, 2 * DAY_MS)];
}

function themeStages(came: number, i: number): number[] {
  return i % 2 === 0 ? [came] : [came, came + delayOf(came, 5 * DAY_MS)];
}
