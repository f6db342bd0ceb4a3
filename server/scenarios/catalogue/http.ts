import type { Scenario } from '../scenario.ts';
import { bodyScenarios } from './http-bodies.ts';
import { refusingScenarios } from './http-refusals.ts';

/** What HTTP says before and around the archive. */
export const httpScenarios: readonly Scenario[] = [...refusingScenarios, ...bodyScenarios];
