import { firstFew } from '../util/first-few.ts';
import type { MutationTable } from './table.ts';

/** A line names this many mutants of a check. */
const NAMED = 4;

/** The table for a terminal: a line for every check, then one for every mutant. */
export function tableText({ mutants, checks }: MutationTable): string {
  const all = Object.entries(checks);
  const width = Math.max(...all.map(([id]) => id.length));
  const lines = all.map(([id, { reference, by }]) => {
    const mark = reference.verdict === 'passed' && by.length > 0 ? ' ' : '✗';
    return `${mark} ${id.padEnd(width)} ${String(by.length).padStart(3)}  ${named(by)}`;
  });
  const wide = Math.max(...mutants.map(({ name }) => name.length));
  const rows = mutants.map(
    ({ name, does, failed, judged }) =>
      `${failed > 0 ? ' ' : '✗'} ${name.padEnd(wide)} ${`${failed} of ${judged}`.padStart(11)}  ${does}`,
  );
  return `Checks, and which mutants fail them\n\n${lines.join('\n')}\n\nMutants, and how many checks they fail\n\n${rows.join('\n')}\n`;
}

function named(names: readonly string[]): string {
  return firstFew(names, NAMED).join(', ');
}
