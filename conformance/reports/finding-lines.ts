import { inLine, shortened } from '../util/escape.ts';
import { firstFew } from '../util/first-few.ts';
import { plural, wordOf } from './check-status.ts';
import type { Finding } from './findings.ts';

/** The number of cases that a line of text lists. */
const MOST_LISTED = 10;
const MOST_OF_A_TEXT = 500;

/** A finding in one line without its cases: `FAILED MUST says-how-it-ended in 23 cases`. */
export function findingTitle({ cases, checks, names }: Finding): string {
  const [check] = checks;
  const status = check === undefined ? '' : `${wordOf(check)} ${check.level} `;
  return inLine(`${status}${names.join(', ')} in ${plural(cases.length, 'case')}`);
}

/** A finding as plain lines, for views that have no layout of their own. */
export function findingLines(finding: Finding): readonly string[] {
  const { cases, checks, looksLike, advice, printed, again } = finding;
  const texts = (of: 'expected' | 'seen') => [...new Set(checks.map((check) => check[of]))].join('; ');
  const ids = cases.map(({ id }) => id);
  return [
    findingTitle(finding),
    `  expected  ${texts('expected')}`,
    `  seen      ${texts('seen')}`,
    ...(printed === '' ? [] : [`  printed   ${printed}`]),
    `  mend      ${advice}`,
    ...(looksLike === undefined ? [] : [`  like      ${looksLike}`]),
    `  again     ${again}`,
    `  cases     ${firstFew(ids, MOST_LISTED).join(', ')}`,
  ].map((line) => shortened(inLine(line), MOST_OF_A_TEXT));
}
