import type { ShippedTable, TableMutant } from '../fingerprints/shipped-table.ts';
import type { Mutant } from '../mutants/mutant.ts';
import type { Cell, Row } from './row.ts';

/** A check in the table. */
export interface TableCheck {
  /** The result of the reference client. */
  readonly reference: Cell;
  /**
   * The mutants that fail it, ordered by their number of failed checks. Idle mutants are left out.
   */
  readonly by: readonly string[];
}

/** The mutants that fail each check. */
export interface MutationTable {
  readonly version: 1;
  readonly mutants: readonly TableMutant[];
  /** By the ids of the checks, in the order of the cases. */
  readonly checks: Readonly<Record<string, TableCheck>>;
}

/** The part of a table that ships. */
export function shippedOf({ mutants, checks }: MutationTable): ShippedTable {
  const by = Object.entries(checks).map(([id, check]) => [id, check.by] as const);
  return { version: 2, mutants, checks: Object.fromEntries(by) };
}

/** Builds the table from rows. `reference` is the row of the reference client. */
export function tableOf(mutantList: readonly Mutant[], rows: readonly Row[], reference: Row): MutationTable {
  const mutants = mutantList.flatMap((mutant) => {
    const row = rows.find((one) => one.mutant === mutant.name);
    return row === undefined ? [] : [tableMutant(mutant, row)];
  });
  const counts = new Map(mutants.map(({ name, failed }) => [name, failed]));
  const telling = rows
    .filter(({ mutant }) => mutants.some(({ name, idle }) => name === mutant && !idle))
    .toSorted((a, b) => (counts.get(a.mutant) ?? 0) - (counts.get(b.mutant) ?? 0));
  const checks = Object.entries(reference.cells).map(([id, cell]) => {
    const failing = telling.filter(({ cells }) => cells[id]?.verdict === 'failed');
    return [id, { reference: cell, by: failing.map(({ mutant }) => mutant) }] as const;
  });
  return { version: 1, mutants, checks: Object.fromEntries(checks) };
}

function tableMutant({ name, does, idle }: Mutant, { cells }: Row): TableMutant {
  const judged = Object.values(cells).filter(({ verdict }) => verdict === 'passed' || verdict === 'failed');
  const failed = judged.filter(({ verdict }) => verdict === 'failed').length;
  return { name, does, failed, judged: judged.length, idle: idle === true };
}

/** The demands on a table: a mutant fails every check, and every mutant fails a check. */
export interface Demands {
  readonly checks: boolean;
  readonly mutants: boolean;
}

/**
 * The checks that no mutant fails, the mutants that fail none, and the idle ones that pass some, a sentence
 * each.
 */
export function problemsOf({ mutants, checks }: ShippedTable, demands: Demands): readonly string[] {
  const unproved = Object.entries(checks).filter(([, by]) => demands.checks && by.length === 0);
  const harmless = mutants.filter(({ failed }) => demands.mutants && failed === 0);
  return [
    ...unproved.map(([id]) => `${id}: no mutant fails it`),
    ...harmless.map(({ name }) => `${name}: this mutant fails nothing`),
    ...mutants
      .filter(({ idle, failed, judged }) => idle && failed < judged)
      .map(({ name, failed, judged }) => `${name}: asks for nothing, and passes ${judged - failed} checks`),
  ];
}

/** The checks that the reference client does not pass, a sentence each. */
export function referenceProblemsOf({ checks }: MutationTable): readonly string[] {
  return Object.entries(checks)
    .filter(([, { reference }]) => reference.verdict !== 'passed')
    .map(([id, { reference }]) => `${id}: ${reference.verdict} by the reference client: ${reference.seen}`);
}

/** The mutants and checks that only one of the two tables has, a sentence each. */
export function stalenessOf(shipped: ShippedTable, now: ShippedTable): readonly string[] {
  const mutants = (table: ShippedTable) => new Map(table.mutants.map(({ name, does }) => [name, does]));
  const checks = ({ checks: all }: ShippedTable) => new Map(Object.keys(all).map((id) => [id, 'there']));
  return [...changes(mutants(shipped), mutants(now)), ...changes(checks(shipped), checks(now))];
}

/**
 * The checks whose failing mutants differ from the shipped table, a sentence each. The results of some
 * mutants depend on time and so on the load of the machine: a difference is a hint, not a problem.
 */
export function driftOf(shipped: ShippedTable, now: ShippedTable): readonly string[] {
  const by = ({ checks }: ShippedTable) =>
    new Map(Object.entries(checks).map(([id, names]) => [id, names.toSorted().join(', ') || 'none']));
  return changes(by(shipped), by(now));
}

function changes(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...before.keys(), ...now.keys()])]
    .filter((name) => before.get(name) !== now.get(name))
    .map((name) => `${name}: was ${before.get(name) ?? 'not there'}, is ${now.get(name) ?? 'not there'}`);
}
