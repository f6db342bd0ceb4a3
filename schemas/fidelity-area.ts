import type { AssumptionName } from './assumptions.ts';

/** The way to change an assumed behaviour: a switch, a flag, or none (it is in the data, or it is fixed). */
export type Change = AssumptionName | `--${string}` | 'data' | 'fixed';

/** The behaviours of one part of the API, by their evidence. */
export interface Area {
  readonly documented?: readonly string[];
  readonly observed?: readonly string[];
  readonly assumed?: readonly (readonly [change: Change, behaviour: string])[];
}
