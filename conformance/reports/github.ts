import type { ConformanceReport } from '../model/report.ts';
import type { ClientSetup } from '../model/setup.ts';
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
 * that keep the run from passing, the first to mend first. A finding is at the command of the client in its
 * description.
 */
export function reportGithub(report: ConformanceReport): string {
  const { list } = findingsOf(report);
  const findings = list.filter(({ status }) => status !== 'warning');
  const commands = [
    ...problemsOf(report).map((problem) => command('error', report.client, problem)),
    ...findings.map((finding) => annotation(finding, report.setup)),
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

function annotation(finding: Finding, { source }: ClientSetup): string {
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
  // The command that fails is the place in the repository that a reader can open.
  const operation = first?.runs.at(-1)?.operation ?? 'network';
  const line = source?.lines[operation] ?? source?.lines.serve;
  const at = source === undefined ? {} : { file: source.file, ...(line === undefined ? {} : { line }) };
  return command('error', `${level}: ${title} (${place})`, text, at);
}

function command(
  kind: 'error' | 'notice',
  title: string,
  text: string,
  at: { readonly file?: string; readonly line?: number } = {},
): string {
  const properties = Object.entries({ ...at, title: shortened(title, 200) });
  const list = properties.map(([name, value]) => `${name}=${commandProperty(String(value))}`).join(',');
  return `::${kind} ${list}::${commandText(text)}`;
}
