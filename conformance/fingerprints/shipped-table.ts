import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A mutant in the table. */
export interface TableMutant {
  readonly name: string;
  readonly does: string;
  /** The number of checks that it fails, of the `judged` checks. */
  readonly failed: number;
  readonly judged: number;
  /** It asks for nothing and fails everything. */
  readonly idle: boolean;
}

/** The table as it ships: no text of a run, so that it changes only when a mutant fails another check. */
export interface ShippedTable {
  readonly version: 2;
  readonly mutants: readonly TableMutant[];
  /** The mutants that fail each check, by the check's id. */
  readonly checks: Readonly<Record<string, readonly string[]>>;
}

/** The table that ships with the package; an empty one where none was written yet. */
export function shippedTable(): ShippedTable {
  const file = shippedPath('mutants.json');
  if (!existsSync(file)) return { version: 2, mutants: [], checks: {} };
  return JSON.parse(readFileSync(file, 'utf8')) as ShippedTable;
}

/** The path of a file in the `docs` folder of the package. */
export function shippedPath(name: string): string {
  const root = dirname(createRequire(import.meta.url).resolve('engage-export-kit/package.json'));
  return join(root, 'docs', name);
}
