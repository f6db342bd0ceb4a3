import { Worker } from './child.ts';
import type { Figure } from './figure.ts';
import { peakMemory } from './process-cost.ts';
import type { Download, Downloaded } from './programs/download.ts';
import { median } from './samples.ts';
import { NOW, serveExports } from './served.ts';
import { type Client, secondsOf, secondsUrl } from './window.ts';

const SHORT_BYTES = 100e6;
const LONG_BYTES = { quick: 1e9, full: 10e9 } as const;
/**
 * The number of short runs. The peak of a short export depends on the time of garbage collection, so the
 * median counts.
 */
const SHORT_RUNS = 3;
const DAY_SECONDS = 86_400;
/** The size of an average day, weekend included, as a share of the Monday that is measured. */
const AVERAGE_DAY = 0.75;
const NETWORK = ['--size', 'huge', '--now', NOW];

/** The maximum memory of a server, and its growth with the size of the export. */
export const memory: Figure<'growth' | 'peak'> = {
  name: 'memory',
  limits: {
    growth: {
      what: 'peak memory of a long export, compared with one of 100 MB of CSV',
      side: 'at most',
      bound: 1.1,
      goal: 1.1,
      unit: '×',
    },
    peak: { what: 'peak memory of a long export', side: 'at most', bound: 200, goal: 200, unit: 'MB' },
  },
  async measure(effort) {
    await using client = new Worker<Download, Downloaded>('download.ts');
    const [short, long] = await sizes(LONG_BYTES[effort], client);
    const smalls = await shortRuns(short, client);
    const small = median(smalls.map(({ peak }) => peak));
    const large = await peakOf(long, client);
    const measured = `${large.peak.toFixed(0)} MB`;
    return {
      results: {
        growth: { measured, against: `${small.toFixed(0)} MB`, value: large.peak / small },
        peak: { measured, against: '', value: large.peak },
      },
      notes: [
        `A fresh server for each export. Peak resident memory after ${gigabytes(smalls[0])} GB of CSV, ${SHORT_RUNS} times: ` +
          `${smalls.map(({ peak }) => peak.toFixed(0)).join(', ')} MB; after ${gigabytes(large)} GB: ${large.peak.toFixed(0)} MB.`,
      ],
    };
  },
};

/**
 * The numbers of seconds that contain the two amounts, from a separate server, because the requests would
 * count.
 */
async function sizes(longBytes: number, client: Client): Promise<readonly [short: number, long: number]> {
  await using server = await serveExports(NETWORK);
  const short = await secondsOf(SHORT_BYTES, server, client);
  const { csvBytes } = await client.do({ url: secondsUrl(server, DAY_SECONDS) });
  const days = longBytes / csvBytes;
  return [short, Math.round((days > 1 ? days / AVERAGE_DAY : days) * DAY_SECONDS)];
}

type Run = Downloaded & { readonly peak: number };

async function shortRuns(seconds: number, client: Client): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for (let run = 0; run < SHORT_RUNS; run++) runs.push(await peakOf(seconds, client));
  return runs;
}

async function peakOf(seconds: number, client: Client): Promise<Run> {
  await using server = await serveExports(NETWORK);
  const downloaded = await client.do({ url: secondsUrl(server, seconds) });
  return { ...downloaded, peak: peakMemory(server.pid) / 1e6 };
}

function gigabytes(run: Run | undefined): string {
  return ((run?.csvBytes ?? 0) / 1e9).toFixed(2);
}
