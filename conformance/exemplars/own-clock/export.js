#!/usr/bin/env node
// Exports whole minutes on the clock of this machine: export.js window|resume --out DIR [--state DIR]
// Every request has an "until" of its own, so that two windows meet at an instant that the client chose.
import { createWriteStream, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    base: { type: 'string' },
    since: { type: 'string' },
    until: { type: 'string' },
    model: { type: 'string', multiple: true },
    include: { type: 'string' },
    out: { type: 'string' },
    state: { type: 'string' },
    silence: { type: 'string', default: '60' },
    longest: { type: 'string', default: '7200' },
  },
});
const token = process.env.ENGAGE_TOKEN;
const deadline = Date.now() + Number(options.longest) * 1000;

/** The last second that was over two minutes ago on this machine: late rows have arrived by then. */
function ownUntil() {
  return new Date(Math.floor(Date.now() / 1000 - 120) * 1000 - 1000).toISOString();
}

async function main() {
  const stateFile = options.state && join(options.state, 'since.txt');
  const stored =
    positionals[0] === 'resume' && existsSync(stateFile) ? readFileSync(stateFile, 'utf8') : undefined;
  const since = stored ?? options.since;
  const until = options.until ?? ownUntil();
  if (Date.parse(until) < Date.parse(since)) {
    console.error('export: the window is empty until now; nothing is requested');
    return 0;
  }
  const url = new URL(`${options.base}/api/v1/export`);
  url.searchParams.set('since', since);
  url.searchParams.set('until', until);
  for (const model of options.model ?? []) url.searchParams.append('model', model);
  if (options.include) url.searchParams.set('include', options.include);

  const name = `${since}_${until}_${options.model ?? ''}_${options.include ?? ''}`.replace(/[^\w-]/g, '');
  const part = join(options.out, `${name}.part`);
  try {
    await downloadPatiently(url, part);
    const gaps = await gapsOf(part);
    renameSync(part, join(options.out, gaps.length > 0 ? `${name}.partial.zip` : `${name}.zip`));
    if (gaps.length > 0) {
      console.error(`export: partial: ${gaps.join('; ')}`);
      return 3;
    }
  } finally {
    rmSync(part, { force: true });
  }
  if (positionals[0] === 'resume') {
    // The second of "until" belongs to this window.
    const next = new Date(Math.floor(Date.parse(until) / 1000) * 1000 + 1000).toISOString();
    writeFileSync(`${stateFile}.new`, next);
    renameSync(`${stateFile}.new`, stateFile);
  }
  return 0;
}

async function downloadPatiently(url, part) {
  for (let attempt = 1; ; attempt++) {
    try {
      await download(url, part);
      return;
    } catch (error) {
      const waitMs = error.waitMs ?? 500 * 2 ** attempt;
      if (error.final || attempt === 4 || Date.now() + waitMs > deadline) throw error;
      await sleep(waitMs);
    }
  }
}

async function download(url, part) {
  const response = await get(url);
  if (response.statusCode === 200) return pipeline(response, createWriteStream(part));
  let text = '';
  for await (const piece of response) if (text.length < 300) text += piece;
  const error = new Error(
    `status ${response.statusCode}: ${text.slice(0, 300).replaceAll(token, '[token]')}`,
  );
  error.final = response.statusCode !== 429 && response.statusCode < 500;
  const after = response.headers['retry-after'];
  if (after)
    error.waitMs = /^\d+$/.test(after)
      ? Number(after) * 1000
      : Date.parse(after) - Date.parse(response.headers.date) + 1000;
  throw error;
}

function get(url) {
  const headers = { authorization: `Bearer ${token}`, 'user-agent': 'own-clock/1' };
  const signal = AbortSignal.timeout(Math.max(1, deadline - Date.now()));
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).get(
      url,
      { headers, signal, agent: false },
      resolve,
    );
    request.setTimeout(Number(options.silence) * 1000, () =>
      request.destroy(new Error('the service is silent')),
    );
    request.on('error', reject);
  });
}

/** Reads every byte of the archive and returns the lines of its log that are not counts. */
async function gapsOf(path) {
  const zip = await yauzl.openPromise(path);
  const names = new Set();
  let log;
  for await (const entry of zip.eachEntry()) {
    if (names.has(entry.fileName)) throw new Error('the archive has two members of one name');
    names.add(entry.fileName);
    let crc = 0;
    const text = [];
    for await (const piece of await zip.openReadStreamPromise(entry)) {
      crc = crc32(piece, crc);
      if (entry.fileName === 'log.txt') text.push(piece);
    }
    if (crc !== entry.crc32) throw new Error('a member has a wrong CRC');
    if (entry.fileName === 'log.txt') log = Buffer.concat(text).toString();
  }
  if (log === undefined) throw new Error('the export has no log.txt');
  return log.split('\n').filter((line) => line.trim() && !/^Number of exported \w+: \d+\s*$/.test(line));
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`export: ${error.message.replaceAll(token, '[token]')}`);
  process.exitCode = 1;
}
