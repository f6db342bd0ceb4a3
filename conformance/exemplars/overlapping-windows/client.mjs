/*
 * Exports a network into one ZIP for each run. Every run begins an hour before the end of the last one, in
 * case that the service finishes rows late: the reader of the ZIPs removes the rows that come twice.
 *
 *   node client.mjs --url https://www.yammer.com --since 2024-06-01T00:00:00Z --out exports [--state state]
 *   node client.mjs --url https://www.yammer.com --user 1753017723210752 --out exports
 *
 * The token is in ENGAGE_TOKEN. Exit codes: 0 complete, 1 failed, 3 partial.
 */
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { crc32, createGunzip } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import yauzl from 'yauzl';

const OVERLAP_MS = 3_600_000;
const LONGEST_WAIT_MS = 60_000;
const TROUBLE = /fail|error|could not|cannot|unable|incomplete|partial|skipped|missing|truncated/i;
const text = { type: 'string' };
const list = { type: 'string', multiple: true, default: [] };
const { values: flags } = parseArgs({
  options: {
    ...{ url: text, since: text, until: text, user: text, out: text, state: text, 'exclude-files': text },
    ...{
      model: list,
      network: list,
      include: text,
      'include-ens': text,
      silence: { ...text, default: '30' },
    },
  },
});
const token = process.env.ENGAGE_TOKEN ?? '';

async function main() {
  const selection = selectionOf();
  const endFile = flags.state && join(flags.state, `end-${crc32(JSON.stringify(selection))}`);
  const since = flags.user ? undefined : await beginning(endFile);
  const path = flags.user ? `/api/v1/export/users/${encodeURIComponent(flags.user)}` : '/api/v1/export';
  const query = new URLSearchParams(selection);
  if (since) query.append('since', since.toISOString());
  if (flags.until) query.append('until', new Date(flags.until).toISOString());
  await mkdir(flags.out, { recursive: true });
  const part = join(flags.out, 'download.part');
  try {
    const headers = await download(new URL(`${flags.url}${path}?${query}`), part);
    const gaps = await findGaps(part);
    const end = endOf(headers);
    const window = flags.user ? `user-${flags.user}` : `${since.getTime()}-${end}`;
    const file = join(flags.out, `${window}${gaps.length === 0 ? '' : '-partial'}.zip`);
    await rename(part, file);
    if (endFile && gaps.length === 0) await writeWhole(endFile, new Date(end).toISOString());
    for (const gap of gaps) console.error(`missing: ${gap}`);
    console.log(`${gaps.length === 0 ? 'complete' : 'partial'}: ${file}`);
    process.exitCode = gaps.length === 0 ? 0 : 3;
  } finally {
    await rm(part, { force: true });
  }
}

function selectionOf() {
  const values = ['model', 'network', 'include', 'include-ens', 'exclude-files'];
  return values.flatMap((name) =>
    [flags[name] ?? []].flat().map((value) => [name.replaceAll('-', '_'), value]),
  );
}

/** An hour before the end of the last complete run, but not before the beginning of the first. */
async function beginning(endFile) {
  const first = new Date(flags.since);
  const end =
    endFile &&
    (await readFile(endFile, 'utf8').catch((error) => {
      if (error.code !== 'ENOENT') throw error;
    }));
  return end ? new Date(Math.max(first, new Date(end) - OVERLAP_MS)) : first;
}

function endOf(headers) {
  const name = /export-(\d+)\.zip/.exec(headers['content-disposition'] ?? '');
  const clock = name ? Number(name[1]) : Date.parse(headers.date) - 1000;
  return flags.until ? Math.min(Math.floor(new Date(flags.until) / 1000) * 1000 + 999, clock) : clock;
}

async function download(url, file) {
  for (let tries = 1; ; tries++) {
    try {
      return await request(url, file);
    } catch (error) {
      const wait = error.waitMs ?? 500 * 2 ** tries;
      if (error.final || tries === 4 || wait > LONGEST_WAIT_MS) throw error;
      console.error(`${error.message}; trying again in ${wait / 1000} s`);
      await sleep(wait);
    }
  }
}

