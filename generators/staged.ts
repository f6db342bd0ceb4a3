import type { Window } from './contract.ts';
import type { Population } from './population.ts';

/** A stage of something short-lived: an AMA that starts and ends, a topic that is approved. */
export interface Stage {
  readonly member: number;
  /** 0 for its creation, then 1, 2, … */
  readonly stage: number;
  /** Unix milliseconds. */
  readonly at: number;
}

/**
 * For members of a population that change at times fixed from the beginning, all of them soon after the
 * creation.
 */
export interface Staging {
  readonly population: Population;
  /** The beginning of each stage of a member, in order of time; the first is its creation. */
  readonly stages: (member: number) => readonly number[];
  /** The maximum number of milliseconds from the first stage to the last. */
  readonly longest: number;
}

/** Every stage that begins in the window. */
export function* stagesIn(staging: Staging, window: Window): Generator<Stage> {
  const { population, stages, longest } = staging;
  for (
    let member = population.count(window.from - longest - 1);
    population.cameAt(member) < window.to;
    member++
  ) {
    for (const [stage, at] of stages(member).entries()) {
      if (at >= window.from && at < window.to) yield { member, stage, at };
    }
  }
}

/** The members whose latest stage by `window.now` begins in the window, each once. */
export function* stagedIn(staging: Staging, window: Window): Generator<Stage> {
  for (const stage of stagesIn(staging, window)) {
    const next = staging.stages(stage.member)[stage.stage + 1];
    if (next === undefined || next > window.now) yield stage;
  }
}
