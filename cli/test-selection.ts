import {
  type CheckLevel,
  type Feature,
  features,
  type ListedCase,
  levels,
  requiredFeatures,
  type Selection,
  SelectionError,
} from '../conformance/index.ts';
import type { Flags, FlagValues } from './flags.ts';
import { UsageError } from './usage-error.ts';

/** The flags that select cases. */
export const selectionFlags = {
  only: {
    type: 'string',
    multiple: true,
    value: 'PATTERN',
    words: 'check',
    help: 'run cases by id or area, or checks by id; * matches any text; may be repeated (all)',
  },
  skip: {
    type: 'string',
    multiple: true,
    value: 'PATTERN',
    words: 'check',
    help: 'skip cases or checks by the same patterns; may be repeated (none)',
  },
  level: {
    type: 'string',
    value: 'LEVELS',
    words: levels,
    help: 'run only checks of these levels, such as MUST,SHOULD (all)',
  },
  shard: { type: 'string', value: 'I/N', help: 'run part I of N, such as 1/4 (all)' },
  require: {
    type: 'string',
    multiple: true,
    value: 'FEATURES',
    words: features,
    help: `fail when nothing of a feature was judged, such as network,resume,user or until; may be repeated`,
  },
} as const satisfies Flags;

/** Returns the selection of the flags. */
export function selectionOf(values: FlagValues<typeof selectionFlags>): Selection {
  const { only, skip, level, shard } = values;
  return { only, skip, levels: levelsOf(level), shard: shardOf(shard) };
}

/** Returns the features that the flag requires; undefined without the flag. */
export function requiredOf({ require }: FlagValues<typeof selectionFlags>): readonly Feature[] | undefined {
  const names = require?.flatMap((text) => text.split(',')).map((name) => name.trim().toLowerCase());
  return names && requiredFeatures(names);
}

function levelsOf(text: string | undefined): readonly CheckLevel[] | undefined {
  return text?.split(',').map((word) => {
    const level = levels.find((one) => one === word.trim().toUpperCase());
    if (level !== undefined) return level;
    throw new UsageError(`--level: expected a list of ${levels.join(',')}, got '${text}'.`);
  });
}

const MOST_SHARDS = 1000;

function shardOf(text: string | undefined): Selection['shard'] {
  if (text === undefined) return undefined;
  const [, index = 0, of = 0] = /^(\d{1,4})\/(\d{1,4})$/.exec(text)?.map(Number) ?? [];
  if (index >= 1 && index <= of && of <= MOST_SHARDS) return { index, of };
  throw new UsageError(`--shard: expected I/N such as 1/4, got '${text}'.`);
}

/**
 * Runs a function that selects cases. An invalid selection is a `UsageError` that names `flag`, or the flag
 * of the part that is wrong.
 */
export async function choosing<T>(act: () => T | Promise<T>, flag?: string): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof SelectionError)) throw error;
    const name = flag ?? error.part;
    throw new UsageError(name === 'all' ? error.message : `--${name}: ${error.message}`);
  }
}

/** Lists cases and their checks as text. */
export function listText(cases: readonly ListedCase[]): string {
  const lines = cases.flatMap(({ id, title, checks }) => [
    `${id}  ${title}`,
    ...checks.map((check) => `  ${check.level.padEnd(6)}  ${check.id}`),
  ]);
  const all = cases.reduce((sum, { checks }) => sum + checks.length, 0);
  return `${[...lines, `${cases.length} cases, ${all} checks.`].join('\n')}\n`;
}
