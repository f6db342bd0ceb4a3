import { type WorldOptions, worldOptions } from '../../generators/index.ts';
import { type OwnScenario, scenarioByName } from '../scenarios/index.ts';
import type { CheckedOptions } from './options.ts';

/** The maximum number of sessions of a server. */
const MAX_SESSIONS = 10_000;

/** The server has no room for another session or scenario. */
export class TooManySessionsError extends Error {
  override readonly name = 'TooManySessionsError';
}

/** @throws {TooManySessionsError} when there is no room for another session. */
export function checkRoom(sessions: number): void {
  if (sessions < MAX_SESSIONS) return;
  throw new TooManySessionsError(
    `expected at most ${MAX_SESSIONS} sessions at the same time, got one more: end sessions that are no longer needed.`,
  );
}

/** The maximum size of all scenarios that were sent to the server, bytes of JSON. */
const MAX_SCENARIO_BYTES = 64 * 1024 * 1024;

/** The size of a scenario as JSON, bytes; roughly its cost in memory. */
export function bytesOf(scenario: OwnScenario): number {
  return Buffer.byteLength(JSON.stringify(scenario));
}

/**
 * The bytes of a scenario that only one session holds; 0 for a scenario of the catalogue or an own scenario.
 */
export function inlineBytes(scenario: OwnScenario | undefined, own: readonly OwnScenario[]): number {
  if (scenario === undefined || own.includes(scenario) || scenarioByName(scenario.name) === scenario)
    return 0;
  return bytesOf(scenario);
}

/** @throws {TooManySessionsError} when `more` bytes do not fit besides the `held` bytes. */
export function checkScenarioBytes(held: number, more: number): void {
  if (more <= 0 || held + more <= MAX_SCENARIO_BYTES) return;
  throw new TooManySessionsError(
    `expected at most ${MAX_SCENARIO_BYTES} bytes of scenarios in all sessions together, got ${more} bytes more, with ${held} in use: end sessions, or name a scenario instead of sending it again.`,
  );
}

/** The complete world options of a session. `now` is its clock, Unix milliseconds. */
export function worldOf(options: CheckedOptions, now: number): WorldOptions {
  return worldOptions(options, now);
}
