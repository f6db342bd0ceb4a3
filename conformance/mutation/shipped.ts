import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { tablePage } from './page.ts';
import type { MutationTable } from './table.ts';

/** The table that ships with the package; an empty one where none was written yet. */
export function shippedTable(): MutationTable {
  if (!existsSync(place('mutants.json'))) return { version: 1, mutants: [], checks: {} };
  return JSON.parse(readFileSync(place('mutants.json'), 'utf8')) as MutationTable;
}

/** Puts a table in place of the one that ships, and the page that is made of it. */
export function ship(table: MutationTable): void {
  writeFileSync(place('mutants.json'), `${JSON.stringify(table, undefined, 1)}\n`);
  writeFileSync(place('mutants.md'), tablePage(table));
}

function place(name: string): string {
  const root = dirname(createRequire(import.meta.url).resolve('engage-export-kit/package.json'));
  return join(root, 'docs', name);
}
