import { Worker } from './child.ts';
import type { Figure } from './figure.ts';
import type { Download, Downloaded } from './programs/download.ts';
import { inTurns, median, spread } from './samples.ts';
import { NOW, type Served, serveBare, serveExports } from './served.ts';
import { secondsOf, secondsUrl } from './window.ts';

const CSV_BYTES = 100e6;
const ROUNDS = { quick: 3, full: 7 } as const;
const [SIZE, SEED] = ['huge', '7'];

/** The speed of a whole export, compared with the export as one would write it first. */
export const obviousBuild: Figure<'speed'> = {
  name: 'obvious-build',
  limits: {
    speed: {
      what: 'whole export, compared with rows through csv-stringify into archiver',
      side: 'at least',
      bound: 1.5,
      goal: 3,
      unit: '×',
    },
  },
  async measure(effort) {
    await using product = await serveExports(['--size', SIZE, '--seed', SEED, '--now', NOW]);
    await using obvious = await serveBare('obvious-build.js', [SIZE, SEED, NOW]);
    await using client = new Worker<Download, Downloaded>('download.ts');
    const seconds = await secondsOf(CSV_BYTES, product, client);
    const sizes: number[] = [];
    const speedOf = async (server: Served): Promise<number> => {
      const { ms, csvBytes } = await client.do({ url: secondsUrl(server, seconds) });
      sizes.push(csvBytes / 1e6);
      return csvBytes / 1e6 / (ms / 1000);
    };
    await speedOf(obvious);
    const [own, other] = await inTurns(
      ROUNDS[effort],
      () => speedOf(product),
      () => speedOf(obvious),
    );
    return {
      results: {
        speed: {
          measured: `${median(own).toFixed(0)} MB/s`,
          against: `${median(other).toFixed(0)} MB/s`,
          value: median(own) / median(other),
        },
      },
      notes: [
        `The same rows, ${spread(sizes, 'MB')} of CSV, ${ROUNDS[effort]} of each in turns: product ${spread(own, 'MB/s')}, obvious build ${spread(other, 'MB/s')}.`,
      ],
    };
  },
};
