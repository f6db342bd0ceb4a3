import { readFileSync } from 'node:fs';
import type { Running } from './client-runner.ts';
import { groupMembers } from './process-group.ts';

/** The facts about the processes of a group that every user of the machine can see; Linux only. */
export interface ProcessFacts {
  /** The most memory that any of them has held so far, bytes. */
  readonly peakBytes: number;
  /** Their command lines, each argument apart. */
  readonly argv: readonly string[];
}

/** Looks at the processes of a group; undefined where there is no looking, and when none is left. */
export function factsOf({ group, earlier }: Pick<Running, 'group' | 'earlier'>): ProcessFacts | undefined {
  if (process.platform !== 'linux' || group === undefined) return undefined;
  const there = [group, ...groupMembers(group, earlier)]
    .map(factsOfOne)
    .filter((facts) => facts !== undefined);
  if (there.length === 0) return undefined;
  return {
    peakBytes: Math.max(...there.map(({ peakBytes }) => peakBytes)),
    argv: there.flatMap(({ argv }) => argv),
  };
}

function factsOfOne(pid: number): ProcessFacts | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
    return { peakBytes: Number(peak ?? 0) * 1024, argv: line.split('\0').filter((text) => text !== '') };
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}
