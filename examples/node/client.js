/*
 * Exports a Viva Engage network, or one user of it, into a ZIP. Node 20.19 or newer, no dependencies.
 *
 *   export ENGAGE_TOKEN=…
 *   node client.js --base-url https://www.yammer.com --since 2024-06-01T00:00:00Z --out exports
 *   node client.js --base-url https://www.yammer.com --since 2024-06-01T00:00:00Z --out exports --state state
 *   node client.js --base-url https://www.yammer.com --user-id 1753017723210752 --out exports
 *
 * Also: --until, --model (repeated), --include csv, --network (repeated), --include-ens, --exclude-files true
 * or false. With --state, a run begins where the last complete one ended; --since is for the first run.
 * Exit codes: 0 complete, 1 failed, 2 usage, 3 partial, 127 unsupported. One run at a time for each --out.
 */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { findGaps } from './check.js';

const TRIES = 4;
const LONGEST_WAIT_MS = 15 * 60_000;
/** A large export takes a while to begin. */
const FIRST_BYTE_MS = 150_000;
const exitCodes = { failed: 1, usage: 2, unsupported: 127 };

class Failure extends Error {
  /** `again`: whether a retry may succeed. */
  constructor(message, { again = false, kind = 'failed' } = {}) {
    super(message);
    this.again = again;
    this.kind = kind;
  }
}

async function run() {
  const options = readOptions();
  const tag = tagOf(options);
  const watermark = options.state && join(options.state, `next-since${tag}.txt`);
  const since = await beginning(options, watermark);
  await mkdir(options.out, { recursive: true });
  const part = join(options.out, 'export.part');
  try {
    const headers = await download(options, addressOf(options, since), part);
    const gaps = await findGaps(part, {
      attachments: options.include !== 'csv' && options['exclude-files'] !== 'true',
    });
    const end = options['user-id'] ? undefined : endOf(since, options.until, headers);
    const name = end === undefined ? `user-${options['user-id']}` : `${stamp(since)}-${stamp(end)}`;
    const file = join(options.out, `export-${name}${tag}${gaps.length > 0 ? '.partial' : ''}.zip`);
    await rename(part, file);
    if (watermark && gaps.length === 0) await remember(watermark, Math.max(since, end + 1));
    report(file, gaps);
  } finally {
    await rm(part, { force: true });
  }
}

function report(file, gaps) {
  console.log(file);
  for (const gap of gaps.slice(0, 10)) console.error(`missing: ${gap}`);
  console.error(
    gaps.length === 0 ? 'complete' : `partial: ${gaps.length} parts or rows are missing or wrong`,
  );
  process.exitCode = gaps.length === 0 ? 0 : 3;
}

function readOptions() {
  const one = { type: 'string' };
  const several = { type: 'string', multiple: true, default: [] };
  const options = {
    ...{ 'base-url': one, since: one, until: one, 'user-id': one, out: one, state: one },
    ...{ model: several, include: one, network: several, 'include-ens': one, 'exclude-files': one },
    ...{ stall: { ...one, default: '20' }, 'retry-wait': { ...one, default: '1' } },
  };
  const { values } = parseArgs({ options });
  const wrong = (message, kind = 'usage') => new Failure(message, { kind });
  if (!URL.canParse(values['base-url']))
    throw wrong('expected --base-url with an address such as https://www.yammer.com');
  if (!values.out) throw wrong('expected --out with a folder');
  if (!/^[\x21-\x7e]+$/.test(process.env.ENGAGE_TOKEN ?? '')) throw wrong('expected a token in ENGAGE_TOKEN');
  if (!(values.stall > 0 && values['retry-wait'] >= 0))
    throw wrong('expected --stall and --retry-wait in seconds');
  if (values['user-id'] && values.state) throw wrong('an export of a user takes no --state', 'unsupported');
  if (!values['user-id'] && !values.since) throw wrong('expected --since with a time, or --user-id');
  return { ...values, since: instant(values.since), until: instant(values.until) };
}

/**
 * Returns Unix milliseconds. Rejects a time without an offset, because it means another instant on every
 * machine.
 */
function instant(text) {
  if (text === undefined) return undefined;
  const at = /T[^T]*(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at))
    throw new Failure(`expected a time such as 2024-06-01T00:00:00Z, got ${text}`, { kind: 'usage' });
  return at;
}

function addressOf(options, since) {
  const { 'base-url': base, 'user-id': user, until } = options;
  const path = user ? `/api/v1/export/users/${encodeURIComponent(user)}` : '/api/v1/export';
  const url = new URL(base.replace(/(?<!\/)\/+$/, '') + path);
  if (!user) url.searchParams.append('since', iso(since));
  if (until !== undefined) url.searchParams.append('until', iso(until));
  for (const [name, value] of selectionOf(options)) url.searchParams.append(name, value);
  return url;
}

