import { rest } from '../hash.ts';
import { departments } from './departments.ts';
import { HEAD_OFFICE_SITES } from './labels.ts';
import { capitalised, languages, type Thing } from './language.ts';
import { type LanguageCode, type Theme, themes } from './phrasebook.ts';
import { pick } from './pick.ts';
import type { Pools } from './pools.ts';
import type { Site } from './sites.ts';

const oddCommunities = [
  'R&D <internal>',
  'Café & Küche',
  'Ask "me" anything, really',
  '🎉 Party Planning 🎉',
  'サポート窓口',
  'مجتمع المبيعات',
  '=Finance',
  ' Space Before and After ',
  "Managers' Corner; Europe, Asia",
  `Everything about ${'very '.repeat(30)}long names`,
];

/** The community of everybody. */
const everybody = 'All Company';
/** The themes of communities with guests, who come to work together. */
const externalThemes = ['projects', 'sales', 'travel', 'learning'] as const;
/**
 * The places in every eight communities that are local, in turns of eight: they belong to one site and speak
 * its language. The first eight have one for each site that speaks another language than English.
 */
const EIGHT = 8;
const LOCAL = [
  [1, 3, 4, 6, 7],
  [3, 6],
] as const;
/** One community in this many has an odd name: the one at this place. */
const SIXTEEN = 16;
const ODD = 5;

/** The theme of the texts in a community, and their language. */
export interface CommunityTopic {
  readonly theme: Theme;
  readonly language: LanguageCode;
  /** The site of a local community; undefined for an international one. */
  readonly site: Site | undefined;
  /** True if people of other networks are members, too. */
  readonly external: boolean;
}

/** The theme and the language of a community. Neighbours in number have different themes. */
export function communityTopic(
  pools: Pools,
  { index, hash, external }: { readonly index: number; readonly hash: number; readonly external: boolean },
): CommunityTopic {
  if (index === 0) return { theme: 'company', language: 'en', site: undefined, external };
  if (external) return { theme: pick(externalThemes, hash), language: 'en', site: undefined, external };
  const theme = pick(themes, index * 5 + (pools.seed >>> 8));
  const local = localSite(pools, index);
  const site = local === undefined ? undefined : pools.sites[local];
  return { theme, language: site?.language ?? 'en', site, external };
}

/**
 * The number of the site of a local community; undefined for an international one. The head offices speak
 * English: their communities are the international ones.
 */
export function localSite(pools: Pools, index: number): number | undefined {
  if (index === 0) return undefined;
  const turn = Math.floor(index / EIGHT);
  const local = (LOCAL[turn % LOCAL.length] as readonly number[]).indexOf(index % EIGHT);
  if (local < 0) return undefined;
  return HEAD_OFFICE_SITES + rest(firstOf(pools, turn) + local, pools.sites.length - HEAD_OFFICE_SITES);
}

/**
 * The local community of a site that is nearest to this community and not much younger; undefined for a head
 * office.
 */
export function localNear(pools: Pools, index: number, site: number): number | undefined {
  if (site < HEAD_OFFICE_SITES) return undefined;
  const turn = Math.floor(index / EIGHT);
  // Only the first of two turns has one for each site.
  const full = turn - (turn % LOCAL.length);
  const sites = pools.sites.length - HEAD_OFFICE_SITES;
  const local = rest(site - HEAD_OFFICE_SITES + sites - rest(firstOf(pools, full), sites), sites);
  return full * EIGHT + (LOCAL[0][local] as number);
}

/** The place of the site of the first local community in a turn among the sites that have some, or beyond. */
function firstOf({ seed }: Pools, turn: number): number {
  return turn * LOCAL[1].length + (seed >>> 4);
}

/**
 * The name of a community, from its theme. One in sixteen is odd: markup, emoji, other scripts, spaces,
 * commas, very long. The first communities of a theme have plain names, later ones a department too, and then
 * a number, so that no two have the same name.
 *
 * @param key the same for all communities of a network.
 */
export function communityName(
  index: number,
  key: number,
  { theme, language, site, external }: CommunityTopic,
): string {
  if (index === 0) return everybody;
  if (index % SIXTEEN === ODD) {
    const turn = Math.floor(index / SIXTEEN);
    return pick(oddCommunities, key + turn) + numbered(turn, oddCommunities.length);
  }
  const { names } = languages[language].book.themes[theme];
  // One in eight communities is external; of the others, neighbours have different themes.
  const turn = Math.floor(index / (external ? EIGHT : themes.length));
  const city = language === 'ja' ? site?.cityInJapanese : site?.city;
  const place = external ? ' with partners' : city === undefined ? '' : ' ' + city;
  const round = Math.floor(turn / names.length);
  const staff = round === 0 ? '' : ', ' + pick(departments, key + round);
  return pick(names, key + turn) + place + staff + numbered(round, departments.length);
}

/** The number of a later round of a list; nothing for the first one. */
function numbered(turn: number, length: number): string {
  return turn < length ? '' : ` ${Math.floor(turn / length) + 1}`;
}

/** A description of a community; after a change, another one. */
export function communityDescription({ theme, language }: CommunityTopic, hash: number): string {
  const { things } = languages[language];
  const list = things[theme];
  const first = bare(list, hash);
  const second = bare(list, hash + 1);
  const third = bare(list, hash + 2);
  if (language !== 'en') return `${capitalised(first)}, ${second}, ${third}`;
  return pick(
    [
      `Everything about the ${first}, the ${second} and the ${third}.`,
      `Questions and answers about the ${first}, the ${second} and more.`,
      `News about the ${first}. Please ask about the ${second}, too.`,
      `For all who care about the ${first} or the ${second}.`,
    ],
    hash >>> 8,
  );
}

function bare(list: readonly Thing[], hash: number): string {
  // The things of a theme have no slots, unlike those of its own scripts.
  return pick(list, hash).bare as string;
}
