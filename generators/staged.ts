import type { Window } from './contract.ts';
import type { Population } from './population.ts';

/** A step in the short life of something: an AMA that starts and ends, a topic that is approved. */
export interface Stage {
  readonly member: number;
  /** 0 when it came to be, then 1, 2, … */
  readonly stage: number;
  /** Unix milliseconds. */
  readonly at: number;
}

/** For members of a population that change at times fixed from the beginning, all of them soon. */
export interface Staging {
  readonly population: Population;
  /** When each stage of a member begins, the first when it comes, in order of time. */
  readonly stages: (member: number) => readonly number[];
  /** Milliseconds from the first stage to the last, at most. */
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

/** Those whose latest stage by `window.now` begins in the window, each once. */
export function* stagedIn(staging: Staging, window: Window): Generator<Stage> {
  for (const stage of stagesIn(staging, window)) {
    const next = staging.stages(stage.member)[stage.stage + 1];
    if (next === undefined || next > window.now) yield stage;
  }
}
