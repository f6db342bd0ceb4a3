import { decimal } from '../digits.ts';
import { mix } from '../hash.ts';
import { type Department, departments, jobs } from './departments.ts';
import { latinLetters, NameList } from './name-list.ts';
import { pick } from './pick.ts';
import type { Pools } from './pools.ts';
import type { Site } from './sites.ts';

/** Last names at English-speaking sites that careless programs read wrongly. */
const unusualLastNames = new NameList([
  'Nguyễn',
  'Çelik',
  'Škoda',
  "O'Brien",
  "D'Angelo",
  'O’Connor',
  'van der Berg',
  'Smith-Jones',
]);

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

/**
 * First and last name of a person, as at the site of the person. One in fifty is in another script, in one
 * part; many have accents, some apostrophes or several parts.
 */
export function personName(site: Site, hash: number): string {
  const lot = mix(hash, 1);
  const second = mix(hash, 2);
  if (isInOtherScript(lot)) return pick(otherNames, second);
  return firstAt(site, second) + ' ' + lastNamesAt(site, lot).name(second >>> 16);
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
  const first = site.firstNames.spelling(second & 0xffff);
  return first + '.' + lastNamesAt(site, lot).spelling(second >>> 16) + '.' + decimal(number);
}

/** The hundredth of all people that a person belongs to. */
function percentile(lot: number): number {
  return (lot >>> 16) % 100;
}

function isInOtherScript(lot: number): boolean {
  return percentile(lot) < 2;
}

function firstAt({ firstNames }: Site, hash: number): string {
  return firstNames.name(hash & 0xffff);
}

function lastNamesAt({ lastNames, language }: Site, lot: number): NameList {
  return language === 'en' && percentile(lot) < 10 ? unusualLastNames : lastNames;
}

/**
 * The part of an address before the `@`: lower-case ASCII letters, dots and `number`, which makes it unique.
 */
export function emailName(name: string, number: number): string {
  const letters = otherScripts[name] ?? latinLetters(name);
  return `${letters === '' ? 'user' : letters}.${decimal(number)}`;
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
