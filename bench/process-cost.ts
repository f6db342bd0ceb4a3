import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts CPU time for user space in hundredths of a second. */
const TICK_MS = 10;
const KIB = 1024;

/** CPU time of a process, milliseconds. */
export interface CpuTime {
  /** In the thread that runs JavaScript. */
  readonly main: number;
  /** In all others: compression, garbage collection, compilation. */
  readonly others: number;
  /** The part of both that the kernel took. */
  readonly kernel: number;
}

/** The most memory that a process has had so far, bytes. */
export function peakMemory(pid: number): number {
  const kib = /^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1];
  return Number(kib) * KIB;
}

/** The CPU time that a process has used so far. */
export function cpuTime(pid: number): CpuTime {
  const time = { main: 0, others: 0, kernel: 0 };
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const [user, kernel] = ticks(read(`/proc/${pid}/task/${thread}/stat`));
    time[Number(thread) === pid ? 'main' : 'others'] += (user + kernel) * TICK_MS;
    time.kernel += kernel * TICK_MS;
  }
  return time;
}

/** What has been used since an earlier time. */
export function cpuSince(earlier: CpuTime, pid: number): CpuTime {
  const now = cpuTime(pid);
  return {
    main: now.main - earlier.main,
    others: now.others - earlier.others,
    kernel: now.kernel - earlier.kernel,
  };
}

/** User and kernel time; the name before them may hold spaces, but no closing bracket comes after it. */
function ticks(stat: string): [user: number, kernel: number] {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return [Number(fields[11]), Number(fields[12])];
}

function read(path: string): string {
  return readFileSync(path, 'utf8');
}
