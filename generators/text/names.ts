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

/** Names in other scripts, and how their owners are spelled in an address. */
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
/** Names that begin beyond the Latin letters are in another script. */
const LAST_LATIN = 0x24f;
const otherNames = Object.keys(otherScripts);

/** Letters that do not come apart into a base letter and an accent. */
const transcriptions: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', ß: 'ss', æ: 'ae', đ: 'd' };

/** First and last name. One in ten has accents, apostrophes or several parts; one in fifty is in another script. */
export function personName(pools: Pools, hash: number): string {
  const kind = mix(hash, 1) % 100;
  if (kind < 2) return pick(otherNames, mix(hash, 2));
  const first = kind < 7 ? pick(accentedFirstNames, mix(hash, 3)) : pick(pools.firstNames, mix(hash, 3));
  const last =
    kind > 4 && kind < 12 ? pick(accentedLastNames, mix(hash, 4)) : pick(pools.lastNames, mix(hash, 4));
  return `${first} ${last}`;
}

/** The part of an address before the `@`: lower-case ASCII letters, dots and `number`, which makes it unique. */
export function emailName(name: string, number: number): string {
  const spelled = (name.charCodeAt(0) > LAST_LATIN ? otherScripts[name] : undefined) ?? latinLetters(name);
  return `${spelled === '' ? 'user' : spelled}.${number}`;
}

/** How each part of a name is spelled; there are only as many as the pools hold. */
const spellings = new Map<string, string>();

function latinLetters(name: string): string {
  const space = name.indexOf(' ');
  if (space < 0) return spelling(name);
  const rest = latinLetters(name.slice(space + 1));
  return `${spelling(name.slice(0, space))}.${rest}`;
}

function spelling(part: string): string {
  const known = spellings.get(part);
  if (known !== undefined) return known;
  const letters = part
    .toLowerCase()
    .replaceAll(/[øłßæđ]/g, (letter) => transcriptions[letter] ?? '')
    .normalize('NFD')
    .replaceAll(/[^a-z]/g, '');
  spellings.set(part, letters);
  return letters;
}

/** What somebody does in the company. */
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
