import type { CaseResult } from '../model/report.ts';
import { type CheckStatus, someStands } from './check-status.ts';

/** The statuses of checks, the worst first, with the title of a group of cases and the mark of one. */
export const statuses: readonly {
  readonly status: CheckStatus;
  readonly title: string;
  readonly word: string;
  readonly mark: string;
}[] = [
  { status: 'failed', title: 'A MUST failed', word: 'a MUST failed', mark: '✗' },
  { status: 'untested', title: 'Not tested', word: 'not tested', mark: '?' },
  { status: 'warning', title: 'A SHOULD or MAY failed', word: 'a SHOULD or MAY failed', mark: '!' },
  { status: 'known', title: 'Known failures', word: 'known failure', mark: '~' },
  { status: 'unsupported', title: 'Unsupported', word: 'unsupported', mark: '–' },
  { status: 'passed', title: 'Passed', word: 'passed', mark: '✓' },
];

/** The status of a case: the worst one of its checks; passed checks count more than unsupported ones. */
export function caseStatus(one: CaseResult): CheckStatus {
  const worst = statuses.find(({ status }) => someStands(one, status))?.status ?? 'passed';
  return worst === 'unsupported' && someStands(one, 'passed') ? 'passed' : worst;
}
