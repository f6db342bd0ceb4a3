import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'tap';

const ROOT = join(import.meta.dirname, '../..');
/** Prints the size of the young generation when the process ends. */
const TOLD = join(import.meta.dirname, 'young-generation.cjs');
/** Twice the size from which it does not grow, because it may grow before that is seen. */
const MOST_BYTES = 34e6;
/** Half an hour with 60 MB of CSV. */
const HALF_AN_HOUR = [
  ...['--size', 'huge', '--now', '2026-11-20T12:00:00Z', '--include', 'csv'],
  ...['--since', '2026-11-16T09:00:00Z', '--until', '2026-11-16T09:30:00Z'],
];
/** A collection in the young generation: the isolate, and the memory before and after it, MB. */
const COLLECTION = /^\[\d+:(0x\w+)\].*: Scavenge ([\d.]+) \([\d.]+\) -> ([\d.]+) /;

test('the young generation of a process that makes exports stays small', async (t) => {
  t.ok(youngAfter(0) <= MOST_BYTES, 'on one thread');
  t.ok(youngAfter(1) <= MOST_BYTES, 'after a thread has started');
});

test('the young generation of a thread is larger than the engine begins with', async (t) => {
  const { stdout } = exported(1, ['--trace-gc']);
  const collections = stdout.split('\n').flatMap((line) => {
    const [, isolate, before, after] = COLLECTION.exec(line) ?? [];
    return isolate === undefined ? [] : [{ isolate, freed: Number(before) - Number(after) }];
  });
  const main = collections[0]?.isolate;
  const freed = collections.filter(({ isolate }) => isolate !== main).map((one) => one.freed);
  t.ok(freed.length > 20, `${freed.length} collections`);
  const average = freed.reduce((sum, each) => sum + each, 0) / freed.length;
  t.ok(average > 1.2, `${average} MB freed by each`);
});

test('no other thread helps to collect the young generation', async (t) => {
  const { stdout } = exported(1, ['--trace-gc', '--trace-gc-nvp']);
  const helped = [...stdout.matchAll(/ gc=s .*background\.scavenge\.parallel=([\d.]+)/g)];
  t.ok(helped.length > 20, `${helped.length} collections`);
  // The collections before the program has set the engine are few.
  t.ok(
    helped.slice(20).every(([, time]) => Number(time) === 0),
    'all later ones without help',
  );
});

/** The size of the young generation after an export, bytes. */
function youngAfter(workers: number): number {
  // V8 would let it grow to 200 MB.
  const { stderr } = exported(workers, ['--max-semi-space-size=64', '--require', TOLD]);
  return Number(/young (\d+)/.exec(stderr)?.[1]);
}

/** The output of an export by a process with these flags of the engine. */
function exported(workers: number, engineFlags: readonly string[]) {
  const args = ['generate', ...HALF_AN_HOUR, '--workers', String(workers), '-o', '/dev/null'];
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [...engineFlags, join(ROOT, 'dist/cli/main.js'), ...args],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`Expected an export, got: ${stderr}`);
  return { stdout, stderr };
}
