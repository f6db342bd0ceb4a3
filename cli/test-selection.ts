import {
  type CheckLevel,
  type ListedCase,
  levels,
  type Selection,
  SelectionError,
} from '../conformance/index.ts';
import type { Flags, FlagValues } from './flags.ts';
import { UsageError } from './usage-error.ts';

/** The flags that say which cases are run. */
export const selectionFlags = {
  only: {
    type: 'string',
    multiple: true,
    value: 'PATTERN',
    help: 'cases by id or area, or checks by id; * is anything; may be repeated',
  },
  skip: { type: 'string', multiple: true, value: 'PATTERN', help: 'the same for what is left out' },
  level: { type: 'string', value: 'LEVELS', help: 'only checks of these levels, as MUST,SHOULD' },
  shard: { type: 'string', value: 'I/N', help: 'one part of N, from 1; all of them together are everything' },
} as const satisfies Flags;

/** What the flags choose. */
export function selectionOf(values: FlagValues<typeof selectionFlags>): Selection {
  const { only, skip, level, shard } = values;
  return { only, skip, levels: levelsOf(level), shard: shardOf(shard) };
}

function levelsOf(text: string | undefined): readonly CheckLevel[] | undefined {
  return text?.split(',').map((word) => {
    const level = levels.find((one) => one === word.trim().toUpperCase());
    if (level !== undefined) return level;
    throw new UsageError(`--level: expected some of ${levels.join(',')}, got '${text}'.`);
  });
}

const MOST_SHARDS = 1000;

function shardOf(text: string | undefined): Selection['shard'] {
  if (text === undefined) return undefined;
  const [, index = 0, of = 0] = /^(\d{1,4})\/(\d{1,4})$/.exec(text)?.map(Number) ?? [];
  if (index >= 1 && index <= of && of <= MOST_SHARDS) return { index, of };
  throw new UsageError(`--shard: expected a part and how many there are, as 1/4, got '${text}'.`);
}

/** Runs something that chooses cases; a choice that cannot be meant is a `UsageError`. */
export async function choosing<T>(act: () => T | Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof SelectionError)) throw error;
    throw new UsageError(error.part === 'all' ? error.message : `--${error.part}: ${error.message}`);
  }
}

/** Cases and their checks, for people. */
export function listText(cases: readonly ListedCase[]): string {
  const lines = cases.flatMap(({ id, title, checks }) => [
    `${id}  ${title}`,
    ...checks.map((check) => `  ${check.level.padEnd(6)}  ${check.id}`),
  ]);
  const all = cases.reduce((sum, { checks }) => sum + checks.length, 0);
  return `${[...lines, `${cases.length} cases, ${all} checks.`].join('\n')}\n`;
}
