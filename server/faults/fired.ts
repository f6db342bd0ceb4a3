import type { Step } from '../scenarios/index.ts';

/** Reports that a step has taken effect; `byte` is the position in the response body where this is known. */
export type Fired = (step: Step, byte?: number) => void;
