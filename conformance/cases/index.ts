import { accessCases } from './access.ts';
import { archiveCases } from './archive.ts';
import type { Case } from './case.ts';
import { downloadCases } from './download.ts';
import { errorCases } from './errors.ts';
import { limitCases } from './limits.ts';
import { partialCases } from './partial.ts';
import { requestCases } from './request.ts';
import { windowCases } from './windows.ts';

/** Every situation that a client is put in, area by area. */
export const cases: readonly Case[] = [
  ...requestCases,
  ...accessCases,
  ...errorCases,
  ...downloadCases,
  ...archiveCases,
  ...partialCases,
  ...windowCases,
  ...limitCases,
];
