import type { CaseResult, ConformanceReport } from '../model/report.ts';

type Timeless = Omit<ConformanceReport, 'startedAt' | 'ms' | 'cases'> & {
  readonly cases: readonly Omit<CaseResult, 'ms' | 'clientMs'>[];
};

/**
 * A report without the times, which differ in every run of the same client. The same for a `report.json`:
 * `jq 'del(.startedAt, .ms, .cases[].ms, .cases[].clientMs)'`.
 */
export function withoutTimes({ startedAt: _, ms: __, cases, ...rest }: ConformanceReport): Timeless {
  return { ...rest, cases: cases.map(({ ms: _, clientMs: __, ...one }) => one) };
}
