import type { Scenario } from '../scenario.ts';
import { bodyScenarios } from './http-bodies.ts';
import { refusingScenarios } from './http-refusals.ts';

/** Scenarios of HTTP status, head and body. */
export const httpScenarios: readonly Scenario[] = [...refusingScenarios, ...bodyScenarios];
