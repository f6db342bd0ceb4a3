import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ClientRunner } from '../../conformance/client/runner/client-runner.ts';
import type { Ended, ProcessObservation } from '../../conformance/model/process.ts';

const USAGE = 'Usage: strict --url URL --key TOKEN --since DATE --out FOLDER\n';

const TABLE = '"id"\n"1"\n';
const DATABASE = 'SQLite format 3\0';
/** The file that a client leaves with `--as`: its name, and its content unless that is the response. */
const left: Readonly<Record<string, readonly [name: string, content?: string]>> = {
  csv: ['Users.csv', TABLE],
  'other-name': ['rows-1.csv', TABLE],
  part: ['export.zip.part'],
  db: ['rows.sqlite', DATABASE],
  'db-in-state': ['rows.sqlite', DATABASE],
};

/**
 * A client runner without a process. Its client knows its flags and rejects others; `--as` changes one
 * behaviour.
 */
export const strictCaller: ClientRunner = {
  processes: true,
  start: ({ call: { argv } }) => ({ seen: seenOf(argv.slice(1)), group: undefined, kill: () => {} }),
  [Symbol.asyncDispose]: async () => {},
};

async function seenOf(args: readonly string[]): Promise<ProcessObservation> {
  const { ended, printed = '' } = await strict(args);
  const stderr = { text: printed, bytes: printed.length };
  return { ended, stdout: { text: '', bytes: 0 }, stderr, ms: 1, leftRunning: 0 };
}

async function strict(args: readonly string[]): Promise<{ ended: Ended; printed?: string }> {
  const exited = (code: number, printed = '') => ({ ended: { kind: 'exited', code } as const, printed });
  const late = { ended: { kind: 'timed-out', afterMs: 500 } as const };
  const names = ['url', 'key', 'since', 'out', 'as', 'state'];
  let values: Readonly<Record<string, unknown>>;
  try {
    const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
    values = parseArgs({ args: [...args], options }).values;
  } catch (error) {
    return exited(2, `${error}\n${USAGE}`);
  }
  const { url, key, since, out = '.', as, state } = values;
  if (as === 'silent') return exited(0);
  if (as === 'hang') return late;
  if (as === 'real') return exited(1, 'getaddrinfo ENOTFOUND www.yammer.com (https://www.yammer.com/api)\n');
  const asked = as === 'zone' ? new Date(Date.parse(String(since)) + 7_200_000).toISOString() : since;
  const query = asked === undefined ? '' : `?since=${encodeURIComponent(String(asked))}`;
  const [header, value] = as === 'x-key' ? ['x-api-key', String(key)] : ['authorization', `Bearer ${key}`];
  const headers = key === undefined ? {} : { [header]: value };
  const answer = await fetch(`${url}/api/v1/export${query}`, { headers });
  const body = Buffer.from(await answer.arrayBuffer());
  if (!answer.ok) return exited(1, `The service said ${answer.status}.\n`);
  if (as === 'keeps-nothing') return exited(0);
  if (as === 'stays') return late;
  const [name, content = body] = left[String(as)] ?? ['export.zip'];
  const folder = String(as === 'in-state' || as === 'db-in-state' ? state : out);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), content);
  return exited(Number(/^code-(\d+)$/.exec(String(as))?.[1] ?? 0));
}
