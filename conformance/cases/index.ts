import { type Case, caseAreas } from '../model/case.ts';
import { accessCases } from './access.ts';
import { archiveCases } from './archive.ts';
import { attachmentCases } from './attachments.ts';
import { connectionCases } from './connection.ts';
import { downloadCases } from './download.ts';
import { errorCases } from './errors.ts';
import { filesCases } from './files.ts';
import { killedCases } from './killed.ts';
import { lateEditCases } from './late-edits.ts';
import { limitCases } from './limits.ts';
import { machineCases } from './machine.ts';
import { movingClockCases } from './moving-clock.ts';
import { partialCases } from './partial.ts';
import { requestCases } from './request.ts';
import { rowCases } from './rows.ts';
import { safetyCases } from './safety.ts';
import { scaleCases } from './scale.ts';
import { sequenceCases } from './sequences.ts';
import { signInCases } from './sign-in.ts';
import { userCases } from './user.ts';
import { windowCases } from './windows.ts';

/** All cases, area by area. */
export const cases: readonly Case[] = byArea([
  ...requestCases,
  ...accessCases,
  ...signInCases,
  ...errorCases,
  ...downloadCases,
  ...archiveCases,
  ...rowCases,
  ...partialCases,
  ...attachmentCases,
  ...windowCases,
  ...lateEditCases,
  ...movingClockCases,
  ...killedCases,
  ...machineCases,
  ...sequenceCases,
  ...limitCases,
  ...scaleCases,
  ...safetyCases,
  ...connectionCases,
  ...userCases,
  ...filesCases,
]);

function byArea(all: readonly Case[]): readonly Case[] {
  return caseAreas.flatMap((area) => all.filter((one) => one.area === area));
}
