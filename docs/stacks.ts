/**
 * Measures what HTTP client stacks report to a plain download program:
 *
 *     npm run stacks              compares the results with docs/stacks.json and fails on a difference
 *     npm run stacks -- --write   writes docs/stacks.json and docs/stacks.md
 *     npm run stacks -- --only curl --only wget --runs 1
 *
 * Every program of `docs/stacks/programs` runs twice in every situation, or as often as `--runs` says; a
 * stack whose results differ from run to run is not written. Stacks that are not installed, or that `--only`
 * leaves out, keep their results. All of it takes twenty minutes.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startServer } from '../server/index.ts';
import { environment, LIMIT_S, measure, type Place } from './stacks/measure.ts';
import { stacksPage } from './stacks/page.ts';
import {
  agrees,
  joined,
  type Measured,
  type Measurements,
  type Result,
  readMeasurements,
  writeMeasurements,
} from './stacks/results.ts';
import { type Situation, situations } from './stacks/scenarios.ts';
import { type Stack, stacks } from './stacks/stacks.ts';

/** Runs at the same time: of programs that work, and of programs that wait. */
const WORKING = 3;
const WAITING = 100;

const { values } = parseArgs({
  options: {
    write: { type: 'boolean' },
    only: { type: 'string', multiple: true },
    runs: { type: 'string', default: '2' },
  },
});

const folder = await mkdtemp(join(tmpdir(), 'stacks-'));
await using server = await startServer({ size: 'tiny', seed: '7', now: '2026-11-20T00:00:00Z' });
const place: Place = { server, folder, whole: await wholeExport() };
let complaints = 0;

const known = readMeasurements();
const installed = stacks.flatMap((stack) => {
  if (values.only !== undefined && !values.only.includes(stack.id)) return [];
  const version = prepared(stack);
  if (version === undefined) console.log(`${stack.id}: left out; it needs ${stack.needs}`);
  return version === undefined ? [] : [{ stack, version }];
});
const found = new Map<string, Measured>();
/** The stacks whose runs differ. */
const unsteady = new Set<string>();
await measureAll();
await rm(folder, { recursive: true, force: true });
if (values.write) await write();
else compare();
if (complaints > 0) process.exitCode = 1;

async function wholeExport(): Promise<Buffer> {
  const headers = { authorization: `Bearer ${server.token}` };
  const response = await fetch(`${server.url}/api/v1/export?since=2026-11-01T00:00:00Z`, { headers });
  return Buffer.from(await response.arrayBuffer());
}

/** Compiles the program of a stack. Returns the version, or `undefined` when the stack is not installed. */
function prepared({ id, version, build }: Stack): string | undefined {
  const env = environment(folder);
  const asked = spawnSync('sh', ['-c', version], { env, encoding: 'utf8' });
  const text = asked.stdout.trim();
  if (asked.status !== 0 || text === '') return undefined;
  if (build === undefined) return text;
  const built = spawnSync('sh', ['-c', build], { env, encoding: 'utf8' });
  if (built.status === 0) return text;
  complain(`${id}: the program does not compile: ${built.stderr}`);
  return undefined;
}

async function measureAll(): Promise<void> {
  const runs = installed.flatMap(({ stack }) => situations.map((situation) => ({ stack, situation })));
  const waits = ({ stack, situation }: (typeof runs)[number]): boolean =>
    stack.isSlow === true || situation.timeScale === 1;
  const results = new Map<string, Result>();
  const both = async ({ stack, situation }: { stack: Stack; situation: Situation }): Promise<void> => {
    const again = Array.from({ length: Number(values.runs) }, () => () => measure(stack, situation, place));
    const all = waits({ stack, situation })
      ? await Promise.all(again.map((run) => run()))
      : await inOrder(again);
    const result = all.reduce<Result | undefined>((one, other) => one && joined(one, other), all[0]);
    if (result !== undefined) results.set(`${stack.id} ${situation.name}`, result);
    else {
      const shown = all.map((one) => JSON.stringify(one)).join(' and ');
      unsteady.add(stack.id);
      complain(`${stack.id} in ${situation.name}: expected the same result in every run, got ${shown}`);
    }
  };
  await Promise.all([
    inTurn(runs.filter(waits), WAITING, both),
    inTurn(
      runs.filter((one) => !waits(one)),
      WORKING,
      both,
    ),
  ]);
  for (const { stack, version } of installed) {
    const own = situations.flatMap(({ name }) => {
      const result = results.get(`${stack.id} ${name}`);
      return result === undefined ? [] : [[name, result] as const];
    });
    found.set(stack.id, { version, results: Object.fromEntries(own) });
  }
}

/** Calls functions one after the other. */
async function inOrder<T>(calls: readonly (() => Promise<T>)[]): Promise<readonly T[]> {
  const results: T[] = [];
  for (const call of calls) results.push(await call());
  return results;
}

/** Calls a function for each item, at most `width` at the same time. */
async function inTurn<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}

async function write(): Promise<void> {
  const known = readMeasurements();
  const kept = (id: string): readonly (readonly [string, Measured])[] => {
    const measured = unsteady.has(id) ? known.stacks[id] : (found.get(id) ?? known.stacks[id]);
    return measured === undefined ? [] : [[id, measured]];
  };
  const written: Measurements = {
    date: new Date().toISOString().slice(0, 10),
    system: await systemName(),
    bytes: place.whole.length,
    limit: LIMIT_S,
    stacks: Object.fromEntries(stacks.flatMap(({ id }) => kept(id))),
  };
  writeMeasurements(written);
  await writeFile(new URL('stacks.md', import.meta.url), stacksPage());
  console.log('wrote docs/stacks.json and docs/stacks.md');
}

/** The name of the system, for example `Debian GNU/Linux 12`. */
async function systemName(): Promise<string> {
  const text = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const [, name = process.platform] = /^PRETTY_NAME="([^"(]*)/m.exec(text) ?? [];
  return name.trim();
}

function compare(): void {
  for (const [id, { version, results }] of found) {
    const recorded = known.stacks[id];
    for (const [name, result] of Object.entries(results)) {
      const before = recorded?.results[name];
      if (agrees(before, result)) continue;
      const shown = `expected ${JSON.stringify(before)}, got ${JSON.stringify(result)}`;
      complain(`${id} ${version} (recorded: ${recorded?.version ?? 'none'}) in ${name}: ${shown}`);
    }
  }
}

function complain(text: string): void {
  complaints += 1;
  console.log(text);
}
