import type { AspectName } from '../model/check.ts';
import type { Aspect } from './check-spec.ts';
import { outcomeAspects } from './exit.ts';
import { tellingAspects } from './messages.ts';
import { artefactAspects } from './output.ts';
import { requestAspects } from './request.ts';
import { safetyAspects } from './safety.ts';
import { scaleAspects } from './scale.ts';
import { campaignAspects } from './sequence.ts';
import { stateAspects } from './state.ts';

/** Everything that can be looked at in a run. */
export const aspects = {
  ...outcomeAspects,
  ...tellingAspects,
  ...artefactAspects,
  ...requestAspects,
  ...stateAspects,
  ...campaignAspects,
  ...safetyAspects,
  ...scaleAspects,
} as const satisfies Readonly<Record<AspectName, Aspect>>;
