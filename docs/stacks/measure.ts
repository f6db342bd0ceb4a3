import { spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, setPriority } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Exchange, RunningServer } from '../../server/index.ts';
import type { Result } from './results.ts';
import { type Situation, scenarioOf } from './scenarios.ts';
import { PROGRAMS, type Stack } from './stacks.ts';

/** Seconds after which a run ends; longer than the 300 s of several stacks. */
export const LIMIT_S = 360;

/** Seconds after which a program that still runs gets only the time that no other one needs: some spin. */
const PATIENCE_S = 10;
/** The lowest priority of a process. */
const LOWEST = 19;

/** The server and the folders of the runs. */
export interface Place {
  readonly server: RunningServer;
  /** The folder of the compiled programs and of the files. */
  readonly folder: string;
  /** The bytes of the whole export. */
  readonly whole: Buffer;
}

/** The environment of the programs: no proxy, and a language in which messages are English. */
export function environment(folder: string): NodeJS.ProcessEnv {
  const { PATH, RUSTUP_HOME = join(homedir(), '.rustup') } = process.env;
  return { PATH, RUSTUP_HOME, LANG: 'C.UTF-8', HOME: folder, TMPDIR: folder, PROGRAMS, BUILT: folder };
}

let number = 0;

/** Runs the program of a stack in a situation. */
export async function measure(stack: Stack, situation: Situation, place: Place): Promise<Result> {
  const { server, folder, whole } = place;
  const session = await server.session({
    scenario: scenarioOf(situation),
    timeScale: situation.timeScale ?? 1,
  });
  const file = join(folder, `file-${++number}`);
  const url = `${session.url}/api/v1/export?since=2026-11-01T00:00:00Z`;
  const { code, stdout, stderr } = await run(stack, [url, session.token, file], folder);
  const over = performance.now();
  const requests = await session.requests();
  const seconds = rounded((over - (requests[0]?.ms.start ?? over)) / 1000);
  const status = /^status (\d+)$/m.exec(stdout)?.[1];
  const message = messageOf(stderr, [file, folder, server.url, String(server.port), session.id]);
  const result: Result = {
    end: code === undefined ? 'waits' : code === 0 ? 'ended' : 'failed',
    ...(status === undefined ? {} : { status: Number(status) }),
    ...(code !== undefined && situation.timeScale === 1 ? { seconds } : {}),
    ...(await contentOf(file, whole, code === 0)),
    ...askedOf(requests),
    ...(code === 0 || message === '' ? {} : { message }),
  };
  await session.close();
  await rm(file, { force: true });
  return result;
}

interface Ended {
  /** Absent when the run was ended at its limit. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

function run(stack: Stack, args: readonly string[], folder: string): Promise<Ended> {
  const line = `exec ${stack.run} "$@"`;
  const child = spawn('sh', ['-c', line, 'sh', ...args], {
    cwd: folder,
    env: environment(folder),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const texts = { stdout: '', stderr: '' };
  child.stdout.on('data', (data: Buffer) => {
    texts.stdout += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => {
    texts.stderr += data.toString();
  });
  return new Promise((resolve, reject) => {
    let over = false;
    const timer = setTimeout(() => {
      over = true;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, LIMIT_S * 1000);
    const patience = setTimeout(() => lower(child.pid), PATIENCE_S * 1000);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      clearTimeout(patience);
      resolve({ code: over ? undefined : (code ?? 1), ...texts });
    });
  });
}

/** Gives a program and its group of processes the lowest priority. */
function lower(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, LOWEST);
  } catch {
    // It has just ended.
  }
  // Linux shares time among groups first, and each program has one of its own.
  writeFile(`/proc/${pid}/autogroup`, String(LOWEST)).catch(() => {});
}

/** Times after which stacks give up, in seconds. */
const TIME_LIMITS = [0, 5, 10, 15, 20, 30, 60, 90, 120, 180, 240, 300] as const;

/** Rounds to a usual time limit: timers and a busy machine exceed it by some seconds. */
function rounded(seconds: number): number {
  return TIME_LIMITS.reduce<number>(
    (best, limit) => (Math.abs(limit - seconds) <= Math.abs(best - seconds) ? limit : best),
    0,
  );
}

async function contentOf(
  file: string,
  whole: Buffer,
  ended: boolean,
): Promise<Pick<Result, 'file' | 'bytes'>> {
  const content = await readFile(file).catch(() => undefined);
  if (content === undefined) return { file: 'none', bytes: 0 };
  return { file: ended ? kindOf(content, whole) : 'left', bytes: content.length };
}

function kindOf(content: Buffer, whole: Buffer): Result['file'] {
  if (content.length === 0) return 'empty';
  if (content.equals(whole)) return 'whole';
  if (content.equals(whole.subarray(0, content.length))) return 'part';
  try {
    return gunzipSync(content).equals(whole) ? 'compressed' : 'other';
  } catch {
    return 'other';
  }
}

function askedOf(requests: readonly Exchange[]): Pick<Result, 'requests' | 'tokenElsewhere'> {
  const has = (headers: readonly (readonly [string, string])[], name: string, value: RegExp): boolean =>
    headers.some(([key, text]) => key.toLowerCase() === name && value.test(text));
  const elsewhere = requests.some(
    ({ request }) => has(request.headers, 'host', /^localhost/) && has(request.headers, 'authorization', /./),
  );
  return { requests: requests.length, ...(elsewhere ? { tokenElsewhere: true } : {}) };
}

/** The lines of stderr that can name the error, best first. */
const ERROR_LINES: readonly RegExp[] = [
  /^\s*\[cause\]: (\w.+)/,
  /status was '(.+)'/,
  /PHP Fatal error: {2}Uncaught \w+: (.+?)(?: in \/.*)?$/,
  /:in `[^']+': (.+)/,
  /^(?:Exception in thread "main" |Uncaught )?((?:[\w.$:]*(?:Error|Exception|Fault)\b|SSL).*)/,
  /^(.*(?:error|exception|fail|panic|refused|reset|closed|timed? ?out|\(\d+\)).*)/i,
  /^(.*\S.*)/,
];
/** The lines of stderr that say where the error was. */
const PLACE_LINE = /^\s+(?:at |from |File |\^|\[C\]|in )|^stack traceback|^\s*[{}]\s*$/;

/** Returns the line of stderr that says most about the error, without what differs from run to run. */
function messageOf(stderr: string, varying: readonly string[]): string {
  const lines = stderr.split('\n').filter((line) => !PLACE_LINE.test(line));
  let text = '';
  for (const expression of ERROR_LINES) {
    text = lines.map((line) => expression.exec(line)?.[1] ?? '').findLast((line) => line !== '') ?? '';
    if (text !== '') break;
  }
  for (const value of varying) text = text.replaceAll(value, '…');
  return text
    .replaceAll(/0x[0-9a-f]+/gi, '0x…')
    .replaceAll(/(?<=127\.0\.0\.1:)\d+/g, '…')
    .replaceAll(/\b\d{4}[-/]\d\d[-/]\d\d[ T]\d\d:\d\d:\d\d/g, '…')
    .replace(/ \{$/, '')
    .trim()
    .slice(0, 160);
}
