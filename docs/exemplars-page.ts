import type { ConformanceReport } from '../conformance/index.ts';
import { escaped, listed } from './client-results.ts';

/** An exemplar, a sentence about its design, and the report of the kit. */
export interface ExemplarResult {
  readonly name: string;
  readonly design: string;
  readonly report: ConformanceReport;
}

const HEAD = `# Exemplars

The exemplars are correct clients of the export API, each of another design. They are the counterpart of the [mutants](mutants.md): every mutant must fail a check, and no exemplar may fail a MUST. So the kit condemns no correct client because it is built in another way than the reference client. They are in [conformance/exemplars](../conformance/exemplars).

A new exemplar is a folder with a program and a \`client.json\`, with a comment that begins with \`Design:\`. Write it from the [client contract](client-contract.md) alone, as an author who does not know the kit.

\`npm run exemplars\` runs the kit on each of them and fails if one fails a MUST. \`npm run exemplars -- --write\` writes this page.
`;

const COUNTS =
  'For each area the number of checks that passed / failed / are unsupported. A check fails here only if it is a SHOULD or a MAY.';

/**
 * Returns the page with the designs, the results by area, and the checks that did not pass. `quick`: whether
 * only the cases of `--quick` ran.
 */
export function exemplarsPage(results: readonly ExemplarResult[], quick: boolean): string {
  return [
    HEAD,
    '## Designs',
    '',
    '| Exemplar | Design |',
    '| --- | --- |',
    ...results.map(({ name, design }) => `| [${name}](../conformance/exemplars/${name}) | ${design} |`),
    '',
    '## Results',
    '',
    quick ? `${COUNTS} These are the cases of \`--quick\`.` : COUNTS,
    '',
    ...resultsTable(results),
    ...results.flatMap(notPassed),
    '',
  ].join('\n');
}

function resultsTable(results: readonly ExemplarResult[]): readonly string[] {
  const areas = [...new Set(results.flatMap(({ report }) => report.cases.map(({ area }) => area)))];
  return [
    `| Exemplar | ${areas.join(' | ')} |`,
    `| --- |${' --- |'.repeat(areas.length)}`,
    ...results.map(
      ({ name, report }) => `| ${name} | ${areas.map((area) => countsOf(report, area)).join(' | ')} |`,
    ),
  ];
}

function countsOf({ cases }: ConformanceReport, area: string): string {
  const checks = cases.filter((one) => one.area === area).flatMap((one) => one.checks);
  const count = (...verdicts: readonly string[]) =>
    checks.filter(({ verdict }) => verdicts.includes(verdict)).length;
  return `${count('passed')} / ${count('failed', 'untested')} / ${count('unsupported')}`;
}

function notPassed({ name, report }: ExemplarResult): readonly string[] {
  const failed = report.cases
    .flatMap(({ checks }) => checks)
    .filter(({ verdict }) => verdict === 'failed' || verdict === 'untested');
  return listed(
    `Not passed by ${name}:`,
    failed.map(({ id, level, seen }) => `\`${id}\` (${level}): ${escaped(shortened(seen))}`),
  );
}

/** The maximum length of what was seen, characters: the report has all of it. */
const LONGEST = 200;

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text;
}
