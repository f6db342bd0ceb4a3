import { mix } from '../hash.ts';
import { type Pools, pick } from './pools.ts';

const accentedFirstNames = [
  'José',
  'Zoë',
  'Björn',
  'Chloé',
  'François',
  'Søren',
  'Łukasz',
  'Siân',
  'Jürgen',
  'Ana María',
  'Jean-Luc',
];
const accentedLastNames = [
  'García',
  'Müller',
  'Nuñez',
  'Škoda',
  'Østergård',
  'Weiß',
  'Nguyễn',
  'Çelik',
  "O'Brien",
  "D'Angelo",
  'O’Connor',
  'van der Berg',
  'Smith-Jones',
  'de la Cruz y Ortiz',
];

/** Names in other scripts, with their spelling in an address. */
const otherScripts: Readonly<Record<string, string>> = {
  '山田 太郎': 'taro.yamada',
  王伟: 'wei.wang',
  김민준: 'minjun.kim',
  'Мария Иванова': 'maria.ivanova',
  'Ελένη Παπαδοπούλου': 'eleni.papadopoulou',
  'محمد علي': 'mohammed.ali',
  'דוד כהן': 'david.cohen',
  'अनिता शर्मा': 'anita.sharma',
};
const otherNames = Object.keys(otherScripts);

/** Letters that do not decompose into a base letter and an accent. */
const transcriptions: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', ß: 'ss', æ: 'ae', đ: 'd' };

/** First and last name; only one part when the name is in another script. */
function partsOf(pools: Pools, hash: number): readonly [first: string, last: string | undefined] {
  const kind = mix(hash, 1) % 100;
  if (kind < 2) return [pick(otherNames, mix(hash, 2)), undefined];
  return [
    pick(kind < 7 ? accentedFirstNames : pools.firstNames, mix(hash, 3)),
    pick(kind > 4 && kind < 12 ? accentedLastNames : pools.lastNames, mix(hash, 4)),
  ];
}

/**
 * First and last name. One in ten has accents, apostrophes or several parts; one in fifty is in another
 * script.
 */
export function personName(pools: Pools, hash: number): string {
  const [first, last] = partsOf(pools, hash);
  return last === undefined ? first : first + ' ' + last;
}

/** The result of `emailName` for the person with this hash, without splitting the name. */
export function personEmailName(pools: Pools, hash: number, number: number): string {
  const [first, last] = partsOf(pools, hash);
  return last === undefined ? emailName(first, number) : spelled(first) + '.' + spelled(last) + '.' + number;
}

/**
 * The part of an address before the `@`: lower-case ASCII letters, dots and `number`, which makes it unique.
 */
export function emailName(name: string, number: number): string {
  const letters = otherScripts[name] ?? latinLetters(name);
  return `${letters === '' ? 'user' : letters}.${number}`;
}

/** The spelling of the names in the pools. */
const spellings = new Map<string, string>();

function spelled(part: string): string {
  const known = spellings.get(part);
  if (known !== undefined) return known;
  const letters = latinLetters(part);
  spellings.set(part, letters);
  return letters;
}

function latinLetters(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[øłßæđ]/g, (letter) => transcriptions[letter] ?? '')
    .normalize('NFD')
    .replaceAll(/[^a-z ]/g, '')
    .trim()
    .replaceAll(/ +/g, '.');
}

/** The job title of a person in the company. */
export function jobTitle(pools: Pools, hash: number): string {
  return pick(pools.jobTitles, mix(hash, 5));
}

/** A department of the company. */
export function department(pools: Pools, hash: number): string {
  return pick(pools.departments, mix(hash, 6));
}

/** A place of work: city, comma, country. */
export function location(pools: Pools, hash: number): string {
  return `${pick(pools.cities, mix(hash, 7))}, ${pick(pools.countries, mix(hash, 8))}`;
}

/** Another company, such as the owner of an external network. */
export function companyName(pools: Pools, hash: number): string {
  return pick(pools.companies, mix(hash, 9));
}
