import type { Mistake } from './mistake.ts';
import type { OwnScenario, Step } from './scenario.ts';
import { USUAL_ZEROS } from './steps/archive.ts';

/** Something of which a scenario may have so much altogether. */
interface Cost {
  /** What it is, after a number. */
  readonly of: string;
  readonly most: number;
  by(step: Step): number;
}

/** What would add up, or multiply, to more than a server should do for one request. */
const costs: readonly Cost[] = [
  { of: 'ms of waits', most: 3_600_000, by: (step) => ('ms' in step ? step.ms : 0) },
  {
    of: 'bytes of zeros',
    most: 64 * 1024 * 1024,
    by: (step) => (step.do === 'add-member' && step.holds === 'zeros' ? (step.bytes ?? USUAL_ZEROS) : 0),
  },
  { of: 'steps that repeat rows', most: 4, by: (step) => (step.do === 'csv-repeat' ? 1 : 0) },
  {
    of: 'steps that write long texts',
    most: 4,
    by: (step) => (step.do === 'csv-text' && step.text === 'long' ? 1 : 0),
  },
];

/** What a scenario has too much of. */
export function tooMuch({ rules }: OwnScenario): readonly Mistake[] {
  const steps = rules.flatMap((rule) => rule.steps);
  return costs.flatMap(({ of, most, by }) => {
    const sum = steps.reduce((before, step) => before + by(step), 0);
    return sum <= most
      ? []
      : [{ path: '/rules', text: `expected at most ${most} ${of} in all, got ${sum}.` }];
  });
}
