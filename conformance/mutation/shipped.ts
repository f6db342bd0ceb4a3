import { writeFileSync } from 'node:fs';
import { type ShippedTable, shippedPath } from '../fingerprints/shipped-table.ts';
import { tablePage } from './page.ts';

/** Puts a table in place of the one that ships, and the page that is made of it. */
export function ship(shipped: ShippedTable): void {
  writeFileSync(shippedPath('mutants.json'), jsonText(shipped));
  writeFileSync(shippedPath('mutants.md'), tablePage(shipped));
}

/** A line for every mutant and every check, so that changes of two branches seldom meet. */
function jsonText({ version, mutants, checks }: ShippedTable): string {
  const lines = (items: readonly string[]): string => items.map((item) => `  ${item}`).join(',\n');
  const checkLines = Object.entries(checks).map(([id, by]) => `${JSON.stringify(id)}: ${JSON.stringify(by)}`);
  const mutantLines = mutants.map((mutant) => JSON.stringify(mutant));
  return `{
 "version": ${version},
 "mutants": [
${lines(mutantLines)}
 ],
 "checks": {
${lines(checkLines)}
 }
}
`;
}
