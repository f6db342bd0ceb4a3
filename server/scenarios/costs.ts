import type { Mistake } from '../../schemas/index.ts';
import type { OwnScenario, Step } from './scenario.ts';
import { USUAL_ZEROS } from './steps/archive.ts';

/** A quantity that is limited per scenario. */
interface Cost {
  /** The name of the quantity; follows a number in a message. */
  readonly of: string;
  readonly most: number;
  by(step: Step): number;
}

/** Quantities that add up, or multiply, to more than a server should do for one request. */
const costs: readonly Cost[] = [
  { of: 'ms of waiting time', most: 3_600_000, by: (step) => ('ms' in step ? step.ms : 0) },
  {
    of: 'zero bytes',
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

/** The limits that a scenario exceeds. */
export function tooMuch({ rules }: OwnScenario): readonly Mistake[] {
  const steps = rules.flatMap((rule) => rule.steps);
  return costs.flatMap(({ of, most, by }) => {
    const sum = steps.reduce((before, step) => before + by(step), 0);
    return sum <= most
      ? []
      : [{ path: '/rules', text: `expected at most ${most} ${of} in the scenario, got ${sum}.` }];
  });
}
