import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts CPU time for user space in hundredths of a second. */
const TICK_MS = 10;
const KIB = 1024;

/** The CPU time of a process, milliseconds. */
export interface CpuTime {
  /** The time in the thread that runs JavaScript. */
  readonly main: number;
  /** The time in all other threads: compression, garbage collection, compilation. */
  readonly others: number;
  /** The part of both that the kernel used. */
  readonly kernel: number;
}

/** The maximum memory of a process so far, bytes. */
export function peakMemory(pid: number): number {
  const kib = /^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1];
  return Number(kib) * KIB;
}

/** The CPU time of a process so far. */
export function cpuTime(pid: number): CpuTime {
  const time = { main: 0, others: 0, kernel: 0 };
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const [user, kernel] = ticks(read(`/proc/${pid}/task/${thread}/stat`));
    time[Number(thread) === pid ? 'main' : 'others'] += (user + kernel) * TICK_MS;
    time.kernel += kernel * TICK_MS;
  }
  return time;
}

/** The CPU time since an earlier reading. */
export function cpuSince(earlier: CpuTime, pid: number): CpuTime {
  const now = cpuTime(pid);
  return {
    main: now.main - earlier.main,
    others: now.others - earlier.others,
    kernel: now.kernel - earlier.kernel,
  };
}

/**
 * The user and kernel time; the name before them may contain spaces, but no closing bracket comes after it.
 */
function ticks(stat: string): [user: number, kernel: number] {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return [Number(fields[11]), Number(fields[12])];
}

function read(path: string): string {
  return readFileSync(path, 'utf8');
}
