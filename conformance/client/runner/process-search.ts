import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A process of this machine. */
export interface FoundProcess {
  readonly pid: number;
  /** Its command line, or its name where it has none. */
  readonly command: string;
}

/** Longer command lines are cut, characters. */
const SHOWN = 100;

/** The processes that run now; none where the system does not list them. */
export function pidsNow(): ReadonlySet<number> {
  if (process.platform !== 'linux') return new Set();
  return new Set(readdirSync('/proc').flatMap((name) => (/^\d{1,10}$/.test(name) ? Number(name) : [])));
}

/**
 * Processes that belong to a run although they may have left its process group: the marker is in their
 * environment, or they work in the marker's folder. Only those that have begun since `before`; Linux only. A
 * process that clears its environment and leaves the folder cannot be distinguished from foreign processes
 * and is not found.
 */
export function processesOf(marker: string, before: ReadonlySet<number>): readonly FoundProcess[] {
  return [...pidsNow()]
    .filter((pid) => !before.has(pid) && pid !== process.pid && belongs(pid, marker))
    .map((pid) => ({ pid, command: commandOf(pid) }));
}

/** Ends processes at once. One that has ended meanwhile is passed over. */
export function killAll(processes: readonly FoundProcess[]): void {
  for (const { pid } of processes) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended.
    }
  }
}

function belongs(pid: number, marker: string): boolean {
  try {
    if (stateOf(pid) === 'Z') return false;
    if (readFileSync(`/proc/${pid}/environ`).includes(marker)) return true;
    const folder = readlinkSync(`/proc/${pid}/cwd`);
    return folder === marker || folder.startsWith(`${marker}/`);
  } catch {
    // It has ended, or is somebody else's.
    return false;
  }
}

/** The letter of its state: Z for one that has ended and was not waited for. */
function stateOf(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
}

function commandOf(pid: number): string {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
    return (words || readFileSync(`/proc/${pid}/comm`, 'utf8').trim()).slice(0, SHOWN);
  } catch {
    return 'a process that has ended meanwhile';
  }
}
