import { decimal } from '../digits.ts';
import { mix } from '../hash.ts';
import { type Department, departments, jobs } from './departments.ts';
import { pick } from './pick.ts';
import type { Pools } from './pools.ts';
import type { Site } from './sites.ts';

/** Last names at English-speaking sites that careless programs read wrongly. */
const unusualLastNames = [
  'Nguyễn',
  'Çelik',
  'Škoda',
  "O'Brien",
  "D'Angelo",
  'O’Connor',
  'van der Berg',
  'Smith-Jones',
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

/**
 * First and last name of a person, as at the site of the person. One in fifty is in another script, in one
 * part; many have accents, some apostrophes or several parts.
 */
export function personName(site: Site, hash: number): string {
  const lot = mix(hash, 1);
  const second = mix(hash, 2);
  if (isInOtherScript(lot)) return pick(otherNames, second);
  return firstAt(site, second) + ' ' + lastAt(site, lot, second);
}

/** The name by which colleagues address a person. */
export function firstName(site: Site, hash: number): string {
  const lot = mix(hash, 1);
  const second = mix(hash, 2);
  return isInOtherScript(lot) ? pick(otherNames, second) : firstAt(site, second);
}

/** The result of `emailName` for the person with this hash, without splitting the name. */
export function personEmailName(site: Site, hash: number, number: number): string {
  const lot = mix(hash, 1);
  const second = mix(hash, 2);
  if (isInOtherScript(lot)) return emailName(pick(otherNames, second), number);
  return spelled(firstAt(site, second)) + '.' + spelled(lastAt(site, lot, second)) + '.' + decimal(number);
}

/** The hundredth of all people that a person belongs to. */
function percentile(lot: number): number {
  return (lot >>> 16) % 100;
}

function isInOtherScript(lot: number): boolean {
  return percentile(lot) < 2;
}

function firstAt({ firstNames }: Site, hash: number): string {
  return pick(firstNames, hash & 0xffff);
}

function lastAt({ lastNames, language }: Site, lot: number, hash: number): string {
  const unusual = language === 'en' && percentile(lot) < 10;
  return pick(unusual ? unusualLastNames : lastNames, hash >>> 16);
}

/**
 * The part of an address before the `@`: lower-case ASCII letters, dots and `number`, which makes it unique.
 */
export function emailName(name: string, number: number): string {
  const letters = otherScripts[name] ?? latinLetters(name);
  return `${letters === '' ? 'user' : letters}.${decimal(number)}`;
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

/** A department of the company. */
export function department(hash: number): Department {
  return pick(departments, mix(hash, 6));
}

/** One in this many people begins with the second title of a ladder. */
const BEGINS_HIGHER = 3;
/** A person rises once in four to fifteen years, by a hash. */
const YEARS_TO_RISE = 4;
const YEARS_MORE = 12;

/**
 * The job title of a person who leads no department; it fits the department of the same hash. People only
 * rise, or stay what they are.
 * @param years the number of years in the company, not negative.
 */
export function jobTitle(hash: number, years: number): string {
  const ladders: readonly (readonly string[])[] = jobs[department(hash)].ladders;
  const ladder = pick(ladders, mix(hash, 5));
  const first = mix(hash, 7) % BEGINS_HIGHER === 0 ? 1 : 0;
  const risen = Math.floor(years / (YEARS_TO_RISE + (mix(hash, 8) % YEARS_MORE)));
  return ladder[Math.min(ladder.length - 1, first + risen)] as string;
}

/** The job title of the person who leads a department. */
export function headTitle(department: Department): string {
  return jobs[department].head;
}

/** Another company, such as the owner of an external network. */
export function companyName(pools: Pools, hash: number): string {
  return pick(pools.companies, mix(hash, 9));
}
