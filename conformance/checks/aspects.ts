import { artefactAspects } from './aspects/artefact.ts';
import { outcomeAspects } from './aspects/outcome.ts';
import { requestAspects } from './aspects/request.ts';
import { safetyAspects } from './aspects/safety.ts';
import { stateAspects } from './aspects/state.ts';

/** Everything that can be looked at in a run. */
export const aspects = {
  ...outcomeAspects,
  ...artefactAspects,
  ...requestAspects,
  ...stateAspects,
  ...safetyAspects,
} as const;

export type AspectName = keyof typeof aspects;
