/*
 * Exports each model with a request of its own, four at a time, into one ZIP for each model.
 *
 *   node client.mjs --url https://www.yammer.com --since 2024-06-01T00:00:00Z --out exports [--state state]
 *
 * The token is in ENGAGE_TOKEN. With --state every model continues after its own last complete export.
 * Exit codes: 0 complete, 1 failed, 3 partial.
 */
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { crc32 } from 'node:zlib';
import { parse } from 'csv-parse';
import yauzl from 'yauzl';

const MODELS = `Admin AMAs AnswerVote Campaigns EngageTopicApplicationMigrationLog EngageTopicMigrationLog
  UploadedFileVersion Group LikedMessageHistory Message MessageThreadExtension MessageThread
  OutboundMessageThread MessageVersion MutedThread MutedUser Network Segment Sentie Summarization Tags ThreadVote
  Topic TopicSubscription UserGroupRecommendationAction User Leader VivaTopicApplication
  VivaTopicCurationStateLog VivaTopic WatchAlertDetectedThread WatchAlertTheme`.split(/\s+/);
const TROUBLE =
  /fail|error|could not|cannot|unable|incomplete|partial|skipped|missing|truncated|timed? ?out/i;
const TRIES = 4;
const LONGEST_WAIT_MS = 60_000;
const one = { type: 'string' };
const many = { type: 'string', multiple: true };
const { values: options } = parseArgs({
  options: {
    ...{ url: one, since: one, until: one, out: one, state: one, stall: { ...one, default: '20' } },
    ...{ model: many, include: one, network: many, include_ens: one },
  },
});
const token = process.env.ENGAGE_TOKEN ?? '';
/** All requests pause when the service asks one of them to wait. */
let quietUntil = 0;
const stopped = new AbortController();

class Temporary extends Error {
  constructor(message, waitMs) {
    super(message);
    this.waitMs = waitMs;
  }
}

async function main() {
  const marksFile = options.state && join(options.state, 'watermarks.json');
  const marks = marksFile ? await readMarks(marksFile) : {};
  await mkdir(options.out, { recursive: true });
  const jobs = (options.model ?? MODELS).map((model) => {
    const mark = JSON.stringify([model, options.network, options.include_ens, options.include]);
    return {
      model,
      mark,
      since: marks[mark] ?? Date.parse(options.since),
      part: join(options.out, `${model}.part`),
    };
  });
  try {
    await inParallel(4, jobs, exportModel);
    for (const job of jobs) await rename(job.part, join(options.out, nameOf(job)));
  } finally {
    for (const { part } of jobs) await rm(part, { force: true });
  }
  for (const { mark, since, end, gaps } of jobs) {
    if (gaps.length === 0) marks[mark] = Math.max(since, end + 1);
  }
  if (marksFile) await writeWhole(marksFile, JSON.stringify(marks));
  const gaps = jobs.flatMap(({ model, gaps }) => gaps.map((gap) => `${model}: ${gap}`));
  for (const gap of gaps) console.error(`missing: ${gap}`);
  console.log(`${gaps.length === 0 ? 'complete' : 'partial'}: ${jobs.length} models in ${options.out}`);
  process.exitCode = gaps.length === 0 ? 0 : 3;
}

const stamp = (at) => new Date(at).toISOString().replaceAll(/[-:.]/g, '');
const nameOf = ({ model, since, end }) => `${model}-${stamp(since)}-${stamp(end)}.zip`;

/** Runs the work for all jobs. After a failure it starts no other, and waits for those that run. */
async function inParallel(count, jobs, work) {
  const queue = [...jobs];
  const worker = async () => {
    try {
      for (let job = queue.shift(); job; job = queue.shift()) await work(job);
    } catch (error) {
      queue.length = 0;
      stopped.abort(error);
      throw error;
    }
  };
  const results = await Promise.allSettled(Array.from({ length: count }, worker));
  if (results.some(({ status }) => status === 'rejected')) throw stopped.signal.reason;
}

async function exportModel(job) {
  const headers = await download(job);
  job.gaps = await findGaps(job.part);
  const name = /export-(\d+)\.zip/.exec(headers.get('content-disposition') ?? '');
  const clock = name ? Number(name[1]) : Date.parse(headers.get('date')) - 1000;
  if (Number.isNaN(clock)) throw new Error('the response does not tell the time of the service');
  const until = options.until ? Math.floor(Date.parse(options.until) / 1000) * 1000 + 999 : clock;
  job.end = Math.min(until, clock);
}

async function download(job) {
  for (let tries = 1; ; tries++) {
    await sleep(Math.max(0, quietUntil - Date.now()), undefined, { signal: stopped.signal });
    try {
      return await request(job);
    } catch (error) {
      if (!(error instanceof Temporary) || tries === TRIES || error.waitMs > LONGEST_WAIT_MS) throw error;
      console.error(`${job.model}: ${error.message}; trying again`);
      if (error.waitMs !== undefined) quietUntil = Math.max(quietUntil, Date.now() + error.waitMs);
      else await sleep(500 * 2 ** tries, undefined, { signal: stopped.signal });
    }
  }
}

