import { type WorldOptions, worldOptions } from '../../generators/index.ts';
import { type OwnScenario, scenarioByName } from '../scenarios/index.ts';
import type { CheckedOptions } from './options.ts';

/** Sessions that a server has at the same time. */
const MOST_SESSIONS = 10_000;

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

/** The world of a session with these options. `now` is its clock, Unix milliseconds. */
export function worldOf(options: CheckedOptions, now: number): WorldOptions {
  return worldOptions(options, now);
}
