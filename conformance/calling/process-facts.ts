import { readFile } from 'node:fs/promises';
import { groupMembers } from './process-group.ts';

/** What can be seen of the processes of a group by everybody on the machine; Linux only. */
export interface ProcessFacts {
  /** The most memory that any of them has held so far, bytes. */
  readonly peakBytes: number;
  /** Their command lines, each argument apart. */
  readonly argv: readonly string[];
}

/** Looks at the processes of a group; undefined where there is no looking, and when none is left. */
export async function factsOf(group: number | undefined): Promise<ProcessFacts | undefined> {
  if (process.platform !== 'linux' || group === undefined) return undefined;
  const seen = await Promise.all([group, ...(await groupMembers(group))].map(factsOfOne));
  const there = seen.filter((facts) => facts !== undefined);
  if (there.length === 0) return undefined;
  return {
    peakBytes: Math.max(...there.map(({ peakBytes }) => peakBytes)),
    argv: there.flatMap(({ argv }) => argv),
  };
}

async function factsOfOne(pid: number): Promise<ProcessFacts | undefined> {
  try {
    const [status, line] = await Promise.all([
      readFile(`/proc/${pid}/status`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
    ]);
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
    return { peakBytes: Number(peak ?? 0) * 1024, argv: line.split('\0').filter((text) => text !== '') };
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}