async function request({ model, since, part }) {
  const url = new URL(`${options.url}/api/v1/export`);
  url.searchParams.set('since', new Date(since).toISOString());
  if (options.until) url.searchParams.set('until', new Date(options.until).toISOString());
  url.searchParams.set('model', model);
  if (options.include) url.searchParams.set('include', options.include);
  for (const network of options.network ?? []) url.searchParams.append('network', network);
  if (options.include_ens) url.searchParams.set('include_ens', options.include_ens);
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(new Temporary('the service is silent')), options.stall * 1000);
  try {
    const headers = { authorization: `Bearer ${token}`, 'user-agent': 'per-model-parallel/1.0' };
    const signal = AbortSignal.any([silence.signal, stopped.signal]);
    const response = await fetch(url, { headers, redirect: 'manual', signal });
    if (response.status !== 200) throw await refusal(response);
    const noted = async function* (chunks) {
      for await (const chunk of chunks) {
        timer.refresh();
        yield chunk;
      }
    };
    await pipeline(response.body, noted, createWriteStream(part));
    return response.headers;
  } catch (error) {
    if (error instanceof TypeError)
      throw new Temporary(`no connection: ${error.cause?.message ?? error.message}`);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function refusal(response) {
  const message = `the service responded with ${response.status}`;
  await response.body?.cancel();
  if (response.status !== 429 && response.status < 500) return new Error(message);
  const after = response.headers.get('retry-after') ?? '';
  const date = Date.parse(after) - Date.parse(response.headers.get('date'));
  return new Temporary(
    message,
    /^\d+$/.test(after) ? after * 1000 : Number.isNaN(date) ? undefined : Math.max(0, date),
  );
}

/** Reads the whole archive. A damaged one is an error; returns what a sound one lacks. */
async function findGaps(path) {
  const gaps = [];
  const rows = new Map();
  const attachments = [];
  const names = new Set();
  let log;
  const zip = await yauzl.openPromise(path, { strictFileNames: true });
  for await (const entry of zip.eachEntry()) {
    if (names.has(entry.fileName)) throw new Error('the archive has two members with one name');
    names.add(entry.fileName);
    const content = await contentOf(zip, entry);
    if (entry.fileName === 'log.txt') log = content.toString();
    if (!entry.fileName.endsWith('.csv')) continue;
    const table = await readTable(content).catch((error) => {
      gaps.push(`${entry.fileName}: ${error.message}`);
      return [];
    });
    const label = labelOf(entry.fileName);
    rows.set(label, (rows.get(label) ?? 0) + table.length);
    const folder = entry.fileName.replace(/[^/]*$/, '');
    if (label === 'files') attachments.push(...table.flatMap(({ path: at }) => (at ? [folder + at] : [])));
  }
  const excluded = options.include === 'csv';
  if (!excluded) gaps.push(...attachments.filter((at) => !names.has(at)).map((at) => `the attachment ${at}`));
  if (rows.size === 0) gaps.push('the archive has no CSV');
  if (log === undefined) gaps.push('the archive has no log.txt');
  return [...gaps, ...readLog(log ?? '', rows)];
}

async function contentOf(zip, entry) {
  const chunks = [];
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk);
  const content = Buffer.concat(chunks);
  if (crc32(content) !== entry.crc32)
    throw new Error(`the CRC of ${JSON.stringify(entry.fileName)} is wrong`);
  return content;
}

async function readTable(content) {
  new TextDecoder('utf-8', { fatal: true }).decode(content);
  const parser = parse(content, { columns: true, bom: true });
  return parser.toArray();
}

function readLog(log, rows) {
  return log.split('\n').flatMap((line) => {
    const [, name, count] = /^Number of exported ([^:]+): (\d+)\s*$/.exec(line) ?? [];
    if (name === undefined) return TROUBLE.test(line) ? [line.trim()] : [];
    const came = rows.get(labelOf(name)) ?? 0;
    return came === Number(count) ? [] : [`log.txt counts ${count} ${name}, the archive has ${came}`];
  });
}

const labelOf = (name) =>
  name
    .replace(/^.*\/|\.csv$/g, '')
    .replaceAll(/[^a-z0-9]/gi, '')
    .toLowerCase();

async function readMarks(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw error;
  }
}

async function writeWhole(path, text) {
  await mkdir(options.state, { recursive: true });
  await writeFile(`${path}.new`, text, { flush: true });
  await rename(`${path}.new`, path);
}

try {
  await main();
} catch (error) {
  console.error(`failed: ${error.message}`.replaceAll(token || '\0', '***'));
  process.exitCode = 1;
}
