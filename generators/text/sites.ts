import { mix } from '../hash.ts';
import type { LanguageCode } from './phrasebook.ts';
import { pick } from './pick.ts';
import { type Region, regions } from './regions.ts';

/** A place of work of a company. */
export interface Site {
  readonly city: string;
  readonly cityInJapanese: string;
  readonly country: string;
  /** A name of the time zone database. */
  readonly timeZone: string;
  readonly locale: string;
  readonly language: LanguageCode;
  /** The first digits of telephone numbers there. */
  readonly phone: string;
  readonly firstNames: readonly string[];
  readonly lastNames: readonly string[];
}

/** The share of the staff at the first two sites, in percent; the other sites share the rest evenly. */
const FIRST = 30;
const SECOND = 20;

/** The sites of the company with this seed: one in each region, the largest first. */
export function sitesOf(
  seed: number,
  english: { readonly firstNames: readonly string[]; readonly lastNames: readonly string[] },
): readonly Site[] {
  return regions.map((region, number) => siteIn(region, mix(seed, number), english));
}

function siteIn(region: Region, hash: number, english: Pick<Site, 'firstNames' | 'lastNames'>): Site {
  const { cities, names, ...rest } = region;
  const [city, cityInJapanese] = pick(cities, hash);
  return { ...rest, ...(names ?? english), city, cityInJapanese };
}

/** The site of a person, selected by the lower half of a hash. */
export function siteOf(sites: readonly Site[], hash: number): Site {
  const lot = hash & 0xffff;
  const share = lot % 100;
  if (share < FIRST) return sites[0] as Site;
  if (share < FIRST + SECOND) return sites[1] as Site;
  return sites[2 + (((lot / 100) | 0) % (sites.length - 2))] as Site;
}