async function request(url, file) {
  const headers = { authorization: `Bearer ${token}`, 'user-agent': 'overlapping-windows/1.0' };
  const { get } = url.protocol === 'https:' ? https : http;
  const response = await new Promise((resolve, reject) => {
    const sent = get(url, { headers, agent: false }, resolve);
    sent.on('error', reject);
    // This is a limit for silence, before and after the first byte. node:http follows no redirect.
    sent.setTimeout(flags.silence * 1000, () => sent.destroy(new Error('the service is silent')));
  });
  const { statusCode: status } = response;
  if (status !== 200) {
    response.destroy();
    const again = status === 429 || status >= 500;
    const error = new Error(`the service responded with ${status}`);
    throw Object.assign(error, { final: !again, waitMs: waitOf(response.headers) });
  }
  const packed = response.headers['content-encoding'] === 'gzip';
  await pipeline(response, ...(packed ? [createGunzip()] : []), createWriteStream(file));
  return response.headers;
}

function waitOf({ date, 'retry-after': after = '' }) {
  if (/^\d+$/.test(after)) return after * 1000;
  const wait = Date.parse(after) - Date.parse(date);
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

/** Reads the whole archive: fails when it is damaged, and returns what it lacks. */
async function findGaps(path) {
  const gaps = [];
  const counts = new Map();
  const names = new Set();
  const attachments = [];
  let log;
  const zip = await yauzl.openPromise(path, { strictFileNames: true });
  for await (const entry of zip.eachEntry()) {
    const { fileName } = entry;
    const content = await contentOf(zip, entry);
    if (names.has(fileName)) throw new Error('the archive has two members with one name');
    names.add(fileName);
    if (fileName === 'log.txt') log = content.toString();
    if (!fileName.endsWith('.csv')) continue;
    try {
      const rows = parse(new TextDecoder('utf-8', { fatal: true }).decode(content), { columns: true });
      const label = labelOf(fileName);
      counts.set(label, (counts.get(label) ?? 0) + rows.length);
      const folder = fileName.replace(/[^/]*$/, '');
      if (label === 'files')
        attachments.push(...rows.filter((row) => row.path).map((row) => folder + row.path));
    } catch (error) {
      gaps.push(`${fileName}: ${error.message}`);
    }
  }
  if (counts.size === 0) gaps.push('the archive has no CSV');
  const excluded = flags.include === 'csv' || flags['exclude-files'] === 'true';
  if (!excluded) gaps.push(...attachments.filter((at) => !names.has(at)).map((at) => `the attachment ${at}`));
  return [...gaps, ...(log === undefined ? ['log.txt'] : readLog(log, counts))];
}

async function contentOf(zip, entry) {
  const chunks = [];
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk);
  const content = Buffer.concat(chunks);
  if (crc32(content) !== entry.crc32)
    throw new Error(`the CRC of ${JSON.stringify(entry.fileName)} is wrong`);
  return content;
}

function readLog(log, counts) {
  return log.split('\n').flatMap((line) => {
    const [, name, count] = /^Number of exported ([^:]+): (\d+)\s*$/.exec(line) ?? [];
    if (name === undefined) return TROUBLE.test(line) ? [line.trim()] : [];
    return (counts.get(labelOf(name)) ?? 0) === Number(count) ? [] : [`log.txt counts ${count} ${name}`];
  });
}

const labelOf = (name) =>
  name
    .replace(/^.*\/|\.csv$/g, '')
    .replaceAll(/[^a-z0-9]/gi, '')
    .toLowerCase();

async function writeWhole(path, content) {
  await mkdir(flags.state, { recursive: true });
  await writeFile(`${path}.new`, content, { flush: true });
  await rename(`${path}.new`, path);
}

try {
  await main();
} catch (error) {
  console.error(`failed: ${error.message}`.replaceAll(token || '\0', '***'));
  process.exitCode = 1;
}
