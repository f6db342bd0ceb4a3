import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { tablePage } from './page.ts';
import type { ShippedTable } from './table.ts';

/** The table that ships with the package; an empty one where none was written yet. */
export function shippedTable(): ShippedTable {
  if (!existsSync(place('mutants.json'))) return { version: 2, mutants: [], checks: {} };
  return JSON.parse(readFileSync(place('mutants.json'), 'utf8')) as ShippedTable;
}

/** Puts a table in place of the one that ships, and the page that is made of it. */
export function ship(shipped: ShippedTable): void {
  writeFileSync(place('mutants.json'), jsonText(shipped));
  writeFileSync(place('mutants.md'), tablePage(shipped));
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

function place(name: string): string {
  const root = dirname(createRequire(import.meta.url).resolve('engage-export-kit/package.json'));
  return join(root, 'docs', name);
}
