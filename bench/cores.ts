import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { Worker } from './child.ts';
import type { Figure } from './figure.ts';
import { cpuSince, cpuTime } from './process-cost.ts';
import type { Download, Downloaded } from './programs/download.ts';
import { inTurns, median, spread } from './samples.ts';
import { NOW, type Served, serveExports } from './served.ts';
import { type Client, secondsOf, secondsUrl } from './window.ts';

const CSV_BYTES = 300e6;
const ROUNDS = { quick: 3, full: 7 } as const;
/** The cores of the pinned server: the second and, in its turn, the first two. */
const [ONE, TWO] = ['1', '0,1'];
/** The numbers of threads on the curve, as far as there are cores. */
const THREADS = [0, 1, 2, 4, 8, 16];
const FLAGS = ['--size', 'huge', '--now', NOW];

const run = promisify(execFile);

/** The speed of a whole export with two cores, compared with one, and with threads. */
export const cores: Figure<'cores'> = {
  name: 'cores',
  limits: {
    cores: {
      what: 'whole export by a server with two cores, compared with one',
      side: 'at least',
      bound: 1.2,
      goal: 1.7,
      unit: '×',
    },
  },
  async measure(effort) {
    await using client = new Worker<Download, Downloaded>('download.ts');
    // A server on one core has no threads by default, and one on two cores has one.
    await using onOne = await serveExports([...FLAGS, '--workers', '0']);
    await using onTwo = await serveExports([...FLAGS, '--workers', '1']);
    await pin(onOne, ONE);
    await pin(onTwo, TWO);
    const seconds = await secondsOf(CSV_BYTES, onTwo, client);
    const [two, one] = await inTurns(
      ROUNDS[effort],
      () => speedOf(onTwo, client, seconds),
      () => speedOf(onOne, client, seconds),
    );
    const [withTwo, withOne] = [median(two), median(one)];
    return {
      results: {
        cores: {
          measured: `${withTwo.toFixed(0)} MB/s`,
          against: `${withOne.toFixed(0)} MB/s`,
          value: withTwo / withOne,
        },
      },
      notes: [
        `Server pinned with taskset, ${ROUNDS[effort]} of each in turns: two cores ${spread(two, 'MB/s')}, one core ${spread(one, 'MB/s')}; each with its usual number of threads, one and none.`,
        ...(await curve(client, seconds, ROUNDS[effort])),
      ],
    };
  },
};

/** Lets the threads of a server run on these cores only; those that start later inherit it. */
async function pin({ pid }: Served, list: string): Promise<void> {
  await run('taskset', ['-acp', list, String(pid)]);
}

/** A line for each number of threads, on all cores. */
async function curve(client: Client, seconds: number, rounds: number): Promise<string[]> {
  const lines: string[] = [];
  for (const threads of THREADS.filter((count) => count <= availableParallelism())) {
    await using server = await serveExports([...FLAGS, '--workers', String(threads)]);
    await speedOf(server, client, seconds);
    const before = cpuTime(server.pid);
    const speeds: number[] = [];
    for (let round = 0; round < rounds; round++) speeds.push(await speedOf(server, client, seconds));
    const { main, others } = cpuSince(before, server.pid);
    lines.push(
      `--workers ${threads}: ${spread(speeds, 'MB/s')}, CPU ${((main + others) / rounds).toFixed(0)} ms for each export.`,
    );
  }
  return lines;
}

async function speedOf(server: Served, client: Client, seconds: number): Promise<number> {
  const { ms, csvBytes } = await client.do({ url: secondsUrl(server, seconds) });
  return csvBytes / 1e6 / (ms / 1000);
}
