import { cores } from './cores.ts';
import { errorAnswers } from './error-answers.ts';
import type { Figure } from './figure.ts';
import { healthLatency } from './health-latency.ts';
import { idleScenarios } from './idle-scenarios.ts';
import { kit } from './kit.ts';
import { memory } from './memory.ts';
import { obviousBuild } from './obvious-build.ts';
import { peers } from './peers.ts';
import { start } from './start.ts';
import { wholeExport } from './whole-export.ts';
import { windowCosts } from './window-cost.ts';
import { zip64Readers } from './zip64-readers.ts';

/** All measurements, in the order of the table. */
export const figures: readonly Figure[] = [
  start,
  ...windowCosts,
  wholeExport,
  cores,
  obviousBuild,
  memory,
  errorAnswers,
  healthLatency,
  idleScenarios,
  kit,
  zip64Readers,
  ...peers,
];
