import type { ConformanceReport } from '../model/report.ts';
import { commandProperty, commandText, inLine, shortened } from '../util/escape.ts';
import { firstFew } from '../util/first-few.ts';
import { type Cause, causesOf } from './causes.ts';
import { nameOf, plural, problemsOf } from './check-status.ts';

/** The maximum number of annotations of one kind that GitHub shows for a step. */
const MOST = 10;
const MOST_OF_A_TEXT = 1000;
/** The number of cases of a cause that are listed. */
const MOST_CASES = 5;

/**
 * Renders workflow commands of GitHub Actions: an annotation for each of the first ten problems and causes
 * that keep the run from passing.
 */
export function reportGithub(report: ConformanceReport): string {
  const causes = causesOf(report).filter(({ status }) => status !== 'warning');
  const commands = [
    ...problemsOf(report).map((problem) => command('error', report.client, problem)),
    ...causes.map(annotation),
  ];
  const left = commands.length - MOST;
  const rest =
    left > 0 ? [command('notice', report.client, `The report lists ${plural(left, 'more problem')}.`)] : [];
  return [...commands.slice(0, MOST), ...rest].map((line) => `${line}\n`).join('');
}

function annotation({ cases, checks }: Cause): string {
  const [first] = cases;
  const level = checks[0]?.level ?? 'MUST';
  const names = [...new Set(checks.map(nameOf))].join(', ');
  const place = cases.length === 1 ? first?.id : `${cases.length} cases, such as ${first?.id}`;
  const texts = checks.flatMap(({ demand, expected, seen }) => [
    demand,
    `expected: ${inLine(expected)}`,
    `seen: ${inLine(seen)}`,
  ]);
  const ids = firstFew(
    cases.map(({ id }) => id),
    MOST_CASES,
  ).join(', ');
  const text = [...texts, checks[0]?.why ?? '', ...(cases.length === 1 ? [] : [`cases: ${ids}`])]
    .map((line) => shortened(line, MOST_OF_A_TEXT))
    .join('\n');
  return command('error', `${level} ${names} (${place})`, text);
}

function command(kind: 'error' | 'notice', title: string, text: string): string {
  return `::${kind} title=${commandProperty(shortened(title, 200))}::${commandText(text)}`;
}