/** The options that select what is exported, apart from the window. */
function selectionOf(options) {
  const names = ['model', 'include', 'network', 'include-ens', 'exclude-files'];
  return names.flatMap((name) =>
    [options[name] ?? []].flat().map((value) => [name.replaceAll('-', '_'), value]),
  );
}

/** Keeps the files and watermarks of different selections apart. */
function tagOf(options) {
  const selection = String(new URLSearchParams(selectionOf(options)));
  return selection && `-${createHash('sha256').update(selection).digest('hex').slice(0, 8)}`;
}

/** Requests until the whole body is in the file. Returns the response headers. */
async function download(options, url, file) {
  for (let tries = 1; ; tries++) {
    try {
      return await downloadOnce(options, url, file);
    } catch (error) {
      if (!error.again || tries === TRIES) throw error;
      const wait = error.waitMs ?? options['retry-wait'] * 1000 * 2 ** (tries - 1);
      if (wait > LONGEST_WAIT_MS)
        throw new Failure(`${error.message}; the service asks to wait ${wait / 1000} s, which is too long`);
      console.error(`${error.message}; retrying in ${wait / 1000} s`);
      await sleep(wait);
    }
  }
}

async function downloadOnce({ stall }, url, file) {
  const controller = new AbortController();
  const giveUp = () =>
    controller.abort(new Failure('the service sent no data for too long', { again: true }));
  let timer = setTimeout(giveUp, FIRST_BYTE_MS);
  try {
    const headers = {
      authorization: `Bearer ${process.env.ENGAGE_TOKEN}`,
      'accept-encoding': 'identity',
      'user-agent': 'engage-export-example',
    };
    // The service answers 200 directly. A redirect comes from another server, which must not get the token.
    const response = await fetch(url, { headers, redirect: 'manual', signal: controller.signal });
    clearTimeout(timer);
    timer = setTimeout(giveUp, stall * 1000);
    if (response.status !== 200) throw await errorOf(response);
    await pipeline(
      response.body,
      async function* (chunks) {
        for await (const chunk of chunks) {
          timer.refresh();
          yield chunk;
        }
      },
      createWriteStream(file, { flush: true }),
    );
    return response.headers;
  } catch (error) {
    if (error instanceof Failure || !(error instanceof TypeError)) throw error;
    // fetch throws this when a connection fails, or breaks off before the last byte.
    throw new Failure(`the connection failed: ${error.cause?.message ?? error.message}`, { again: true });
  } finally {
    clearTimeout(timer);
    controller.abort();
  }
}

/** The failure for a status other than 200. Only errors that may be temporary are retried. */
async function errorOf({ status, headers, body }) {
  let text = '';
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (text.length > 500) break;
  }
  const message = text.replaceAll(/[^\x20-\x7e]+/g, ' ').slice(0, 200);
  const failure = new Failure(`the service responded with ${status} ${message}`, {
    again: status === 429 || status >= 500,
  });
  const after = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(after)) failure.waitMs = after * 1000;
  // The service's clock sets the date, so it is compared with the `date` header and not with the local clock.
  else if (Date.parse(after))
    failure.waitMs = Math.max(0, Date.parse(after) - Date.parse(headers.get('date')));
  return failure;
}

/**
 * The last instant in an export: the whole second of `until`, but nothing later than the service's clock,
 * which is in the file name of the download. If no clock is known, nothing counts as exported.
 */
function endOf(since, until, headers) {
  const name = /export-(\d+)\.zip/.exec(headers.get('content-disposition') ?? '');
  const clock = name ? Number(name[1]) : Date.parse(headers.get('date')) - 1000 || since - 1;
  return until === undefined ? clock : Math.min(Math.floor(until / 1000) * 1000 + 999, clock);
}

async function beginning({ since }, watermark) {
  if (!watermark) return since;
  const text = await readFile(watermark, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return instant(text?.trim()) ?? since;
}

async function remember(watermark, next) {
  await mkdir(join(watermark, '..'), { recursive: true });
  await writeFile(`${watermark}.new`, `${iso(next)}\n`, { flush: true });
  await rename(`${watermark}.new`, watermark);
}

const iso = (at) => new Date(at).toISOString();
const stamp = (at) => iso(at).replaceAll(/[-:.]/g, '');

try {
  await run();
} catch (error) {
  const kind = String(error.code).startsWith('ERR_PARSE_ARGS') ? 'usage' : (error.kind ?? 'failed');
  console.error(`${kind}: ${error.message}`.replaceAll(process.env.ENGAGE_TOKEN || '\0', '***'));
  process.exitCode = exitCodes[kind];
}
