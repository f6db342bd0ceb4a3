import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkId } from '../cases/ids.ts';
import { cases } from '../cases/index.ts';
import { shippedTable } from '../fingerprints/shipped-table.ts';
import { mutants } from '../mutants/index.ts';
import { mergedTable } from './merge.ts';
import { type MutationVerdict, runMutation } from './run-mutation.ts';
import { ship } from './shipped.ts';
import { driftOf, shippedOf, stalenessOf } from './table.ts';
import { tableText } from './text.ts';

/*
 * The mutants through all cases: prints which mutants fail which checks.
 *
 *   npm run mutants
 *   npm run mutants -- --only archive --mutant saver
 *   npm run mutants -- --write
 *   npm run mutants -- --only errors.status-500 --write
 *
 * 0 when every check is failed by a mutant, every mutant fails a check, the reference client passes all and
 * the table that ships has the same mutants and checks; 1 when not; 2 for flags that cannot be meant.
 */
const flags = {
  /** Cases, by the patterns of `engage-export test --only`. */
  only: { type: 'string', multiple: true },
  mutant: { type: 'string', multiple: true },
  /** A file for the table as JSON. */
  json: { type: 'string' },
  /** Writes the results into the table that ships; a part of a run writes its part of the table. */
  write: { type: 'boolean' },
} as const;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const begun = performance.now();
  let verdict: MutationVerdict;
  let values: ReturnType<typeof valuesOf>;
  try {
    values = valuesOf(args);
    verdict = await runMutation({ ...values, mutants: values.mutant, onRow });
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
    process.stderr.write(`mutants: ${error.message}\n`);
    return 2;
  }
  const { table, problems } = verdict;
  const whole = values.only === undefined && values.mutant === undefined;
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(table, undefined, 1)}\n`);
  if (values.write) {
    const ids = cases.flatMap((one) => one.checks.map((check) => checkId(one, check)));
    const part = { rows: verdict.rows, allCases: values.only === undefined, mutants, checks: ids };
    ship(whole ? shippedOf(table) : mergedTable(shippedTable(), part));
  }
  const stale = whole
    ? stalenessOf(shippedTable(), shippedOf(table)).map((text) => `not as it ships: ${text}`)
    : [];
  const all = [...problems, ...stale];
  const drift = whole && stale.length === 0 ? driftOf(shippedTable(), shippedOf(table)) : [];
  const advice =
    stale.length + drift.length === 0 ? [] : ['npm run mutants -- --write ships the table of now.'];
  const seconds = Math.round((performance.now() - begun) / 1000);
  const { length: count } = Object.keys(table.checks);
  const end = `${table.mutants.length} mutants, ${count} checks, ${all.length} problems, ${seconds} s`;
  process.stdout.write(
    `${[
      tableText(table),
      ...all.map((text) => `✗ ${text}`),
      ...drift.map((text) => `· not as it ships: ${text}`),
      ...advice,
      end,
    ].join('\n')}\n`,
  );
  return all.length === 0 ? 0 : 1;
}

function valuesOf(args: readonly string[]) {
  return parseArgs({ args: [...args], options: flags }).values;
}

function onRow({ mutant, ms }: { readonly mutant: string; readonly ms: number }): void {
  process.stderr.write(`${mutant} ${Math.round(ms / 1000)} s\n`);
}
