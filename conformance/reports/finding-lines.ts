import { inLine, shortened } from '../util/escape.ts';
import { firstFew } from '../util/first-few.ts';
import { plural, wordOf } from './check-status.ts';
import type { Finding } from './findings.ts';

/** The number of cases that a line of text lists. */
const MOST_LISTED = 10;
const MOST_OF_A_TEXT = 500;

/** A finding in one line without its cases: `FAILED MUST: Never ends, in 23 cases`. */
export function findingTitle(finding: Finding): string {
  return inLine(`${findingStatus(finding)}: ${finding.title}, in ${plural(finding.cases.length, 'case')}`);
}

/** The status and level of a finding: `FAILED MUST`. */
export function findingStatus({ checks, level }: Finding): string {
  const [check] = checks;
  return check === undefined ? level : `${wordOf(check)} ${level}`;
}

/** The different texts of the failed checks of the first case. */
export function exampleTexts({ example }: Finding, of: 'expected' | 'seen'): readonly string[] {
  return [...new Set(example.map((check) => check[of]))];
}

/** A finding as plain lines, for views that have no layout of their own. */
export function findingLines(finding: Finding): readonly string[] {
  const { cases, names, looksLike, advice, printed, again } = finding;
  const texts = (of: 'expected' | 'seen') => exampleTexts(finding, of).join('; ');
  const ids = cases.map(({ id }) => id);
  return [
    findingTitle(finding),
    `  checks    ${names.join(', ')}`,
    `  expected  ${texts('expected')}`,
    `  seen      ${texts('seen')}`,
    ...(printed === '' ? [] : [`  printed   ${printed}`]),
    `  mend      ${advice}`,
    ...(looksLike === undefined ? [] : [`  like      ${looksLike}`]),
    `  again     ${again}`,
    `  cases     ${firstFew(ids, MOST_LISTED).join(', ')}`,
  ].map((line) => shortened(inLine(line), MOST_OF_A_TEXT));
}
