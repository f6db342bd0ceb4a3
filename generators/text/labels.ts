import { mix } from '../hash.ts';
import { type Pools, pick } from './pools.ts';

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

const oddFileStems = [
  'Übersicht Größe',
  'résumé',
  '🎉 party',
  '会議資料',
  'قائمة',
  '.hidden',
  'archive.tar',
  'v1.2.3.final.FINAL',
  'Budget (final) [2]',
  'plan, with comma; and more',
  'say "hello"',
  "it's ok",
  '100% & more #1',
  '-rf',
  '=cmd',
  'CON',
  'trailing space ',
  'e\u0301 decomposed',
  'two  spaces',
  `a ${'very '.repeat(40)}long name`,
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

/**
 * The name of a community. One in sixteen is odd: markup, emoji, other scripts, spaces, commas, very long.
 */
export function communityName(pools: Pools, hash: number): string {
  if (isOdd(hash)) return pick(oddCommunities, mix(hash, 11));
  const kind = pick(pools.communityKinds, mix(hash, 12));
  const form = mix(hash, 13) % 3;
  if (form === 0) return `${pick(pools.departments, mix(hash, 14))} ${kind}`;
  if (form === 1) return `${pick(pools.cities, mix(hash, 14))} ${kind}`;
  return `${pick(pools.departments, mix(hash, 14))} ${kind}, ${pick(pools.cities, mix(hash, 15))}`;
}

/** The name of a topic, without brackets and line breaks; one in sixteen is odd. */
export function topicName(pools: Pools, hash: number): string {
  if (isOdd(hash)) return pick(oddTopics, mix(hash, 11));
  const word = pick(pools.words, mix(hash, 12));
  return mix(hash, 13) % 2 === 0 ? word : `${word}-${pick(pools.words, mix(hash, 14))}`;
}

/**
 * A file's name without its extension, as users choose it. One in sixteen is odd, and it is not always valid
 * in a path.
 */
export function fileStem(pools: Pools, hash: number): string {
  if (isOdd(hash)) return pick(oddFileStems, mix(hash, 11));
  const document = pick(pools.documentWords, mix(hash, 12));
  const word = pick(pools.words, mix(hash, 13));
  const form = mix(hash, 14) % 4;
  if (form === 0) return `${word} ${document}`;
  if (form === 1) return `${document}_${word}_v${1 + (mix(hash, 15) % 9)}`;
  if (form === 2) return `${document}-${2015 + (mix(hash, 15) % 10)}`;
  return word;
}

/** The title of an announcement, question, poll or campaign; one in sixteen is odd. */
export function titleText(pools: Pools, hash: number): string {
  return isOdd(hash) ? pick(oddTitles, mix(hash, 11)) : phrase(pools, hash);
}

/** A few words without a full stop, never odd, for poll options and themes. */
export function phrase(pools: Pools, hash: number): string {
  return pick(pools.phrases, mix(hash, 12));
}

/** One ordinary sentence, for descriptions and summaries. */
export function sentenceText(pools: Pools, hash: number): string {
  return pick(pools.sentences, mix(hash, 12));
}

/** A lower-case word. */
export function word(pools: Pools, hash: number): string {
  return pick(pools.words, mix(hash, 12));
}

function isOdd(hash: number): boolean {
  return mix(hash, 10) % 16 === 0;
}
