/*
 * Exports a network into one ZIP for each run. Every request has an `until` in whole seconds, so that a
 * request that is repeated asks for the same rows, and the next run begins at the next second.
 *
 *   node client.mjs --url https://www.yammer.com --since 2024-06-01T00:00:00Z --out exports [--state state]
 *
 * The token is in ENGAGE_TOKEN, the time of the service in ENGAGE_NOW; without it the client asks the
 * service, because the clock of this machine may be wrong. Exit codes: 0 complete, 1 failed, 3 partial.
 */
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { crc32 } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import yauzl from 'yauzl';

const SECOND = 1000;
const TRIES = 4;
const LONGEST_WAIT_MS = 60_000;
const TROUBLE = /fail|error|could not|cannot|unable|incomplete|partial|skipped|missing|truncated/i;
const { values: flags } = parseArgs({
  options: Object.fromEntries(
    ['url', 'since', 'until', 'out', 'state', 'include', 'include-ens', 'first-byte', 'silence']
      .map((name) => [name, { type: 'string' }])
      .concat(['model', 'network'].map((name) => [name, { type: 'string', multiple: true, default: [] }])),
  ),
});
const token = process.env.ENGAGE_TOKEN ?? '';

class Problem extends Error {
  /** `again`: whether another try may help; `waitMs`: how long the service asks to wait before. */
  constructor(message, { again = true, waitMs } = {}) {
    super(message);
    Object.assign(this, { again, waitMs });
  }
}

async function main() {
  const selection = [
    ...flags.model.map((model) => ['model', model]),
    ...flags.network.map((network) => ['network', network]),
    ...(flags.include ? [['include', flags.include]] : []),
    ...(flags['include-ens'] ? [['include_ens', flags['include-ens']]] : []),
  ];
  const stateFile =
    flags.state && join(flags.state, `next-${crc32(JSON.stringify(selection)).toString(16)}.json`);
  const since = new Date((stateFile && (await textOf(stateFile))) || flags.since);
  const until = new Date(Math.max(since, await lastSecond()));
  const query = new URLSearchParams([['since', iso(since)], ['until', iso(until)], ...selection]);
  const { body, headers } = await insist(() => request('GET', query));
  const gaps = await findGaps(body);
  const name = `${iso(since)}_${iso(until)}`.replaceAll(/[-:.]/g, '');
  const file = join(flags.out, `${name}${gaps.length === 0 ? '' : '.partial'}.zip`);
  await writeWhole(flags.out, file, body);
  if (stateFile && gaps.length === 0) {
    // An export ends with the second of `until`, or at the time of the service when that is earlier.
    const end = Math.min(Math.floor(until / SECOND) * SECOND + 999, clockOf(headers));
    await writeWhole(flags.state, stateFile, iso(new Date(Math.max(since, end + 1))));
  }
  for (const gap of gaps) console.error(`missing: ${gap}`);
  console.log(`${gaps.length === 0 ? 'complete' : 'partial'}: ${file}`);
  process.exitCode = gaps.length === 0 ? 0 : 3;
}

const iso = (at) => new Date(at).toISOString();

/** The whole second that the window ends with: the one given, or the last one that is over. */
async function lastSecond() {
  if (flags.until) return Math.floor(new Date(flags.until) / SECOND) * SECOND;
  const now = process.env.ENGAGE_NOW;
  if (now) return Math.floor(new Date(now) / SECOND) * SECOND - SECOND;
  const { headers } = await insist(() => request('HEAD', new URLSearchParams({ since: flags.since })));
  return clockOf(headers) - (clockOf(headers) % SECOND) - SECOND;
}

function clockOf(headers) {
  const name = /export-(\d+)\.zip/.exec(headers.get('content-disposition') ?? '');
  const clock = name ? Number(name[1]) : Date.parse(headers.get('date')) - SECOND;
  if (Number.isNaN(clock)) throw new Error('the response does not tell the time of the service');
  return clock;
}

async function insist(work) {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      const wait = error.waitMs ?? 250 * 2 ** tries;
      if (!(error instanceof Problem && error.again) || tries === TRIES || wait > LONGEST_WAIT_MS)
        throw error;
      console.error(`${error.message}; next try in ${wait / SECOND} s`);
      await sleep(wait);
    }
  }
}

