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
  for (const member of population.createdIn(window.from - longest, window.to)) {
    for (const [stage, at] of stages(member).entries()) {
      if (at >= window.from && at < window.to) yield { member, stage, at };
    }
  }
}

/**
 * The members that began a stage in the window, each once and in its latest stage by `window.now`; where the
 * window says so, only those whose latest stage begins in it.
 */
export function* stagedIn(staging: Staging, window: Window): Generator<Stage> {
  let last = -1;
  for (const { member, at } of stagesIn(staging, window)) {
    const latest = latestStage(staging, member, window.now);
    if (window.things === 'latest' ? latest.at !== at : member === last) continue;
    last = member;
    yield latest;
  }
}

/** The latest stage of a member by `now`. */
export function latestStage({ stages }: Staging, member: number, now: number): Stage {
  const begun = stages(member).filter((at, stage) => stage === 0 || at <= now);
  return { member, stage: begun.length - 1, at: begun[begun.length - 1] as number };
}
