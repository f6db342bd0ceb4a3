import type { CaseResult, ConformanceReport } from '../model/report.ts';

type Timeless = Omit<ConformanceReport, 'startedAt' | 'ms' | 'cases'> & {
  readonly cases: readonly Omit<CaseResult, 'ms' | 'clientMs'>[];
};

/**
 * A report without what is another in every run of the same client; `jq 'del(.startedAt, .ms, .cases[].ms,
 * .cases[].clientMs)'` makes the same of a `report.json`.
 */
export function withoutTimes({ startedAt: _, ms: __, cases, ...rest }: ConformanceReport): Timeless {
  return { ...rest, cases: cases.map(({ ms: _, clientMs: __, ...one }) => one) };
}
