import { DAY_MS } from '../../schemas/durations.ts';
import type { Run } from '../model/case.ts';
import type { CheckSpec } from '../model/check.ts';
import { SINCE } from './failures.ts';
import { WATERMARK } from './together.ts';

export const OVERWRITTEN = 'A failed run changes no earlier export. Seen broken in public clients.';

/** A daily run. */
export const nextDay = (run: Partial<Run> & Pick<Run, 'ends'>): Run => ({
  operation: 'resume',
  parameters: { since: SINCE },
  advanceMs: DAY_MS,
  ...run,
});

export const meets: CheckSpec = {
  check: 'goes-on-where-it-ended',
  level: 'MUST',
  rule: WATERMARK,
  label: 'observed',
  why: 'The data in a gap between two windows is never exported.',
};

export const keepsTheEarlier = (run?: number): CheckSpec => ({
  check: 'keeps-the-earlier-export',
  ...(run === undefined ? {} : { run }),
  level: 'MUST',
  rule: OVERWRITTEN,
  label: 'observed',
  why: 'A good export is lost.',
});

export const ends = (run: number | undefined, rule: string, why: string): CheckSpec => ({
  check: 'says-how-it-ended',
  ...(run === undefined ? {} : { run }),
  level: 'MUST',
  rule,
  label: 'observed',
  why,
});

export const whole = (rule: string, run?: number): CheckSpec => ({
  check: 'keeps-the-export',
  ...(run === undefined ? {} : { run }),
  level: 'MUST',
  rule,
  label: 'observed',
  why: 'A row that is missing from the export of its window is in no export.',
});
