import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pidsNow } from './process-search.ts';

/**
 * Ends every process of a group: its leader and all processes that the leader started and that are still in
 * the group.
 */
export function killGroup(leader: number): void {
  if (process.platform === 'win32') {
    execFile('taskkill', ['/pid', String(leader), '/T', '/F'], () => undefined);
    return;
  }
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Nobody is left.
  }
}

/**
 * The number of processes that a group still has when its leader has ended; 1 for one or more where the
 * system does not list them. Windows has no process groups, so nothing is known there.
 */
export function leftInGroup(
  leader: number,
  platform: NodeJS.Platform = process.platform,
): number | 'uncounted' {
  if (platform === 'win32') return 'uncounted';
  if (!groupLives(leader)) return 0;
  return platform === 'linux' ? groupMembers(leader).length : 1;
}

/**
 * The processes of a group besides its leader; Linux only. These files are made by the system as they are
 * read: no disk is waited for. The `earlier` processes, which ran before the leader, are not looked at.
 */
export function groupMembers(leader: number, earlier: ReadonlySet<number> = new Set()): readonly number[] {
  return [...pidsNow()].filter((pid) => pid !== leader && !earlier.has(pid) && groupOf(pid) === leader);
}

function groupOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A process that has ended and was not waited for does not count.
    return fields[0] === 'Z' ? undefined : Number(fields[2]);
  } catch {
    return undefined;
  }
}

function groupLives(leader: number): boolean {
  try {
    return process.kill(-leader, 0);
  } catch {
    return false;
  }
}
