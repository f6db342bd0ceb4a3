import { mix } from '../hash.ts';
import { NameList } from './name-list.ts';
import type { LanguageCode } from './phrasebook.ts';
import { pick } from './pick.ts';
import { type Names, type Region, regions, type SummerTime } from './regions.ts';

/** A place of work of a company. */
export interface Site {
  readonly city: string;
  readonly cityInJapanese: string;
  readonly country: string;
  /** A name of the time zone database. */
  readonly timeZone: string;
  /** The hours by which clocks there are ahead of UTC in winter. */
  readonly utcOffset: number;
  readonly summerTime: SummerTime;
  readonly holidays: readonly string[];
  readonly locale: string;
  readonly language: LanguageCode;
  /** The first digits of telephone numbers there. */
  readonly phone: string;
  readonly firstNames: NameList;
  readonly lastNames: NameList;
}

/** The sites of the company with this seed: one in each region, the largest first. */
export function sitesOf(seed: number, english: Names): readonly Site[] {
  return regions.map((region, number) => siteIn(region, mix(seed, number), english));
}

function siteIn(region: Region, hash: number, english: Names): Site {
  const { cities, names, ...rest } = region;
  const { firstNames, lastNames } = names ?? english;
  const [city, cityInJapanese] = pick(cities, hash);
  return {
    ...rest,
    firstNames: new NameList(firstNames),
    lastNames: new NameList(lastNames),
    city,
    cityInJapanese,
  };
}
