import { type Feature, features } from './feature.ts';

/** The parts of a run that a feature can have: `left-out` when no case of the run needs it. */
export const featureStates = ['judged', 'unsupported', 'untested', 'left-out'] as const;
export type FeatureState = (typeof featureStates)[number];

/** The part of a run that needs one feature. */
export interface FeatureReach {
  readonly name: Feature;
  /** `judged` when a check of a case that needs the feature passed or failed. */
  readonly state: FeatureState;
  /** The number of cases that need it, and the number of them with a judged check. */
  readonly cases: number;
  readonly judged: number;
  /** The most frequent reason for a feature that is unsupported or untested, a sentence. */
  readonly why?: string;
}

/** The part of a result that its reach depends on. */
interface Judged {
  readonly needs: readonly Feature[];
  readonly checks: readonly { readonly verdict: string; readonly seen: string }[];
}

/** The features that a run must judge, and the ones that it did not, a sentence each. */
export interface RequirementResult {
  readonly features: readonly Feature[];
  readonly problems: readonly string[];
}

/** The reach of a run: all features, in the order of `features`. */
export function reachOf(cases: readonly Judged[]): readonly FeatureReach[] {
  return features.map((name) => {
    const own = cases.filter(({ needs }) => needs.includes(name));
    const judged = own.filter(isJudged).length;
    const checks = own.flatMap((one) => one.checks);
    const state = stateOf(judged, checks);
    const head = { name, state, cases: own.length, judged };
    return state === 'judged' || state === 'left-out' ? head : { ...head, why: reasonOf(checks) };
  });
}

/** Tells whether a check of a case passed or failed. */
export function isJudged({ checks }: Pick<Judged, 'checks'>): boolean {
  return checks.some(({ verdict }) => verdict === 'passed' || verdict === 'failed');
}

function stateOf(judged: number, checks: Judged['checks']): FeatureState {
  if (judged > 0) return 'judged';
  if (checks.length === 0) return 'left-out';
  return checks.every(({ verdict }) => verdict === 'unsupported') ? 'unsupported' : 'untested';
}

function reasonOf(checks: Judged['checks']): string {
  const counts = new Map<string, number>();
  for (const { seen } of checks) counts.set(seen, (counts.get(seen) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? '';
}

/**
 * The required features of which a run judged nothing, a sentence each. A shard may leave a feature out:
 * another shard has its cases.
 */
export function requirementProblems(
  required: readonly Feature[],
  reach: readonly FeatureReach[],
  isShard: boolean,
): readonly string[] {
  return reach
    .filter(({ name, state }) => required.includes(name) && state !== 'judged')
    .filter(({ state }) => !(isShard && state === 'left-out'))
    .map(({ name, state, cases, why = '' }) =>
      state === 'left-out'
        ? `The run requires ${name}, but no selected case needs it: select its cases too.`
        : `The run requires ${name}, but judged none of its ${cases} cases. ${why}`,
    );
}