async function request(method, query) {
  const control = new AbortController();
  const giveUp = () => control.abort(new Problem('the service is silent'));
  let timer = setTimeout(giveUp, (flags['first-byte'] ?? 60) * SECOND);
  try {
    const response = await fetch(`${flags.url}/api/v1/export?${query}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'user-agent': 'always-until/1.0' },
      redirect: 'manual',
      signal: control.signal,
    });
    if (response.status !== 200) throw refused(response);
    const chunks = [];
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk);
      clearTimeout(timer);
      timer = setTimeout(giveUp, (flags.silence ?? 30) * SECOND);
    }
    return { body: Buffer.concat(chunks), headers: response.headers };
  } catch (error) {
    if (error instanceof TypeError) throw new Problem(`connection: ${error.cause?.message ?? error.message}`);
    throw error;
  } finally {
    clearTimeout(timer);
    control.abort();
  }
}

function refused({ status, headers }) {
  const after = headers.get('retry-after') ?? '';
  const seconds = /^\d+$/.test(after)
    ? Number(after)
    : (Date.parse(after) - Date.parse(headers.get('date'))) / SECOND;
  return new Problem(`the service responded with ${status}`, {
    again: status === 429 || status >= 500,
    waitMs: Number.isNaN(seconds) ? undefined : Math.max(0, seconds * SECOND),
  });
}

/** Unpacks and reads everything. Throws when the archive is damaged; returns what a sound one lacks. */
async function findGaps(body) {
  const zip = await yauzl.fromBufferPromise(body, { strictFileNames: true });
  const members = new Map();
  for await (const entry of zip.eachEntry()) {
    const chunks = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk);
    const content = Buffer.concat(chunks);
    const name = JSON.stringify(entry.fileName);
    if (crc32(content) !== entry.crc32) throw new Error(`the CRC of ${name} is wrong`);
    if (members.has(entry.fileName)) throw new Error(`the archive has ${name} twice`);
    members.set(entry.fileName, content);
  }
  const counts = new Map();
  const gaps = [];
  for (const [name, content] of members) {
    if (!name.endsWith('.csv')) continue;
    try {
      const rows = parse(new TextDecoder('utf-8', { fatal: true }).decode(content), { columns: true });
      const label = labelOf(name);
      counts.set(label, (counts.get(label) ?? 0) + rows.length);
      if (label !== 'files' || flags.include === 'csv') continue;
      const paths = rows.filter(({ path }) => path).map(({ path }) => name.replace(/[^/]*$/, path));
      gaps.push(...paths.filter((path) => !members.has(path)).map((path) => `the attachment ${path}`));
    } catch (error) {
      gaps.push(`${name}: ${error.message}`);
    }
  }
  if (counts.size === 0) gaps.push('the archive has no CSV');
  return [...gaps, ...readLogs(members, counts)];
}

/** log.txt is at the root, or in the folder of each network. */
function readLogs(members, counts) {
  const logs = [...members]
    .filter(([name]) => /^(?:\d+\/)?log\.txt$/.test(name))
    .map(([, content]) => String(content));
  if (logs.length === 0) return ['log.txt'];
  const lines = logs.flatMap((log) => log.split('\n'));
  const stated = new Map();
  const gaps = lines.flatMap((line) => {
    const [, name, count] = /^Number of exported ([^:]+): (\d+)\s*$/.exec(line) ?? [];
    if (name === undefined) return TROUBLE.test(line) ? [line.trim()] : [];
    stated.set(labelOf(name), (stated.get(labelOf(name)) ?? 0) + Number(count));
    return [];
  });
  const wrong = [...stated].filter(([label, count]) => (counts.get(label) ?? 0) !== count);
  return [...gaps, ...wrong.map(([label, count]) => `log.txt counts ${count} ${label}`)];
}

const labelOf = (name) =>
  name
    .replace(/^.*\/|\.csv$/g, '')
    .replaceAll(/[^a-z0-9]/gi, '')
    .toLowerCase();

async function textOf(path) {
  return readFile(path, 'utf8').catch((error) => {
    if (error.code !== 'ENOENT') throw error;
  });
}

async function writeWhole(folder, path, content) {
  await mkdir(folder, { recursive: true });
  const file = await open(`${path}.part`, 'w');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.part`, path);
}

try {
  await main();
} catch (error) {
  console.error(`failed: ${error.message}`.replaceAll(token || '\0', '***'));
  process.exitCode = 1;
}
