import type { Mutant } from '../mutants/mutant.ts';
import type { Cell, Row } from './row.ts';

/** A mutant in the table. */
export interface TableMutant {
  readonly name: string;
  readonly does: string;
  /** Checks that it fails, and those that it was judged by. */
  readonly failed: number;
  readonly judged: number;
  /** It asks for nothing and fails everything. */
  readonly idle: boolean;
}

/** How a mutant fails a check. */
export interface Failing {
  readonly mutant: string;
  readonly expected: string;
  readonly seen: string;
}

/** A check in the table. */
export interface TableCheck {
  /** What was seen of the reference client, and what came of it. */
  readonly reference: Cell;
  /** Every mutant that fails it, those first that fail the fewest checks; those left out that fail everything. */
  readonly by: readonly string[];
  /** The first few of them. */
  readonly shown: readonly Failing[];
}

/** Which mutant fails which check. */
export interface MutationTable {
  readonly version: 1;
  readonly mutants: readonly TableMutant[];
  /** By the ids of the checks, in the order of the cases. */
  readonly checks: Readonly<Record<string, TableCheck>>;
}

/** So many mutants of a check are shown with what was seen. */
const SHOWN = 3;
/** What is shown of a text, characters. */
const TEXT = 300;

/** The table of these rows. `reference` is the row of the client that is right. */
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
    const shown = failing.slice(0, SHOWN).map(({ mutant, cells }): Failing => {
      const { expected, seen } = plain(cells[id] as Cell);
      return { mutant, expected, seen };
    });
    return [id, { reference: plain(cell), by: failing.map(({ mutant }) => mutant), shown }] as const;
  });
  return { version: 1, mutants, checks: Object.fromEntries(checks) };
}

function tableMutant({ name, does, idle }: Mutant, { cells }: Row): TableMutant {
  const judged = Object.values(cells).filter(({ verdict }) => verdict === 'passed' || verdict === 'failed');
  const failed = judged.filter(({ verdict }) => verdict === 'failed').length;
  return { name, does, failed, judged: judged.length, idle: idle === true };
}

/** Without what is different every time. */
function plain({ verdict, expected, seen }: Cell): Cell {
  const cut = (text: string) => (text.length > TEXT ? `${text.slice(0, TEXT)}…` : text);
  return { verdict, expected: cut(expected), seen: cut(seen.replaceAll(/\/s\/[0-9a-f]{16}\//g, '/')) };
}

/** What a table has to show: that every check is failed by a mutant, and that every mutant fails a check. */
export interface Demands {
  readonly checks: boolean;
  readonly mutants: boolean;
}

/** What is wrong with a table, as sentences: nothing when every check is worth something. */
export function problemsOf({ mutants, checks }: MutationTable, demands: Demands): readonly string[] {
  const all = Object.entries(checks);
  const unproved = all.filter(([, { by }]) => demands.checks && by.length === 0);
  const harmless = mutants.filter(({ failed }) => demands.mutants && failed === 0);
  return [
    ...all
      .filter(([, { reference }]) => reference.verdict !== 'passed')
      .map(([id, { reference }]) => `${id}: ${reference.verdict} by the reference client: ${reference.seen}`),
    ...unproved.map(([id]) => `${id}: no mutant fails it`),
    ...harmless.map(({ name }) => `${name}: this mutant fails nothing`),
    ...mutants
      .filter(({ idle, failed, judged }) => idle && failed < judged)
      .map(({ name, failed, judged }) => `${name}: asks for nothing, and passes ${judged - failed} checks`),
  ];
}

/** What the shipped table does not know, or should not know any more, as sentences. */
export function stalenessOf(shipped: MutationTable, now: MutationTable): readonly string[] {
  const mutants = (table: MutationTable) => new Map(table.mutants.map(({ name, does }) => [name, does]));
  const checks = ({ checks: all }: MutationTable) => new Map(Object.keys(all).map((id) => [id, 'there']));
  return [...changes(mutants(shipped), mutants(now)), ...changes(checks(shipped), checks(now))];
}

/** Which checks are failed by other mutants than in the shipped table, as sentences. Some mutants hang on time, and so on how busy the machine is: that is worth a look and no problem. */
export function driftOf(shipped: MutationTable, now: MutationTable): readonly string[] {
  const by = ({ checks }: MutationTable) =>
    new Map(Object.entries(checks).map(([id, check]) => [id, check.by.toSorted().join(', ') || 'none']));
  return changes(by(shipped), by(now));
}

function changes(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...before.keys(), ...now.keys()])]
    .filter((name) => before.get(name) !== now.get(name))
    .map((name) => `${name}: was ${before.get(name) ?? 'not there'}, is ${now.get(name) ?? 'not there'}`);
}
