import { DAY_MS } from '../../schemas/durations.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { type Department, department, departments, headTitle, jobTitle } from '../text/index.ts';

/*
 * The positions of users in the company. Those who lead it are the first permanent users after the
 * administrator with the token: the chief executive, then the heads of the departments.
 */

/** The user who leads the company. */
export const CHIEF = 1;
const FIRST_HEAD = 2;
/** A large company has several heads for a department: as many for each leader with an audience. */
const HEADS_A_LEADER = 4;
const YEAR_MS = 365 * DAY_MS;

interface Position {
  readonly job_title: string;
  readonly department: Department;
}

/** The number of users who lead a department. */
export function headCount({ people, populations }: Facts): number {
  const wanted = Math.max(departments.length, HEADS_A_LEADER * populations.leaders.seats);
  return Math.min(people.population.options.permanent - FIRST_HEAD, wanted);
}

/** The user who is the n-th head of a department, counted from 0. */
export function headOf(facts: Facts, n: number): number {
  return FIRST_HEAD + (n % headCount(facts));
}

/** Tells whether a user can ever be a leader. */
export function canLead(facts: Facts, user: number): boolean {
  return user === CHIEF || isHead(facts, user);
}

function isHead(facts: Facts, user: number): boolean {
  return user >= FIRST_HEAD && user < FIRST_HEAD + headCount(facts);
}

/** The department of a user, which stays. */
export function departmentOf(facts: Facts, user: number): Department {
  if (user === CHIEF) return 'Strategy';
  const place = user - FIRST_HEAD;
  return isHead(facts, user)
    ? (departments[(place + facts.keys.leaders) % departments.length] as Department)
    : department(mix(facts.keys.users, user));
}

/** The position of a user at an instant. */
export function positionOf(facts: Facts, user: number, instant: number): Position {
  return { job_title: jobTitleOf(facts, user, instant), department: departmentOf(facts, user) };
}

function jobTitleOf(facts: Facts, user: number, instant: number): string {
  if (user === CHIEF) return 'Chief Executive Officer';
  if (isHead(facts, user)) return headTitle(departmentOf(facts, user));
  const years = Math.max(0, instant - facts.people.joinedAt(user)) / YEAR_MS;
  return jobTitle(mix(facts.keys.users, user), years);
}
