import type { Coverage } from './inspection-report.ts';
import type { LoggedFailure } from './log-text.ts';
import type { ExportRequest } from './request-text.ts';

/** ZIP times have a step of two seconds. */
const ZIP_TIME_STEP_MS = 2000;

/** The facts that decide whether the export holds everything that its rows can refer to. */
export interface CoverageFacts {
  readonly request: ExportRequest;
  /** It looks like a user export, whatever the request says. */
  readonly userProfile: boolean;
  readonly failures: readonly LoggedFailure[];
  /** `created_at` of every network in `Networks.csv`, Unix milliseconds; NaN where it cannot be read. */
  readonly networksCreated: readonly number[];
  /** The time at which the newest member was written, Unix milliseconds. */
  readonly written: number;
}

/**
 * Demands references only of an export that covers the whole past of its networks up to the time it was made.
 */
export function coverageOf(facts: CoverageFacts): Coverage {
  const { request } = facts;
  if (request.user || facts.userProfile)
    return no("one user's export refers to people and places it does not hold");
  if (facts.failures.length > 0) return no('the export is partial');
  if (request.since === undefined) return no('request.txt does not say since when');
  if (!sinceTheBeginning(request.since, facts.networksCreated)) {
    return no('the window begins after the network did, or Networks.csv does not say when that was');
  }
  if (request.until !== undefined && !(request.until >= facts.written - ZIP_TIME_STEP_MS)) {
    return no('the window ends before the export was made, and what changed since is not in it');
  }
  return { verifiable: true, why: 'the window covers everything up to the time of the export' };
}

function sinceTheBeginning(since: number, created: readonly number[]): boolean {
  if (since <= 0) return true;
  return created.length > 0 && created.every((instant) => since <= instant);
}

function no(why: string): Coverage {
  return { verifiable: false, why };
}
