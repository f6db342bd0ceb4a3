import { printable } from '../check/printable.ts';
import type { CaseResult, CheckResult, ConformanceReport } from './report.ts';

const marks: Readonly<Record<CheckResult['verdict'], string>> = {
  passed: 'ok',
  failed: 'FAILED',
  unsupported: 'unsupported',
  untested: 'untested',
};

/** The report for a terminal: every case in a line, and under it what was not passed. */
export function reportText(report: ConformanceReport): string {
  const { counts, cases, client, outcome } = report;
  const lines = cases.flatMap(caseLines);
  const summary = Object.entries(counts).map(([verdict, count]) => `${count} ${verdict}`);
  return [
    ...lines,
    '',
    `${printable(client)}: ${outcome} (${summary.join(', ')} of ${totalOf(report)} checks in ${cases.length} cases)`,
    '',
  ].join('\n');
}

function totalOf({ counts }: ConformanceReport): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function caseLines({ id, title, checks }: CaseResult): readonly string[] {
  const passed = checks.filter(({ verdict }) => verdict === 'passed').length;
  const rest = checks.filter(({ verdict }) => verdict !== 'passed');
  const head = `${passed === checks.length ? '✓' : '✗'} ${id}  ${title} ${passed}/${checks.length}`;
  return [head, ...rest.flatMap(checkLines)];
}

function checkLines({ id, level, verdict, demand, expected, seen }: CheckResult): readonly string[] {
  return [
    `    ${marks[verdict]} ${level} ${id.split('/')[1]}: ${demand}`,
    `      expected ${printable(expected)}`,
    `      seen     ${printable(seen)}`,
  ];
}
