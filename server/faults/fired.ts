import type { Step } from '../scenarios/index.ts';

/** Takes what has really happened: which step, and before which byte of the answer's body where that can be said. */
export type Fired = (step: Step, byte?: number) => void;
