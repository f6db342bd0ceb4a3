import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunningSession } from '../../server/index.ts';
import { unzip } from './unzip.ts';

const CLIENT = fileURLToPath(new URL('../../examples/files-export/client.py', import.meta.url));

/** The result of a run of the example client of the Files Export API. */
export interface FilesRun {
  readonly code: number | null;
  /** The states that it printed, in their order. */
  readonly states: readonly string[];
  /** The last line that it printed. */
  readonly last: string;
  /** The members of each file in its output folder. */
  readonly archives: readonly (readonly string[])[];
}

/** Runs the example client; the clock of the session advances by these milliseconds after each request. */
export async function runFilesExample(session: RunningSession, stepMs: number): Promise<FilesRun> {
  const out = await mkdtemp(join(tmpdir(), 'files-example-'));
  try {
    const window = ['--since', '2024-05-01T00:00:00Z', '--until', '2024-06-29T23:59:59Z'];
    const args = [CLIENT, '--base-url', session.url, ...window, '--out', out, '--poll', '0.02'];
    const child = spawn('python3', args, {
      env: { PATH: process.env.PATH, ENGAGE_TOKEN: session.token },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    for (const stream of [child.stderr, child.stdout])
      stream.on('data', (part: Buffer) => {
        text += part.toString();
      });
    const [code] = (await advancing(session, stepMs, once(child, 'close'))) as [number | null];
    const lines = text.trim().split('\n');
    const names = (await readdir(out)).sort();
    const archives = names.map(async (name) => [...(await unzip(await readFile(join(out, name)))).keys()]);
    return {
      code,
      states: lines.flatMap((line) => /^The export request is (.+)\.$/.exec(line)?.[1] ?? []),
      last: lines.at(-1) ?? '',
      archives: await Promise.all(archives),
    };
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

/** Lets the clock advance after every request until the client has ended. */
export async function advancing<T>(session: RunningSession, stepMs: number, ended: Promise<T>): Promise<T> {
  let after = (await session.requests({ limit: 1 })).at(-1)?.id ?? 0;
  const over = ended.then(
    () => undefined,
    () => undefined,
  );
  for (;;) {
    const exchange = await Promise.race([session.waitForRequest({ after }), over]);
    if (exchange === undefined) return ended;
    after = exchange.id;
    session.clock.advance(stepMs);
  }
}
