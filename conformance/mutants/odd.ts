import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import * as yauzl from 'yauzl';
import { send } from '../reference-client/send.ts';
import type { Mutant } from './mutant.ts';

/** Longer than any case. */
const LONG_MS = 3_600_000;
/** Many looks of the kit, also on a busy machine. */
const HELD_MS = 1000;
const SLEEP = `setTimeout(() => {}, ${LONG_MS})`;

/** Something that goes on for long, and holds the pipes of whoever started it if it has them. */
function startSleeper(stdio: 'ignore' | 'inherit'): void {
  spawn(process.execPath, ['-e', SLEEP], { stdio }).unref();
}

/** Clients that are hardly any: what the kit has to survive. */
export const oddMutants: readonly Mutant[] = [
  {
    name: 'null',
    does: 'Does nothing and exits with 0.',
    run: async () => 0,
    processes: ['request.since', 'windows.killed-*', 'request.*-in-another-zone'],
    idle: true,
  },
  {
    name: 'flooder',
    does: 'Prints without end.',
    run: async ({ print, signal }) => {
      const line = 'x'.repeat(99_999);
      while (!signal.aborted) {
        print('stdout', line);
        await sleep(2);
      }
      return 1;
    },
    processes: 'all',
    idle: true,
    timeLimitSeconds: 0.7,
    in: ['request.since', 'access', 'errors'],
  },
  {
    name: 'waiter',
    does: 'Sends the request, then waits for something that never comes.',
    parts: {
      send: async (...given) => {
        await send(...given).then(
          ({ body }) => body.on('error', () => undefined).resume(),
          () => undefined,
        );
        return new Promise(() => undefined);
      },
    },
    timeLimitSeconds: 2,
    in: [
      'request.since',
      'access',
      'errors',
      'download',
      'archive',
      'attachments.name-too-long',
      'windows.*-night',
      'windows.good-after-bad',
      'limits.always',
      'safety',
    ],
  },
  {
    name: 'hanger',
    does: 'Sends the request, then hangs; a child process holds its pipes and ignores signals.',
    parts: {
      send: async (...given) => {
        for (const name of ['SIGTERM', 'SIGINT']) process.on(name, () => undefined);
        startSleeper('inherit');
        await send(...given).then(
          ({ body }) => body.on('error', () => undefined).resume(),
          () => undefined,
        );
        return sleep(LONG_MS) as never;
      },
    },
    processes: 'all',
    timeLimitSeconds: 3,
    in: ['request.since', 'errors.status-500', 'safety.process-list'],
  },
  {
    name: 'crasher',
    does: 'Crashes in the middle of the response.',
    parts: {
      receive: () => process.kill(process.pid, 'SIGKILL') as never,
      decideOnAnswer: () => ({ next: 'receive' }),
    },
    processes: 'all',
    in: ['request.since', 'access', 'errors', 'download.reset-*', 'safety.process-list'],
  },
  {
    name: 'leaver',
    does: 'Leaves a process running when the export is over.',
    run: (_, asReference) => {
      startSleeper('ignore');
      return asReference();
    },
    processes: ['request.*'],
    in: ['request'],
  },
  {
    name: 'argument-passer',
    does: 'Starts a helper program and passes the token as an argument.',
    run: async ({ env }, asReference) => {
      const helper = spawn(process.execPath, ['-e', SLEEP, '--', String(env.ENGAGE_TOKEN)], {
        stdio: 'ignore',
      });
      const code = await asReference();
      helper.kill();
      return code;
    },
    in: ['safety.process-list'],
    processes: 'all',
  },
  {
    name: 'hoarder',
    does: 'Holds the whole export in memory, packed and unpacked.',
    parts: {
      receive: async ({ body }, file) => {
        const parts: Buffer[] = [];
        for await (const part of body) parts.push(part as Buffer);
        await writeFile(file, Buffer.concat(parts));
      },
      verifyArchive: async (file) => {
        const zip = await yauzl.openPromise(file, { lazyEntries: true, autoClose: false });
        const parts: Buffer[] = [];
        for await (const entry of zip.eachEntry()) {
          for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part as Buffer);
        }
        zip.close();
        // Works with what it holds, so that its memory can be seen.
        await sleep(HELD_MS);
        return { members: new Set([String(parts.length)]), csvs: [], texts: new Map() };
      },
      readLog: () => ({ missing: [], notes: [] }),
    },
    in: ['scale', 'safety.zip-bomb'],
    processes: 'all',
  },
];
