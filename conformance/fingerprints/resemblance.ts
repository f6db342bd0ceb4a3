import type { ShippedTable } from './shipped-table.ts';

/** Mutants whose failures a client shares. */
export interface Resemblance {
  /** The mutant; several when they fail the same of the judged checks. */
  readonly mutants: readonly { readonly name: string; readonly does: string }[];
  /** The judged checks that these mutants fail. */
  readonly checks: ReadonlySet<string>;
}

/** The checks of a run, by id. */
export interface Outcome {
  readonly failed: ReadonlySet<string>;
  /** The checks that passed or failed. */
  readonly judged: ReadonlySet<string>;
}

/** The least share of the failures of a mutant that the client has too. */
const LEAST_SHARED = 0.85;
/** The least share of the client's failures in the cases of the mutant that the mutant has too. */
const LEAST_EXPLAINED = 0.5;
/** The least share of the failures of a mutant that no mutant before it explains. */
const LEAST_NEW = 0.5;
/** The most of all other checks that the client may fail: where nearly everything fails, nothing is named. */
const MOST_ELSEWHERE = 0.5;
/** A larger group of equal mutants says nothing. */
const MOST_ALIKE = 2;

interface Candidate {
  readonly name: string;
  readonly does: string;
  /** The number of checks that it fails in all cases. */
  readonly whole: number;
  readonly checks: ReadonlySet<string>;
}

/**
 * The mutants that together resemble a client, the one that explains most first; none when nothing is near.
 * Every check counts by its rarity: the fewer mutants fail it, the more. A mutant resembles the client when
 * the client fails at least 85 % of what the mutant fails, when the mutant explains at least half of what the
 * client fails in the same cases, and when the client passes half of all other checks. A client may have
 * several faults: another mutant is added when at least half of its failures are still unexplained.
 */
export function resemblances({ failed, judged }: Outcome, table: ShippedTable): readonly Resemblance[] {
  const weight = weightsOf(table);
  const sum = (ids: Iterable<string>) => sumOf(ids, weight);
  const [all, allFailed] = [sum(judged), sum(failed)];
  const failedIn = new Map<string, number>();
  for (const id of failed) failedIn.set(caseOf(id), (failedIn.get(caseOf(id)) ?? 0) + weight(id));
  const near = fingerprints(table, judged).filter(({ checks }) => {
    const own = sum(checks);
    const shared = sum(both(failed, checks));
    const cases = new Set(Array.from(checks, caseOf));
    const around = sumOf(cases, (name) => failedIn.get(name) ?? 0);
    const isSound = allFailed - shared <= MOST_ELSEWHERE * (all - own);
    const isNear = shared >= LEAST_SHARED * own && shared >= LEAST_EXPLAINED * around;
    return isSound && isNear && shared > 0;
  });
  const open = new Set(failed);
  const found: Resemblance[] = [];
  for (;;) {
    const gains = near
      .map((one) => ({ one, gain: sum(both(open, one.checks)) }))
      .filter(({ one, gain }) => gain > 0 && gain >= LEAST_NEW * sum(one.checks))
      .sort((a, b) => b.gain - a.gain || a.one.whole - b.one.whole);
    const [best] = gains;
    if (best === undefined) return found;
    const { checks } = best.one;
    const alike = near.filter((one) => isSame(one.checks, checks));
    const mutants = alike.map(({ name, does }) => ({ name, does }));
    if (mutants.length <= MOST_ALIKE) found.push({ mutants, checks });
    for (const id of checks) open.delete(id);
  }
}

/** The share of these checks that a resemblance explains, by their weights. */
export function explainedShare(ids: readonly string[], { checks }: Resemblance, table: ShippedTable): number {
  const weight = weightsOf(table);
  const all = sumOf(ids, weight);
  const explained = ids.filter((id) => checks.has(id));
  return all === 0 ? 0 : sumOf(explained, weight) / all;
}

function sumOf(ids: Iterable<string>, weight: (id: string) => number): number {
  let sum = 0;
  for (const id of ids) sum += weight(id);
  return sum;
}

/** The weight of a check; that of an unknown one is that of a check that no mutant fails. */
function weightsOf({ mutants, checks }: ShippedTable): (id: string) => number {
  const count = mutants.filter(({ idle }) => !idle).length;
  const weights = new Map<number, number>();
  return (id) => {
    const by = checks[id]?.length ?? 0;
    const known = weights.get(by) ?? Math.log(1 + count / (1 + by));
    weights.set(by, known);
    return known;
  };
}

/** The judged checks that each mutant fails. */
function fingerprints(table: ShippedTable, judged: ReadonlySet<string>): readonly Candidate[] {
  const failed = new Map<string, Set<string>>();
  for (const [id, names] of Object.entries(table.checks))
    if (judged.has(id)) for (const name of names) failed.set(name, (failed.get(name) ?? new Set()).add(id));
  return table.mutants.flatMap(({ name, does, failed: whole }) => {
    const checks = failed.get(name);
    return checks === undefined ? [] : [{ name, does, whole, checks }];
  });
}

function both(a: ReadonlySet<string>, b: ReadonlySet<string>): readonly string[] {
  return [...b].filter((id) => a.has(id));
}

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && both(a, b).length === a.size;
}

function caseOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}
