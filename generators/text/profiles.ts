import { mix } from '../hash.ts';
import { pick } from './pick.ts';
import type { Site } from './sites.ts';

/* What people write about themselves. */

const interests = [
  'cooking',
  'hiking',
  'chess',
  'photography',
  'gardening',
  'cycling',
  'choir',
  'board games',
  'sailing',
  'football',
  'painting',
  'podcasts',
  'yoga',
  'travelling by train',
  'old computers',
  'baking',
] as const;

const years = Array.from({ length: 18 }, (_, i) => String(i + 2));

/** Two interests of a person. */
export function interestsOf(hash: number): string {
  return pick(interests, hash) + ', ' + pick(interests, hash + 1 + (mix(hash, 21) % (interests.length - 1)));
}

/** A sentence of a person about their work. */
export function aboutPerson(hash: number, jobTitle: string, site: Site): string {
  const number = pick(years, mix(hash, 22));
  return pick(
    [
      `${jobTitle} in ${site.city} for ${number} years. I like to help newcomers.`,
      `I came to ${site.city} ${number} years ago and stayed. Ask me about ${pick(interests, mix(hash, 23))}.`,
      `${jobTitle}. After work: ${pick(interests, mix(hash, 23))}.`,
      `${site.city}, ${site.country}. Always happy to talk over a coffee.`,
    ],
    mix(hash, 24),
  );
}
