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
  return user >= CHIEF && user < FIRST_HEAD + headCount(facts);
}

/** The position of a user at an instant. */
export function positionOf(facts: Facts, user: number, instant: number): Position {
  if (user === CHIEF) return { job_title: 'Chief Executive Officer', department: 'Strategy' };
  const place = user - FIRST_HEAD;
  if (place >= 0 && place < headCount(facts)) {
    const led = departments[(place + facts.keys.leaders) % departments.length] as Department;
    return { job_title: headTitle(led), department: led };
  }
  const hash = mix(facts.keys.users, user);
  const years = Math.max(0, instant - facts.people.times.joinedAt(user)) / YEAR_MS;
  return { job_title: jobTitle(hash, years), department: department(hash) };
}
