import { Worker } from './child.ts';
import type { Figure } from './figure.ts';
import { type CpuTime, cpuSince, cpuTime } from './process-cost.ts';
import type { Download, Downloaded } from './programs/download.ts';
import { inTurns, median, spread } from './samples.ts';
import { saveCsv } from './saved-csv.ts';
import { NOW, type Served, serveExports } from './served.ts';
import { TemporaryFolder } from './temporary-folder.ts';
import { type Client, secondsOf, secondsUrl } from './window.ts';

const CSV_BYTES = 300e6;
const ROUNDS = { quick: 3, full: 7 } as const;

/** The speed of turning rows into CSV, ZIP and HTTP, compared with only compressing the same CSV. */
export const wholeExport: Figure<'speed'> = {
  name: 'export',
  limits: {
    speed: {
      what: 'whole export, compared with only deflating the same CSV',
      side: 'at least',
      bound: 0.6,
      goal: 1,
      unit: '×',
    },
  },
  async measure(effort) {
    await using server = await serveExports(['--size', 'huge', '--now', NOW]);
    await using client = new Worker<Download, Downloaded>('download.ts');
    const url = secondsUrl(server, await secondsOf(CSV_BYTES, server, client));
    using folder = new TemporaryFolder();
    const [zip, csv] = [folder.file('export.zip'), folder.file('all.csv')];
    const { csvBytes } = await client.do({ url, saveAs: zip });
    await saveCsv(zip, csv);
    return await race({ server, client, url, csv, csvBytes }, ROUNDS[effort]);
  },
};

interface Race {
  readonly server: Served;
  readonly client: Client;
  readonly url: string;
  /** The file with the content of the export's CSVs. */
  readonly csv: string;
  readonly csvBytes: number;
}

async function race({ server, client, url, csv, csvBytes }: Race, rounds: number) {
  await using deflater = new Worker<string, number>('deflate.ts');
  const megabytes = csvBytes / 1e6;
  const costs: (CpuTime & { readonly client: number; readonly wall: number })[] = [];
  const exportSpeed = async (): Promise<number> => {
    const before = cpuTime(server.pid);
    const { ms, cpuMs } = await client.do({ url });
    costs.push({ ...cpuSince(before, server.pid), client: cpuMs, wall: ms });
    return megabytes / (ms / 1000);
  };
  const deflateSpeed = async (): Promise<number> => megabytes / ((await deflater.do(csv)) / 1000);
  await deflateSpeed();
  const [exports, deflates] = await inTurns(rounds, exportSpeed, deflateSpeed);
  const middle = (key: keyof (typeof costs)[number]): string =>
    median(costs.map((cost) => cost[key])).toFixed(0);
  return {
    results: {
      speed: {
        measured: `${median(exports).toFixed(0)} MB/s`,
        against: `${median(deflates).toFixed(0)} MB/s`,
        value: median(exports) / median(deflates),
      },
    },
    notes: [
      `${megabytes.toFixed(0)} MB of CSV, ${rounds} of each in turns: export ${spread(exports, 'MB/s')}, deflate ${spread(deflates, 'MB/s')}.`,
      `An export took ${middle('wall')} ms: CPU of the server's JavaScript thread ${middle('main')} ms, of its other threads ` +
        `(compression, garbage collection) ${middle('others')} ms, both with ${middle('kernel')} ms in the kernel; ` +
        `of the client, which shares the cores, ${middle('client')} ms.`,
    ],
  };
}
