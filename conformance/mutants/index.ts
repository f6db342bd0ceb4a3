import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { answerMutants } from './answers.ts';
import { connectionMutants, exportSeveralTimes } from './connection.ts';
import { filesAskingMutants } from './files-asking.ts';
import { filesKeepingMutants } from './files-keeping.ts';
import { machineMutants } from './machine.ts';
import { wordMutants } from './messages.ts';
import type { Mutant } from './mutant.ts';
import { oddMutants } from './odd.ts';
import { keepingMutants } from './output.ts';
import { readingMutants } from './readings.ts';
import { requestMutants } from './requests.ts';
import { subtleMutants } from './subtle.ts';
import { unpacking } from './unpack.ts';

/** Every client that is broken on purpose. */
export const mutants: readonly Mutant[] = [
  ...requestMutants,
  ...answerMutants,
  ...readingMutants,
  ...keepingMutants,
  ...wordMutants,
  ...oddMutants,
  ...machineMutants,
  ...subtleMutants,
  ...filesAskingMutants,
  ...filesKeepingMutants,
  ...connectionMutants,
];

/** The reference client in the mutants: broken in nothing. */
export const reference: Mutant = { name: 'reference', does: 'Makes no mistake.' };

/**
 * The same client where it has to be a process, to keep rows and not the ZIP, to use a proxy, and to sign in.
 */
export const referenceForms: readonly Mutant[] = [
  { ...reference, name: 'reference-process', processes: 'all' },
  {
    ...reference,
    name: 'reference-rows',
    output: 'rows',
    parts: { publish: unpacking({ rowsOf: eachOnce }) },
  },
  { ...reference, name: 'reference-proxied', proxied: true },
  { ...reference, name: 'reference-signs-in', signsIn: true, run: exportSeveralTimes },
];

/** The rows of a CSV, those that come twice once. */
function eachOnce(csv: Buffer): string {
  const rows: string[][] = parse(csv);
  return stringify([...new Map(rows.map((row) => [JSON.stringify(row), row])).values()]);
}

/** Finds a mutant by its name, the reference client included. Throws a `RangeError` for an unknown name. */
export function mutantNamed(name: string): Mutant {
  const found = [reference, ...referenceForms, ...mutants].find((one) => one.name === name);
  if (found === undefined) throw new RangeError(`expected the name of a mutant, got '${name}'.`);
  return found;
}
