/*
 * Keeps a folder of CSVs with all rows of all runs: a row replaces the older row with the same identity.
 *
 *   node client.mjs <url> <since> <folder> [--state state] [--until …] [--model …] [--include csv]
 *
 * The token is in ENGAGE_TOKEN. With --state a run begins where the last complete one ended. Attachments are
 * in files/. Exit codes: 0 complete, 1 failed, 3 partial.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { crc32 } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import yauzl from 'yauzl';

/** The columns that identify a row, where it is not `id`. */
const IDENTITY = {
  'LikedMessageHistory.csv': ['id', 'reacted_by', 'reaction_timestamp', 'reaction', 'reaction_action'],
  'MessageThreadExtension.csv': ['thread_id', 'message_id', 'operation', 'operation_performed_at'],
  'MessageVersions.csv': ['id', 'created_at', 'deleted_at'],
  'MutedThreads.csv': ['thread_id'],
  'Segments.csv': ['segment_id'],
  'Sentie.csv': ['user_id', 'thread_id'],
  'VivaEngageLeaders.csv': ['leader_id', 'audience_name'],
  'VivaTopicApplications.csv': ['cortex_topic_id', 'target_id'],
  'VivaTopicCurationStateLogs.csv': ['cortex_topic_id', 'created_at', 'topic_curation_state_update'],
  'WatchAlertDetectedThreads.csv': ['thread_id'],
  'WatchAlertThemes.csv': ['theme_id'],
};
const TROUBLE = /fail|error|could not|cannot|unable|incomplete|partial|skipped|missing|truncated/i;
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    state: { type: 'string' },
    until: { type: 'string' },
    model: { type: 'string', multiple: true, default: [] },
    include: { type: 'string' },
    timeout: { type: 'string', default: '300' },
  },
});
const [base, firstSince, folder] = positionals;
const token = process.env.ENGAGE_TOKEN ?? '';

async function main() {
  const watermark =
    flags.state && join(flags.state, `watermark-${[...flags.model, flags.include].join('-')}`);
  const since = new Date((watermark && (await textOf(watermark))) || firstSince);
  const { body, headers } = await download(addressOf(since));
  const { tables, attachments, gaps } = await readExport(body);
  const files = new Map(attachments);
  for (const [name, table] of tables) files.set(name, await merged(name, table));
  await publish(files);
  const end = endOf(headers);
  if (watermark && gaps.length === 0) {
    await mkdir(flags.state, { recursive: true });
    await writeFile(`${watermark}.new`, new Date(Math.max(since, end + 1)).toISOString(), { flush: true });
    await rename(`${watermark}.new`, watermark);
  }
  for (const gap of gaps) console.error(`missing: ${gap}`);
  console.log(gaps.length === 0 ? 'complete' : 'partial');
  return gaps.length === 0 ? 0 : 3;
}

function addressOf(since) {
  const query = [['since', since.toISOString()], ...flags.model.map((model) => ['model', model])];
  if (flags.until) query.push(['until', new Date(flags.until).toISOString()]);
  if (flags.include) query.push(['include', flags.include]);
  return `${base}/api/v1/export?${new URLSearchParams(query)}`;
}

async function download(address) {
  for (let tries = 1; ; tries++) {
    const headers = { authorization: `Bearer ${token}`, 'user-agent': 'cumulative-csv/1.0' };
    let wait = 500 * 2 ** tries;
    let problem;
    try {
      // The limit is for the whole download: an export of this folder is small.
      const signal = AbortSignal.timeout(flags.timeout * 1000);
      const response = await fetch(address, { headers, redirect: 'manual', signal });
      if (response.status === 200)
        return { body: Buffer.from(await response.arrayBuffer()), headers: response.headers };
      problem = new Error(`the service responded with ${response.status}`);
      if (response.status !== 429 && response.status < 500) throw Object.assign(problem, { final: true });
      wait = waitOf(response.headers) ?? wait;
    } catch (error) {
      if (error.final) throw error;
      problem = new Error(`no complete response: ${error.cause?.message ?? error.message}`);
    }
    if (tries === 4 || wait > 60_000) throw problem;
    console.error(`${problem.message}; trying again in ${wait / 1000} s`);
    await sleep(wait);
  }
}

