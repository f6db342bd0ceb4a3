// A service that stays and exports on request: one JSON line in, one JSON line out.
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { unpack } from './verify.js';

const attempts = 4;
const longestMs = Number(process.env.LONGEST_SECONDS ?? 3600) * 1000;
const parameters = ['until', 'model', 'include', 'network', 'include_ens'];

for await (const line of createInterface({ input: process.stdin })) {
  const { id, operation, values } = JSON.parse(line);
  const answer = await runExport(operation, values).catch((error) => ({
    outcome: 'failed',
    message: explain(error, values.token),
  }));
  process.stdout.write(`${JSON.stringify({ id, ...answer })}\n`);
}

async function runExport(operation, values) {
  const stateFile = join(values.state_dir, 'state.json');
  const state = operation === 'resume' ? await readState(stateFile) : {};
  const since = state.since ?? values.since;
  // The staging folder is beside the state, so that a half-written CSV is never in the output folder.
  const staging = await mkdtemp(join(values.state_dir, 'staging-'));
  try {
    const archive = join(staging, 'download');
    const ended = await downloadPatiently(address(operation, values, since), values.token, archive);
    const gaps = await unpack(archive, join(staging, 'files'));
    const name = folderName(operation, values, since) + (gaps.length > 0 ? '.partial' : '');
    const target = join(values.out_dir, name);
    await rename(target, join(staging, 'earlier')).catch(ignoreMissing);
    await rename(join(staging, 'files'), target);
    if (gaps.length > 0) return { outcome: 'partial', message: gaps.join('; ') };
    if (operation === 'resume') await writeState(stateFile, since, values.until, ended);
    return { outcome: 'complete' };
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

function address(operation, values, since) {
  const path = operation === 'user' ? `/users/${values.user_id}` : '';
  const url = new URL(`${values.base_url}/api/v1/export${path}`);
  if (operation !== 'user') url.searchParams.append('since', since);
  for (const name of operation === 'user' ? ['model', 'exclude_files'] : parameters) {
    for (const value of [values[name] ?? []].flat()) url.searchParams.append(name, value);
  }
  return url;
}

function folderName(operation, values, since) {
  const parts = operation === 'user' ? ['user', values.user_id] : ['network', since];
  for (const name of [...parameters, 'exclude_files'])
    if (values[name] !== undefined) parts.push(values[name]);
  return parts
    .flat()
    .join('_')
    .replace(/[^\w+-]/g, '-')
    .slice(0, 200);
}

async function downloadPatiently(url, token, path) {
  const signal = AbortSignal.timeout(longestMs);
  for (let attempt = 1; ; attempt++) {
    try {
      return await download(url, token, path, signal);
    } catch (error) {
      if (error.final || signal.aborted || attempt === attempts) throw error;
      await sleep(error.waitMs ?? 500 * 2 ** attempt, undefined, { signal });
    }
  }
}

/** @returns the instant of the response, in milliseconds */
async function download(url, token, path, signal) {
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${token}`, 'user-agent': 'export-service/2' },
    redirect: 'manual', // the token is for this address and for no other
    signal,
  });
  if (response.status !== 200) {
    const text = (await response.text()).slice(0, 300);
    const error = new Error(`status ${response.status}: ${text}`);
    error.final = response.status !== 429 && response.status < 500;
    error.waitMs = waitOf(response);
    throw error;
  }
  if (response.body === null) throw new Error('the response has no body');
  await pipeline(response.body, createWriteStream(path), { signal });
  return Date.parse(response.headers.get('date'));
}

// Retry-After is a number of seconds, or a date on the clock that the Date of the response shows.
function waitOf(response) {
  const after = response.headers.get('retry-after')?.trim();
  if (!after) return undefined;
  if (/^\d+$/.test(after)) return Number(after) * 1000;
  const ms = Date.parse(after) - Date.parse(response.headers.get('date'));
  return Number.isNaN(ms) ? undefined : Math.max(ms, 0) + 1000;
}

async function readState(file) {
  const text = await readFile(file, 'utf8').catch(ignoreMissing);
  return text === undefined ? {} : JSON.parse(text);
}

async function writeState(file, since, until, ended) {
  // The window holds the whole second of "until".
  const after = until === undefined ? ended : Math.floor(Date.parse(until) / 1000) * 1000 + 1000;
  const next = Math.min(ended, after);
  if (next <= Date.parse(since)) return; // the clock of the service was set back
  await writeFile(`${file}.new`, JSON.stringify({ since: new Date(next).toISOString() }));
  await rename(`${file}.new`, file);
}

function ignoreMissing(error) {
  if (error.code !== 'ENOENT') throw error;
}

function explain(error, token) {
  const cause = error.cause ? `: ${error.cause.message}` : '';
  return `${error.message}${cause}`.replaceAll(token, '[token]');
}
