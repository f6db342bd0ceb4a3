import type { Case } from '../model/case.ts';
import type { SelectionResult } from '../model/setup.ts';
import type { Selection } from './select.ts';

/** A selection from all cases, for a report. Its shard is in the report itself. */
export function selectionResult(all: readonly Case[], { only, skip, levels }: Selection): SelectionResult {
  const checks = all.reduce((sum, one) => sum + one.checks.length, 0);
  return {
    ...(only === undefined ? {} : { only }),
    ...(skip === undefined ? {} : { skip }),
    ...(levels === undefined ? {} : { levels }),
    catalogue: { cases: all.length, checks },
  };
}
