import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { ConformanceReport } from '../conformance/index.ts';
import { program } from './child.ts';
import type { Figure } from './figure.ts';
import { median, spread } from './samples.ts';
import { TemporaryFolder } from './temporary-folder.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CLIENT = fileURLToPath(new URL('../conformance/reference-client/client.json', import.meta.url));

const run = promisify(execFile);

/**
 * The cost of all cases for a client: the reference client, as a process for every run, and as a function for
 * a client that starts at once.
 */
export const kit: Figure<'run' | 'fast' | 'case'> = {
  name: 'kit',
  limits: {
    run: {
      what: 'a full run of the reference client with defaults',
      side: 'at most',
      bound: 60,
      goal: 60,
      unit: 's',
    },
    fast: {
      what: 'a full run of a client that starts at once: the reference client in the process of the kit',
      side: 'at most',
      bound: 15,
      goal: 15,
      unit: 's',
    },
    case: {
      what: 'average time of a case besides the runs of the client, one case at a time',
      side: 'at most',
      bound: 10,
      goal: 10,
      unit: 'ms',
    },
  },
  async measure() {
    using folder = new TemporaryFolder();
    const whole = await reportOf(folder.file('whole.json'), ['--client', CLIENT]);
    const fast = await inProcess();
    // The client waits less before a retry; that waiting is not the kit's time.
    const faster = folder.file('client.json');
    await writeFile(faster, (await readFile(CLIENT, 'utf8')).replaceAll('"0.3"', '"0.05"'));
    const single = await reportOf(folder.file('single.json'), ['--client', faster, '--parallel', '1']);
    const times = single.cases.map(({ ms, clientMs }) => ms - clientMs);
    const mean = times.reduce((sum, ms) => sum + ms, 0) / times.length;
    return {
      results: {
        run: { measured: `${whole.cases.length} cases`, against: '', value: whole.ms / 1000 },
        fast: { measured: `${fast.cases} cases`, against: '', value: fast.ms / 1000 },
        case: { measured: `${median(times).toFixed(1)} ms median`, against: '', value: mean },
      },
      notes: [
        `a case besides its client runs: ${spread(times, 'ms')}, ${times.length} cases;`,
        `the whole run: ${whole.outcome}, ${whole.counts.passed} checks passed;`,
        `in the process of the kit: ${fast.outcome}, ${fast.passed} checks passed, ${(fast.cpuMs / 1000).toFixed(1)} s of CPU time, the client's included.`,
      ],
    };
  },
};

/** The output of the program `kit-in-process.js`. */
interface InProcess {
  readonly ms: number;
  readonly outcome: string;
  readonly cases: number;
  readonly passed: number;
  readonly cpuMs: number;
}

async function inProcess(): Promise<InProcess> {
  const { stdout } = await run(process.execPath, [program('kit-in-process.js')], { cwd: ROOT });
  return JSON.parse(stdout) as InProcess;
}

async function reportOf(file: string, flags: readonly string[]): Promise<ConformanceReport> {
  const command = ['dist/cli/main.js', 'test', ...flags, '--report', file];
  // The measurement continues when a check fails.
  await run(process.execPath, command, { cwd: ROOT, maxBuffer: 1e8 }).catch((error: { code?: unknown }) => {
    if (error.code !== 1) throw error;
  });
  return JSON.parse(await readFile(file, 'utf8')) as ConformanceReport;
}
