/**
 * Runs the kit on the exemplars, the correct clients of `conformance/exemplars`: each of another design. A
 * MUST that one of them fails is a fault of the kit, or of the exemplar.
 *
 *     npm run exemplars                     runs every exemplar through all MUSTs, and fails if one fails
 *     npm run exemplars -- --quick          only the cases in which designs differ most
 *     npm run exemplars -- --only NAME      only this exemplar; may be repeated
 *     npm run exemplars -- --cases PATTERN  only these cases, as in `engage-export test --only`
 *     npm run exemplars -- --shard 2/12     only this part of the cases, as in `engage-export test --shard`
 *     npm run exemplars -- --times 5        five times each
 *     npm run exemplars -- --busy           while other processes keep every core busy
 *     npm run exemplars -- --write          through all levels too, and writes docs/exemplars.md
 *
 * Each run is a process of the compiled program, as a user starts it. An exemplar whose program is not
 * installed is skipped, and is an error for `--write`.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ConformanceReport } from '../conformance/index.ts';
import { type ExemplarResult, exemplarsPage } from './exemplars-page.ts';

const FOLDER = 'conformance/exemplars';
const PAGE = new URL('exemplars.md', import.meta.url);
/** The cases in which the design of a client matters most: windows, state, and what an export lacks. */
const QUICK = [
  'windows',
  'partial',
  'attachments',
  'rows.line-breaks',
  'rows.duplicates',
  'rows.legacy',
  'request.since',
  'request.models',
  'download.gzip-encoding',
  'files',
];

const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    busy: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    cases: { type: 'string', multiple: true },
    shard: { type: 'string' },
    times: { type: 'string', default: '1' },
  },
});
const load = values.busy ? startLoad() : [];
process.once('exit', () => {
  for (const child of load) child.kill();
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const scratch = await mkdtemp(join(tmpdir(), 'engage-exemplars-'));
try {
  await main();
} finally {
  await rm(scratch, { recursive: true, force: true });
}

async function main(): Promise<void> {
  const names = await chosen();
  const results: ExemplarResult[] = [];
  for (const name of names) {
    for (let time = 1; time <= Number(values.times); time++) {
      const report = await judged(name);
      if (report === undefined) break;
      const failed = printed(name, report);
      if (failed > 0) process.exitCode = 1;
      if (time === 1) results.push({ name, design: await designOf(name), report });
    }
  }
  if (!values.write) return;
  await writeFile(PAGE, exemplarsPage(results, values.quick));
  console.log('wrote docs/exemplars.md');
}

/** The names of the exemplars to run; an error for a name that no folder has. */
async function chosen(): Promise<readonly string[]> {
  const all = (await readdir(FOLDER)).sort();
  const unknown = (values.only ?? []).filter((name) => !all.includes(name));
  if (unknown.length > 0)
    throw new Error(`expected --only with one of ${all.join(', ')}; got ${unknown.join(', ')}`);
  if (values.write && values.only !== undefined)
    throw new Error('expected --write without --only: the page has a row for each exemplar');
  if (values.write && (values.cases ?? values.shard) !== undefined)
    throw new Error('expected --write without --cases and --shard: the page has every area');
  return values.only ?? all;
}

/** Runs the kit on an exemplar. Returns its report; undefined when the program of the exemplar is missing. */
async function judged(name: string): Promise<ConformanceReport | undefined> {
  const needs = await commentOf(name, 'Needs');
  if (needs !== undefined && spawnSync(needs, { shell: true, stdio: 'ignore' }).status !== 0) {
    if (values.write) throw new Error(`${name}: expected a machine on which this succeeds: ${needs}`);
    console.log(`${name}: skipped, because this fails here: ${needs}`);
    return undefined;
  }
  const build = await commentOf(name, 'Build');
  if (build !== undefined && spawnSync(build, { shell: true, stdio: 'inherit' }).status !== 0)
    throw new Error(`${name}: expected that this succeeds: ${build}`);
  const file = join(scratch, `${name}.json`);
  const levels = values.write ? [] : ['--level', 'MUST'];
  const patterns = values.cases ?? (values.quick ? QUICK : []);
  const cases = patterns.flatMap((pattern) => ['--only', pattern]);
  const shard = values.shard === undefined ? [] : ['--shard', values.shard];
  const args = ['dist/cli/main.js', 'test', '--client', join(FOLDER, name, 'client.json'), '-o', file];
  const child = spawn(process.execPath, [...args, ...levels, ...cases, ...shard], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => texts.push(text));
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code === 0 || code === 1 || code === 3) return JSON.parse(await readFile(file, 'utf8'));
  const text = Buffer.concat(texts).toString();
  throw new Error(`${name}: expected a report of the kit, got exit code ${code}: ${text}`);
}

/** Prints the result, with the evidence for each MUST that failed. Returns their number. */
function printed(name: string, { counts, cases, ms }: ConformanceReport): number {
  const checks = cases.flatMap((one) => one.checks);
  const failed = checks.filter(
    ({ level, verdict }) => level === 'MUST' && (verdict === 'failed' || verdict === 'untested'),
  );
  const { passed, unsupported } = counts;
  console.log(
    `${name}: ${passed} checks passed, ${failed.length} MUST failed, ${unsupported} unsupported, ${Math.round(ms / 1000)} s`,
  );
  for (const { id, verdict, expected, seen } of failed) {
    console.log(`  ${id}: ${verdict}\n    expected ${expected}\n    seen     ${seen}`);
  }
  return failed.length;
}

/** The sentence about the design, which is a comment in `client.json`. */
async function designOf(name: string): Promise<string> {
  const sentence = await commentOf(name, 'Design');
  if (sentence === undefined)
    throw new Error(`${name}/client.json: expected a line that begins with // Design:`);
  return sentence;
}

/**
 * A comment of `client.json`: the design, the command that fails where the program cannot run, or the one
 * that builds it.
 */
async function commentOf(name: string, what: 'Design' | 'Needs' | 'Build'): Promise<string | undefined> {
  const text = await readFile(join(FOLDER, name, 'client.json'), 'utf8');
  return text
    .split('\n')
    .find((line) => line.trim().startsWith(`// ${what}: `))
    ?.trim()
    .slice(`// ${what}: `.length);
}

/** Starts a process for each core that does nothing but compute. */
function startLoad(): readonly ChildProcess[] {
  return Array.from({ length: availableParallelism() }, () => {
    const child = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
    child.unref();
    return child;
  });
}
