import { readFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { program, Worker } from './child.ts';
import type { Figure, Limit } from './figure.ts';
import { answerTime } from './get.ts';
import type { CrowdJob, CrowdState } from './programs/crowd.ts';
import { quantile, spread } from './samples.ts';
import { NOW, type Served, serveExports } from './served.ts';
import { TemporaryFolder } from './temporary-folder.ts';
import { secondsUrl } from './window.ts';

const CLIENTS = 50;
const REQUESTS = { quick: 300, full: 1500 } as const;
const PAUSE_MS = 20;
/** The length of the window in seconds: an export of that much of `huge` outlasts any measurement. */
const LONG_SECONDS = 30 * 86_400;
const NANOSECONDS = 1e6;

const limit = (what: string): Limit => ({ what, side: 'at most', bound: 50, goal: 50, unit: 'ms' });

/** The delay of a short request while many long ones run. */
export const healthLatency: Figure<'p99' | 'most'> = {
  name: 'health',
  limits: {
    p99: limit(`a health request during ${CLIENTS} exports, 99th percentile`),
    most: limit('the same, maximum'),
  },
  async measure(effort) {
    using folder = new TemporaryFolder();
    const file = folder.file('loop.json');
    const measured = await underLoad(file, REQUESTS[effort]);
    return outcome(measured, JSON.parse(await readFile(file, 'utf8')) as LoopDelay);
  },
};

/** The output of `programs/loop-delay.js`, milliseconds. */
interface LoopDelay {
  readonly median: number;
  readonly p99: number;
  readonly most: number;
}

interface Measured {
  readonly idle: readonly number[];
  readonly busy: readonly number[];
  /** The maximum event loop delay of this process meanwhile, milliseconds: it is a part of the latencies. */
  readonly ownDelayMs: number;
  readonly crowd: CrowdState;
}

async function underLoad(loopDelayFile: string, requests: number): Promise<Measured> {
  await using server = await serveExports(['--size', 'huge', '--now', NOW], {
    script: program('loop-delay.js'),
    env: { LOOP_DELAY_FILE: loopDelayFile },
  });
  await using crowd = new Worker<CrowdJob, CrowdState>('crowd.ts');
  const idle = await latencies(server, requests);
  await crowd.do({ url: secondsUrl(server, LONG_SECONDS), clients: CLIENTS });
  await wait(1_000);
  process.kill(server.pid, 'SIGUSR2');
  const own = monitorEventLoopDelay({ resolution: 1 });
  own.enable();
  const busy = await latencies(server, requests);
  own.disable();
  const state = await crowd.do('leave');
  if (state.underWay !== CLIENTS) {
    throw new Error(
      `expected ${CLIENTS} exports in progress at the end, got ${state.underWay}. Measure again.`,
    );
  }
  return { idle, busy, ownDelayMs: own.max / NANOSECONDS, crowd: state };
}

async function latencies(server: Served, requests: number): Promise<readonly number[]> {
  const samples: number[] = [];
  for (let request = 0; request < requests; request++) {
    samples.push(await answerTime(`${server.url}/__admin/health`));
    await wait(PAUSE_MS);
  }
  return samples;
}

function outcome({ idle, busy, ownDelayMs, crowd }: Measured, loop: LoopDelay) {
  const result = (share: number) => ({
    measured: `${quantile(busy, share).toFixed(1)} ms`,
    against: `${quantile(idle, share).toFixed(1)} ms idle`,
    value: quantile(busy, share),
  });
  return {
    results: { p99: result(0.99), most: result(1) },
    notes: [
      `${busy.length} requests, each on a new connection, one after another: ${spread(busy, 'ms')}; before the exports ${spread(idle, 'ms')}.`,
      `Meanwhile ${CLIENTS} exports received ${(crowd.bytes / 1e6).toFixed(0)} MB; the event loop delay of the server was ` +
        `${loop.median.toFixed(1)} ms (median), ${loop.p99.toFixed(1)} ms (99th percentile), ${loop.most.toFixed(1)} ms (maximum); ` +
        `that of the measuring process ${ownDelayMs.toFixed(1)} ms (maximum).`,
    ],
  };
}
