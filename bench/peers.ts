import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { end, startNode } from './child.ts';
import type { Figure } from './figure.ts';
import { answerTime } from './get.ts';
import { peakMemory } from './process-cost.ts';
import { inTurns, median, spread } from './samples.ts';
import { serveExports } from './served.ts';
import { TemporaryFolder } from './temporary-folder.ts';

const ROUNDS = { quick: 5, full: 15 } as const;
/** The time between two tries to reach a server that starts, milliseconds. */
const RETRY_MS = 5;
const PATH = '/__admin/health';

/** A mock server for any API. */
interface Peer {
  readonly name: string;
  /** The package in the npm registry, with its version. */
  readonly packageName: string;
  /** The files that it needs, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** The arguments of Node that start it, in the folder with these files. */
  args(folder: (name: string) => string, port: number): readonly string[];
}

const prism: Peer = {
  name: 'Prism',
  packageName: '@stoplight/prism-cli@5.16.0',
  files: {
    'api.json': JSON.stringify({
      openapi: '3.0.3',
      info: { title: 'health', version: '1' },
      paths: { [PATH]: { get: { responses: { 200: { description: 'healthy' } } } } },
    }),
  },
  args: (folder, port) => [
    folder('node_modules/@stoplight/prism-cli/dist/index.js'),
    ...['mock', folder('api.json'), '-p', `${port}`, '-h', '127.0.0.1'],
  ],
};

const mockttp: Peer = {
  name: 'mockttp',
  packageName: 'mockttp@4.6.5',
  files: {
    'server.mjs': `import { getLocal } from 'mockttp';
const server = getLocal();
await server.start(Number(process.argv[2]));
await server.forGet('${PATH}').thenReply(200, 'ok');
`,
  },
  args: (folder, port) => [folder('server.mjs'), `${port}`],
};

/** Start and memory, compared with other mock servers. */
export const peers: readonly Figure<'start' | 'memory'>[] = [prism, mockttp].map(comparedWith);

/** The comparison with a peer, which is installed into a temporary folder: it needs the npm registry. */
function comparedWith(peer: Peer): Figure<'start' | 'memory'> {
  const limit = (what: string) =>
    ({
      what: `${what}, compared with ${peer.name}`,
      side: 'at most',
      bound: 1,
      goal: 0.5,
      unit: '×',
    }) as const;
  return {
    name: peer.name.toLowerCase(),
    onlyFull: true,
    limits: {
      start: limit('time from start to first response'),
      memory: limit('peak memory until the first response'),
    },
    async measure(effort) {
      using folder = new TemporaryFolder();
      install(peer, folder);
      const peaks = { own: [] as number[], other: [] as number[] };
      const args = (port: number) => peer.args((name) => folder.file(name), port);
      const [own, other] = await inTurns(
        ROUNDS[effort],
        () => startOfProduct(peaks.own),
        () => startOf(args, peaks.other),
      );
      return {
        results: {
          start: compared(median(own), median(other), 'ms'),
          memory: compared(median(peaks.own), median(peaks.other), 'MB'),
        },
        notes: [
          `${ROUNDS[effort]} starts of each in turns: product ${spread(own, 'ms')}, ${peer.packageName} ${spread(other, 'ms')}. ` +
            'The peer answers one path and has no data.',
        ],
      };
    },
  };
}

function compared(own: number, other: number, unit: string) {
  return {
    measured: `${own.toFixed(0)} ${unit}`,
    against: `${other.toFixed(0)} ${unit}`,
    value: own / other,
  };
}

function install({ packageName, files }: Peer, folder: TemporaryFolder): void {
  const options = { encoding: 'utf8', shell: process.platform === 'win32' } as const;
  const args = ['install', '--silent', '--prefix', folder.file('.'), packageName];
  const { status, stderr } = spawnSync('npm', args, options);
  if (status !== 0)
    throw new Error(`expected npm to install ${packageName}, but it ended with ${status}: ${stderr}`);
  for (const [name, text] of Object.entries(files)) writeFileSync(folder.file(name), text);
}

async function startOfProduct(peaks: number[]): Promise<number> {
  const begun = performance.now();
  await using server = await serveExports([]);
  await answerTime(`${server.url}${PATH}`);
  peaks.push(peakMemory(server.pid) / 1e6);
  return performance.now() - begun;
}

/** Milliseconds from the start of a program until it answers at its port. */
async function startOf(args: (port: number) => readonly string[], peaks: number[]): Promise<number> {
  const port = await freePort();
  const begun = performance.now();
  const child = startNode(args(port));
  child.stdout?.resume();
  try {
    for (;;) {
      if (child.exitCode !== null)
        throw new Error(`expected a server, but it ended with ${child.exitCode}. Its message is above.`);
      const answered = await answerTime(`http://127.0.0.1:${port}${PATH}`).then(
        () => true,
        () => false,
      );
      if (answered) break;
      await sleep(RETRY_MS);
    }
    peaks.push(peakMemory(child.pid ?? 0) / 1e6);
    return performance.now() - begun;
  } finally {
    await end(child, 'SIGKILL');
  }
}

/** A port that was free a moment ago. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
