import type { CheckName } from '../model/check.ts';
import type { Check } from './check.ts';
import { exitChecks } from './exit.ts';
import { filesChecks } from './files.ts';
import { messageChecks } from './messages.ts';
import { outputChecks } from './output.ts';
import { requestChecks } from './request.ts';
import { safetyChecks } from './safety.ts';
import { scaleChecks } from './scale.ts';
import { sequenceChecks } from './sequence.ts';
import { stateChecks } from './state.ts';

/** All checks by name. */
export const checks = {
  ...exitChecks,
  ...messageChecks,
  ...outputChecks,
  ...requestChecks,
  ...filesChecks,
  ...stateChecks,
  ...sequenceChecks,
  ...safetyChecks,
  ...scaleChecks,
} as const satisfies Readonly<Record<CheckName, Check>>;
