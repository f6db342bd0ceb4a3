import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';

/** Ends every process of a group, the one that made it and all that it started and that did not leave the group. */
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

/** How many processes a group has besides its leader; only whether there are any where that cannot be counted. */
export async function membersOfGroup(leader: number): Promise<number> {
  if (process.platform !== 'linux') return groupLives(leader) ? 1 : 0;
  return (await groupMembers(leader)).length;
}

/** The processes of a group besides its leader; Linux only. */
export async function groupMembers(leader: number): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && Number(name) !== leader);
  const groups = await Promise.all(pids.map(groupOf));
  return pids.filter((_, index) => groups[index] === leader).map(Number);
}

async function groupOf(pid: string): Promise<number | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // What has ended and was not waited for is no process any more.
    return fields[0] === 'Z' ? undefined : Number(fields[2]);
  } catch {
    return undefined;
  }
}

function groupLives(leader: number): boolean {
  try {
    return process.platform !== 'win32' && process.kill(-leader, 0);
  } catch {
    return false;
  }
}
