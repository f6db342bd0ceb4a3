import type { CheckResult, ConformanceReport } from '../model/report.ts';
import { commandProperty, commandText, inLine, shortened } from '../util/escape.ts';
import { checksOf, nameOf, plural, problemsOf, statusOf } from './check-status.ts';

/** The maximum number of annotations of one kind that GitHub shows for a step. */
const MOST = 10;
const MOST_OF_A_TEXT = 1000;

/**
 * Renders workflow commands of GitHub Actions: an annotation for each of the first ten problems or checks
 * that keep the run from passing.
 */
export function reportGithub(report: ConformanceReport): string {
  const failing = checksOf(report).filter((check) => ['failed', 'untested'].includes(statusOf(check)));
  const first = failing.toSorted((a, b) => rank(a) - rank(b));
  const commands = [
    ...problemsOf(report).map((problem) => command('error', report.client, problem)),
    ...first.map(annotation),
  ];
  const left = commands.length - MOST;
  const rest =
    left > 0 ? [command('notice', report.client, `The report lists ${plural(left, 'more problem')}.`)] : [];
  return [...commands.slice(0, MOST), ...rest].map((line) => `${line}\n`).join('');
}

function rank(check: CheckResult): number {
  return statusOf(check) === 'failed' ? 0 : 1;
}

function annotation(check: CheckResult): string {
  const { id, level, demand, expected, seen, why } = check;
  const text = [demand, `expected: ${inLine(expected)}`, `seen: ${inLine(seen)}`, why]
    .map((line) => shortened(line, MOST_OF_A_TEXT))
    .join('\n');
  const title = `${level} ${nameOf(check)} (${id.slice(0, id.indexOf('/'))})`;
  return command('error', title, text);
}

function command(kind: 'error' | 'notice', title: string, text: string): string {
  return `::${kind} title=${commandProperty(shortened(title, 200))}::${commandText(text)}`;
}