function waitOf(headers) {
  const after = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(after)) return after * 1000;
  const wait = Date.parse(after) - Date.parse(headers.get('date'));
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

/** The last instant in the export: the whole second of `until`, but no later than the service's time. */
function endOf(headers) {
  const name = /export-(\d+)\.zip/.exec(headers.get('content-disposition') ?? '');
  const clock = name ? Number(name[1]) : Date.parse(headers.get('date')) - 1000;
  return flags.until ? Math.min(Math.floor(Date.parse(flags.until) / 1000) * 1000 + 999, clock) : clock;
}

async function readExport(body) {
  const zip = await yauzl.fromBufferPromise(body, { strictFileNames: true });
  const contents = new Map();
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    const chunks = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk);
    const content = Buffer.concat(chunks);
    const { fileName, crc32: sum } = entry;
    if (crc32(content) !== sum) throw new Error(`the CRC of ${JSON.stringify(fileName)} is wrong`);
    if (contents.has(fileName)) throw new Error('the archive has two members with one name');
    if (!/^(?:[\w.-]+\.csv|(?:log|request)\.txt|files\/[^/\\]+)$/.test(fileName))
      throw new Error(`unexpected member ${JSON.stringify(fileName)}`);
    contents.set(fileName, content);
  }
  const tables = new Map();
  const gaps = [];
  for (const [name, content] of contents) {
    if (!name.endsWith('.csv')) continue;
    try {
      tables.set(name, tableOf(new TextDecoder('utf-8', { fatal: true }).decode(content)));
    } catch (error) {
      gaps.push(`${name}: ${error.message}`);
    }
  }
  const attachments = [...contents].filter(([name]) => name.startsWith('files/'));
  const named = flags.include === 'csv' ? [] : (tables.get('Files.csv')?.rows ?? []).map(({ path }) => path);
  gaps.push(...named.filter((path) => path && !contents.has(path)).map((path) => `the attachment ${path}`));
  return { tables, attachments, gaps: [...gaps, ...readLog(contents.get('log.txt')?.toString(), tables)] };
}

function tableOf(text) {
  let columns = [];
  // The older service repeats the names of two columns: the second one gets a key of its own.
  const keysOf = (header) => header.map((name, at) => (header.indexOf(name) === at ? name : `${name}#${at}`));
  const rows = parse(text, { columns: (header) => (columns = keysOf(header)), bom: true });
  return { columns, rows };
}

function readLog(log, tables) {
  if (log === undefined) return ['log.txt'];
  const counts = new Map([...tables].map(([name, { rows }]) => [labelOf(name), rows.length]));
  return log.split('\n').flatMap((line) => {
    const [, name, count] = /^Number of exported ([^:]+): (\d+)\s*$/.exec(line) ?? [];
    if (name === undefined) return TROUBLE.test(line) ? [line.trim()] : [];
    return (counts.get(labelOf(name)) ?? 0) === Number(count) ? [] : [`log.txt counts ${count} ${name}`];
  });
}

const labelOf = (name) =>
  name
    .replace(/\.csv$/, '')
    .replaceAll(/[^a-z0-9]/gi, '')
    .toLowerCase();

/** The CSV of the folder with the new rows: an older row with the same identity is replaced. */
async function merged(name, { columns, rows }) {
  const text = await textOf(join(folder, name));
  const old = text === undefined ? { columns: [], rows: [] } : tableOf(text);
  const identity = IDENTITY[name] ?? ['id'];
  const all = new Map();
  for (const row of [...old.rows, ...rows])
    all.set(JSON.stringify(identity.map((column) => row[column])), row);
  const keys = [...new Set([...columns, ...old.columns])];
  const named = keys.map((key) => ({ key, header: key.replace(/#\d+$/, '') }));
  return stringify([...all.values()], { header: true, columns: named });
}

/** Writes every file under a temporary name before the first one gets its own. */
async function publish(files) {
  for (const [name, content] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, `${name}.part`), content, { flush: true });
  }
  for (const name of files.keys()) await rename(join(folder, `${name}.part`), join(folder, name));
}

async function textOf(path) {
  return readFile(path, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`failed: ${error.message}`.replaceAll(token || '\0', '***'));
  process.exitCode = 1;
}
