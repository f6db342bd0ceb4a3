import { DAY_MS, HOUR_MS } from '../schemas/durations.ts';
import type { WorldOptions } from './contract.ts';
import { derivedKey, mix, textKey } from './hash.ts';
import type { People } from './people.ts';
import { Population } from './population.ts';
import type { Staging } from './staged.ts';

/** Spreads the planned beginnings of AMAs over the days after their announcements. */
const AMA_DAYS = textKey('days of AMAs');

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
  return users < 100 ? 14 * DAY_MS : users < 1000 ? 56 * DAY_MS : 182 * DAY_MS;
}

/** Makes the populations of a network: their members join and change by the seed alone. */
export function populationsOf(options: WorldOptions, people: People, key: number): Populations {
  const size = Math.sqrt(options.users);
  const grow = (name: keyof Populations, founders: number, days: number, changing = 0, round = 90 * DAY_MS) =>
    new Population({
      key: derivedKey(key, `${name}: creation`),
      chances: derivedKey(key, `${name}: changes`),
      founders: Math.round(founders),
      from: options.start + 2 * HOUR_MS,
      founding: HOUR_MS,
      interval: (days * DAY_MS) / Math.max(1, size / 10),
      round,
      changing,
    });
  const campaigns = grow('campaigns', 3, 21);
  const amas = grow('amas', 2, 18);
  const vivaTopics = grow('vivaTopics', 6 + size / 4, 12);
  const themes = grow('themes', 3, 30);
  return {
    tags: grow('tags', 10 + size / 2, 7),
    topics: grow('topics', 6 + size / 4, 12),
    segments: grow('segments', 3 + size / 20, 60),
    leaders: grow('leaders', 2 + size / 20, 45, 0.5, roundLength(options.users)),
    recommendations: recommendationsOf(people.population, derivedKey(key, 'recommendations: changes')),
    campaigns: {
      population: campaigns,
      longest: 20 * DAY_MS,
      stages: (i) => campaignStages(campaigns.cameAt(i), i),
    },
    amas: { population: amas, longest: 8 * DAY_MS, stages: (i) => amaStages(amas.cameAt(i), i) },
    vivaTopics: {
      population: vivaTopics,
      longest: 2 * DAY_MS,
      stages: (i) => topicStages(vivaTopics.cameAt(i), i),
    },
    vivaMigrations: {
      population: vivaTopics,
      longest: 3 * DAY_MS,
      stages: (i) => [vivaTopics.cameAt(i) + 3 * DAY_MS],
    },
    themes: { population: themes, longest: 5 * DAY_MS, stages: (i) => themeStages(themes.cameAt(i), i) },
  };
}

/** The same users with the same joining times, but other chances to change. */
function recommendationsOf(people: Population, chances: number): Population {
  const { key, founders, from, founding, interval, round } = people.options;
  return new Population({ key, chances, founders, from, founding, interval, round, changing: 0.5 });
}

/** The stages of a campaign: one in three goes on, one is paused, one ends. */
function campaignStages(came: number, i: number): number[] {
  return i % 3 === 0 ? [came] : [came, came + 20 * DAY_MS];
}

/**
 * The planned beginning of an AMA, one to seven days after its announcement. Its planned length is an hour.
 */
export function amaBegins(came: number): number {
  return came + (1 + (mix(AMA_DAYS, came % 2 ** 32) % 7)) * DAY_MS;
}

/** The stages of an AMA: one in four never starts, one in four never closes. */
function amaStages(came: number, ama: number): number[] {
  const begins = amaBegins(came);
  return [came, begins, begins + HOUR_MS].slice(0, ama % 4 === 0 ? 3 : ama % 4);
}

/**
 * The stages of a Viva topic: one in three is approved at its creation; most others are decided on two days
 * later.
 */
function topicStages(came: number, i: number): number[] {
  return i % 3 === 2 || i % 6 === 0 ? [came] : [came, came + 2 * DAY_MS];
}

function themeStages(came: number, i: number): number[] {
  return i % 2 === 0 ? [came] : [came, came + 5 * DAY_MS];
}
