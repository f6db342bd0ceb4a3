import { mix } from '../hash.ts';
import { departments } from './departments.ts';
import { languages } from './language.ts';
import { type LanguageCode, type Theme, themes } from './phrasebook.ts';
import { pick } from './pick.ts';
import type { Pools } from './pools.ts';

/*
 * Short texts of things other than messages: files, segments, campaigns, pages. Each has lists of its own;
 * one in sixteen is odd where users type it.
 */

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

/** A watch alert: its name, and the themes of the threads that it detects. */
interface WatchTheme {
  readonly name: string;
  readonly themes: readonly Theme[];
}

const watchThemes: readonly WatchTheme[] = [
  { name: 'Strategy and sales', themes: ['company', 'sales'] },
  { name: 'Pay, benefits and families', themes: ['benefits', 'parents'] },
  { name: 'IT tools and access', themes: ['it', 'learning'] },
  { name: 'Safety and buildings', themes: ['safety', 'facilities'] },
  { name: 'Travel and events', themes: ['travel', 'events'] },
  { name: 'Energy, waste and buildings', themes: ['sustainability', 'facilities'] },
  { name: 'Projects and customers', themes: ['projects', 'sales'] },
  { name: 'Company and projects', themes: ['company', 'projects'] },
  { name: 'Courses and certificates', themes: ['learning', 'safety'] },
  { name: 'Sports and health', themes: ['running', 'benefits'] },
  { name: 'Tools and projects', themes: ['it', 'projects'] },
  { name: 'Leisure at work', themes: ['books', 'running', 'events'] },
];

/** The theme of a subject of topics or of a tag. Neighbours in number have different themes. */
export function themeOfNumber(number: number): Theme {
  return themes[number % themes.length] as Theme;
}

/**
 * The numbers of the two segments that separate the users: those of the first sites, and all others. Each
 * user belongs to one of them.
 */
export const HEAD_OFFICES = 0;
export const BRANCH_OFFICES = 1;
export const HEAD_OFFICE_SITES = 2;

/** A segment of users: those of some places or of a department, or those that somebody chose. */
export interface Segment {
  readonly name: string;
  readonly city?: string;
  readonly department?: string;
}

/**
 * A segment by its number; one in sixteen has an odd name. No two have the same name.
 * @param lasting true for one whose members are known: only such a segment is about a place or a department.
 */
export function segmentOf(pools: Pools, hash: number, segment: number, lasting: boolean): Segment {
  if (lasting && segment === HEAD_OFFICES) return { name: 'Head offices' };
  if (lasting && segment === BRANCH_OFFICES) return { name: 'Branch offices' };
  const round = Math.floor(segment / 3);
  if (segment % 16 === 8) return { name: pick(oddTitles, hash + Math.floor(segment / 16)) };
  if (lasting && segment % 3 === 0 && round < departments.length) {
    const name = pick(departments, hash + round);
    return { name: `${name} staff`, department: name };
  }
  if (lasting && segment % 3 === 1 && round < pools.sites.length) {
    const { city } = pick(pools.sites, hash + round);
    return { name: `Everybody in ${city}`, city };
  }
  const name = pick(segmentNames, hash + segment);
  const turn = Math.floor(segment / segmentNames.length);
  return { name: turn === 0 ? name : `${name} ${turn + 1}` };
}

/** A watch alert by its number. Neighbours in number have different names. */
export function watchTheme(hash: number, theme: number): WatchTheme {
  return pick(watchThemes, hash + theme);
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
    description: `What ${pick(departments, mix(hash, 15))} has learned about the ${bare}.`,
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
