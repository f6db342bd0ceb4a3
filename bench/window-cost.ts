import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from './child.ts';
import type { Effort, Figure, Limit } from './figure.ts';
import { firstByteTime } from './get.ts';
import type { Download, Downloaded } from './programs/download.ts';
import { inTurns, median, spread } from './samples.ts';
import { NOW, serveExports } from './served.ts';
import { exportUrl } from './window.ts';

/**
 * Two networks with about the same number of rows in a day: an old one that contains much more besides, and a
 * young one that does not.
 */
interface Pair {
  readonly name: string;
  /** The old and the young network, as the table shows them. */
  readonly what: string;
  readonly old: readonly string[];
  readonly young: readonly string[];
  /** The day of the window, inside both. */
  readonly day: string;
  /** The number of rounds for the first byte, and for the whole response. */
  readonly rounds: Readonly<Record<Effort, readonly [first: number, whole: number]>>;
}

// A network grows by 15 % of its first day's users a year, so a young one has to begin with more users.
const pairs: readonly Pair[] = [
  {
    name: 'window-billion',
    what: 'of a billion messages, compared with one of ten thousand',
    old: ['--users', '600', '--messages-per-day', '13800', '--start', '2001-01-01', '--now', '2199-06-19'],
    young: [
      '--users',
      '18500',
      '--messages-per-day',
      '13800',
      '--start',
      '2199-06-16',
      '--now',
      '2199-06-19',
    ],
    day: '2199-06-17',
    rounds: { quick: [21, 5], full: [51, 15] },
  },
  {
    name: 'window-huge',
    what: 'of huge, compared with a day-old network of the same density',
    old: ['--size', 'huge', '--now', NOW],
    young: ['--users', '514000', '--messages-per-day', '320000', '--start', '2025-06-15', '--now', NOW],
    day: '2025-06-16',
    rounds: { quick: [21, 1], full: [51, 3] },
  },
  {
    name: 'window-tiny',
    what: 'of ten years at the density of tiny, compared with tiny',
    old: ['--users', '22', '--messages-per-day', '6', '--start', '2015-06-18', '--now', NOW],
    young: ['--size', 'tiny', '--now', NOW],
    day: '2025-06-16',
    rounds: { quick: [41, 21], full: [101, 51] },
  },
];

/**
 * The pause after a client has disconnected: long enough for the server to notice, so that no response waits
 * for the end of the previous one.
 */
const SETTLE_MS = 50;

const limit = (what: string): Limit => ({ what, side: 'at most', bound: 1.2, goal: 1.2, unit: '×' });

/** The cost of a day in a network that contains much more than the day. */
export const windowCosts: readonly Figure[] = pairs.map(
  (pair): Figure<'first' | 'whole'> => ({
    name: pair.name,
    limits: {
      first: limit(`first byte of a day ${pair.what}`),
      whole: limit('that whole day, per MB of CSV'),
    },
    measure: (effort) => compare(pair, pair.rounds[effort]),
  }),
);

async function compare({ old, young, day }: Pair, [firstRounds, wholeRounds]: readonly [number, number]) {
  await using oldServer = await serveExports(old);
  await using youngServer = await serveExports(young);
  await using client = new Worker<Download, Downloaded>('download.ts');
  const [oldUrl, youngUrl] = [oldServer, youngServer].map((server) =>
    exportUrl(server, `${day}T00:00:00Z`, `${day}T23:59:59Z`),
  ) as [string, string];

  for (const url of [oldUrl, youngUrl, oldUrl, youngUrl]) await firstByteTime(url);
  const first = await inTurns(
    firstRounds,
    () => settledFirstByteTime(oldUrl),
    () => settledFirstByteTime(youngUrl),
  );
  const sizes = new Map<string, number>();
  const perMegabyte = async (url: string): Promise<number> => {
    const { ms, csvBytes } = await client.do({ url });
    sizes.set(url, csvBytes);
    return ms / (csvBytes / 1e6);
  };
  const whole = await inTurns(
    wholeRounds,
    () => perMegabyte(oldUrl),
    () => perMegabyte(youngUrl),
  );
  return {
    results: { first: ratio(first, 'ms'), whole: ratio(whole, 'ms/MB') },
    notes: [
      `First byte, ${firstRounds} of each in turns: old ${spread(first[0], 'ms')}, young ${spread(first[1], 'ms')}.`,
      `Whole day, ${wholeRounds} of each in turns: old ${megabytes(sizes.get(oldUrl))} MB of CSV, ${spread(whole[0], 'ms/MB')}; ` +
        `young ${megabytes(sizes.get(youngUrl))} MB, ${spread(whole[1], 'ms/MB')}.`,
    ],
  };
}

async function settledFirstByteTime(url: string): Promise<number> {
  await wait(SETTLE_MS);
  return firstByteTime(url);
}

function ratio([old, young]: readonly [readonly number[], readonly number[]], unit: string) {
  return {
    measured: `${median(old).toFixed(1)} ${unit}`,
    against: `${median(young).toFixed(1)} ${unit}`,
    value: median(old) / median(young),
  };
}

function megabytes(bytes = 0): string {
  return (bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 0);
}
