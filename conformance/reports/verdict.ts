import { absences, isOperation } from '../model/feature.ts';
import { isJudged } from '../model/reach.ts';
import type { ConformanceReport } from '../model/report.ts';
import { number } from './check-status.ts';

/** More options that a client lacks are counted. */
const MOST_OPTIONS = 2;

/** The reach of a verdict: `all 221 cases`, or `190 of 221 cases, no user export`. */
export function reachText({ cases, selection, reach, shard }: ConformanceReport): string {
  const judged = cases.filter(isJudged).length;
  const all = selection.catalogue.cases;
  const operations = reach.filter(({ name, state }) => isOperation(name) && state !== 'judged');
  const options = reach.filter(({ name }) => !isOperation(name));
  const lacking = options.filter(({ state }) => state === 'unsupported');
  const missing = lacking.length > MOST_OPTIONS ? operations : [...operations, ...lacking];
  return [
    judged === all ? `all ${number(all)} cases` : `${number(judged)} of ${number(all)} cases`,
    ...missing.map(({ name }) => absences[name]),
    ...(lacking.length > MOST_OPTIONS
      ? [`${options.length - lacking.length} of ${options.length} options`]
      : []),
    ...(shard === undefined ? [] : [`shard ${shard.index} of ${shard.of}`]),
  ].join(', ');
}

/** The outcome with its reach: `passed, 190 of 221 cases, no user export`. */
export function verdictText(report: ConformanceReport): string {
  return `${report.outcome}, ${reachText(report)}`;
}
