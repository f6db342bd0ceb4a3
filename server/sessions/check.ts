import { type WorldOptions, worldOptions } from '../../generators/index.ts';
import { completeAssumptions } from '../../schemas/index.ts';
import { type OwnScenario, scenarioByName, shown } from '../scenarios/index.ts';
import type { SessionOptions } from './options.ts';

/** Sessions that a server has at the same time. */
const MOST_SESSIONS = 10_000;

/** A session was told something that cannot be. The message says what was expected and what came. */
export class SessionOptionsError extends Error {
  override readonly name = 'SessionOptionsError';
}

/** There are so many sessions that there cannot be another one. */
export class TooManySessionsError extends Error {
  override readonly name = 'TooManySessionsError';
}

/** @throws TooManySessionsError when there is no room for one more. */
export function checkRoom(sessions: number): void {
  if (sessions < MOST_SESSIONS) return;
  throw new TooManySessionsError(
    `expected at most ${MOST_SESSIONS} sessions at the same time, got one more: end those that are no longer needed.`,
  );
}

/** What the scenarios that people bring may have together, bytes of JSON. */
const MOST_SCENARIO_BYTES = 64 * 1024 * 1024;

/** The bytes of a scenario in JSON, which is about what it costs to hold. */
export function bytesOf(scenario: OwnScenario): number {
  return Buffer.byteLength(JSON.stringify(scenario));
}

/** The bytes of a scenario that a session alone holds; 0 for one that has a name in the catalogue or among the own ones. */
export function inlineBytes(scenario: OwnScenario | undefined, own: readonly OwnScenario[]): number {
  if (scenario === undefined || own.includes(scenario) || scenarioByName(scenario.name) === scenario)
    return 0;
  return bytesOf(scenario);
}

/** @throws TooManySessionsError when there is no room for so many bytes more. */
export function checkScenarioBytes(held: number, more: number): void {
  if (more <= 0 || held + more <= MOST_SCENARIO_BYTES) return;
  throw new TooManySessionsError(
    `expected at most ${MOST_SCENARIO_BYTES} bytes of scenarios in all sessions together, got ${more} more than the ${held} that are held: end sessions, or name a scenario instead of sending it again.`,
  );
}

/** Finds out whether there can be a session with these options, and what its world is. `now` is its clock, Unix milliseconds. */
export function checkSession(options: SessionOptions, now: number): WorldOptions {
  check(options);
  completeAssumptions(options.assumptions ?? {});
  if (!(now >= 0 && now < Date.UTC(2200, 0, 1))) {
    throw new SessionOptionsError(`now: expected an instant from 1970-01-01 until 2200-01-01, got ${now}.`);
  }
  return worldOptions(options, now);
}

function check({ profile, compression, rateLimit, haste }: SessionOptions): void {
  oneOf('profile', profile, ['current', 'legacy']);
  oneOf('compression', compression, ['deflate', 'store']);
  inBounds('haste', haste, 1_000_000);
  if (rateLimit === undefined) return;
  inBounds('rateLimit.requests', rateLimit.requests ?? Number.NaN, 100_000);
  inBounds('rateLimit.seconds', rateLimit.seconds ?? Number.NaN, 86_400);
}

function oneOf(name: string, value: string | undefined, choices: readonly string[]): void {
  if (value === undefined || choices.includes(value)) return;
  throw new SessionOptionsError(`${name}: expected one of ${choices.join(', ')}, got ${shown(value)}.`);
}

function inBounds(name: string, value: number | undefined, most: number): void {
  if (value === undefined || (typeof value === 'number' && value >= 1 && value <= most)) return;
  throw new SessionOptionsError(`${name}: expected a number from 1 to ${most}, got ${shown(value)}.`);
}
