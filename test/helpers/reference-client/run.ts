import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Test } from 'tap';
import type { ReferenceParts } from '../../../conformance/reference-client/parts.ts';
import { runArguments } from '../../../conformance/reference-client/program.ts';
import { referenceParts } from '../../../conformance/reference-client/reference-parts.ts';
import { program } from '../program.ts';
import { unzip } from '../unzip.ts';

/** The program, as a process starts it. */
const [NODE, ...MAIN] = program('conformance/reference-client/main');

/** Short waits: the server is local. A busy machine may be silent for two seconds. */
const QUICK = ['--retry-wait', '0.02', '--stall-limit', '4', '--first-byte-limit', '8'];

export interface Place {
  readonly url: string;
  readonly token: string;
}

/** The folders that a client is given. */
export interface Folders {
  readonly out: string;
  readonly state: string;
}

export function foldersOf(t: Test): Folders {
  const root = t.testdir({ out: {}, state: {} });
  return { out: join(root, 'out'), state: join(root, 'state') };
}

/** The flags of a run that resumes, `--since` for the first time. */
export function resuming({ url }: Place, { out, state }: Folders, ...more: readonly string[]): string[] {
  return [...QUICK, '--base-url', url, '--out', out, '--state', state, '--resume', ...more];
}

/** The exit code, files and output of a run in this process. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export async function runHere(
  args: readonly string[],
  token: string | undefined,
  parts: Partial<ReferenceParts> = {},
): Promise<Ran> {
  const said = { stdout: '', stderr: '' };
  const code = await runArguments(args, {
    env: { ENGAGE_TOKEN: token },
    signal: new AbortController().signal,
    print: (stream, line) => {
      said[stream] += `${line}\n`;
    },
    parts: { ...referenceParts, ...parts },
  });
  return { code, ...said };
}

/** Starts the client as a process of its own, which ends with the test at the latest. */
export function startClient(t: Test, args: readonly string[], token: string) {
  const child = spawn(NODE, [...MAIN, ...args], {
    env: { PATH: process.env.PATH, ENGAGE_TOKEN: token, TZ: 'America/New_York' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  t.teardown(() => child.kill('SIGKILL'));
  let stderr = '';
  child.stderr.on('data', (part: Buffer) => {
    stderr += part.toString();
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, stderr }));
  return { child, ended };
}

export async function filesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).sort();
}

/** The watermark, as it stands in the state folder; undefined when there is none. */
export async function watermarkIn(state: string): Promise<string | undefined> {
  if (!(await filesIn(state)).includes('watermarks.json')) return undefined;
  const all = JSON.parse(await readFile(join(state, 'watermarks.json'), 'utf8'));
  return Object.values(all as Record<string, { until?: string }>)[0]?.until;
}

/** Ids and times of the versions of messages in an export; each belongs to exactly one window. */
export async function versionsIn(zip: Buffer): Promise<readonly string[]> {
  const csv = (await unzip(zip)).get('MessageVersions.csv') ?? Buffer.alloc(0);
  const rows: Record<string, string>[] = parse(csv, { columns: true });
  return rows.map((row) => Object.values(row).join('|'));
}

/** The same of all ten days in one export. */
export async function versionsOf({ url, token }: Place): Promise<readonly string[]> {
  const response = await fetch(`${url}/api/v1/export?since=2024-06-20&model=MessageVersion`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return versionsIn(Buffer.from(await response.arrayBuffer()));
}

/** Starts a server that ends with the test. */
export async function serve(
  t: Test,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  t.teardown(() => server.close());
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
