import { artefactAspects } from './aspects/artefact.ts';
import { campaignAspects } from './aspects/campaign.ts';
import { outcomeAspects } from './aspects/outcome.ts';
import { requestAspects } from './aspects/request.ts';
import { safetyAspects } from './aspects/safety.ts';
import { scaleAspects } from './aspects/scale.ts';
import { stateAspects } from './aspects/state.ts';
import { tellingAspects } from './aspects/telling.ts';

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
} as const;

export type AspectName = keyof typeof aspects;
