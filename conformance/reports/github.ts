import type { ConformanceReport } from '../model/report.ts';
import { commandProperty, commandText, inLine, shortened } from '../util/escape.ts';
import { firstFew } from '../util/first-few.ts';
import { plural, problemsOf } from './check-status.ts';
import { type Finding, findingsOf } from './findings.ts';
import { verdictText } from './verdict.ts';

/** The maximum number of annotations of one kind that GitHub shows for a step. */
const MOST = 10;
const MOST_OF_A_TEXT = 1000;
/** The number of cases of a cause that are listed. */
const MOST_CASES = 5;

/**
 * Renders workflow commands of GitHub Actions: an annotation for each of the first ten problems and findings
 * that keep the run from passing, the first to mend first.
 */
export function reportGithub(report: ConformanceReport): string {
  const { list } = findingsOf(report);
  const findings = list.filter(({ status }) => status !== 'warning');
  const commands = [
    ...problemsOf(report).map((problem) => command('error', report.client, problem)),
    ...findings.map(annotation),
  ];
  const left = commands.length - MOST;
  const rest =
    left > 0
      ? [
          command(
            'notice',
            report.client,
            `${verdictText(report)}. The report lists ${plural(left, 'more problem')}.`,
          ),
        ]
      : [];
  return [...commands.slice(0, MOST), ...rest].map((line) => `${line}\n`).join('');
}

function annotation(finding: Finding): string {
  const { cases, level, title, example, looksLike, advice, printed, again } = finding;
  const [first] = cases;
  const place = cases.length === 1 ? first?.id : `${cases.length} cases, such as ${first?.id}`;
  const texts = example.flatMap(({ demand, expected, seen }) => [
    demand,
    `expected: ${inLine(expected)}`,
    `seen: ${inLine(seen)}`,
  ]);
  const ids = firstFew(
    cases.map(({ id }) => id),
    MOST_CASES,
  ).join(', ');
  const text = [
    ...texts,
    ...(printed === '' ? [] : [`printed: ${inLine(printed)}`]),
    `mend: ${advice}`,
    ...(looksLike === undefined ? [] : [`looks like: ${looksLike}`]),
    ...(cases.length === 1 ? [] : [`cases: ${ids}`]),
    `again: ${again}`,
  ]
    .map((line) => shortened(line, MOST_OF_A_TEXT))
    .join('\n');
  return command('error', `${level}: ${title} (${place})`, text);
}

function command(kind: 'error' | 'notice', title: string, text: string): string {
  return `::${kind} title=${commandProperty(shortened(title, 200))}::${commandText(text)}`;
}
