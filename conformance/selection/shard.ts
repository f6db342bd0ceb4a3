import type { Case } from '../model/case.ts';
import type { Shard } from '../model/report.ts';

/**
 * The cases of one shard, in their order. All shards together have every case once, with about as many runs
 * in each; the same cases are always divided in the same way.
 */
export function shardOf(cases: readonly Case[], { index, of }: Shard): readonly Case[] {
  const loads = Array.from({ length: of }, () => 0);
  const heaviestFirst = cases.toSorted((a, b) => b.runs.length - a.runs.length || (a.id < b.id ? -1 : 1));
  const own = new Set<Case>();
  for (const one of heaviestFirst) {
    const lightest = loads.indexOf(Math.min(...loads));
    loads[lightest] = (loads[lightest] ?? 0) + one.runs.length;
    if (lightest === index - 1) own.add(one);
  }
  return cases.filter((one) => own.has(one));
}
