import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'tap';

const ROOT = join(import.meta.dirname, '../..');
/** Prints the size of the young generation when the process ends. */
const TOLD = join(import.meta.dirname, 'young-generation.cjs');
/** Twice the size from which it does not grow, because it may grow before that is seen. */
const MOST_BYTES = 34e6;

test('the young generation of a process that makes exports stays small', async (t) => {
  t.ok(youngAfter(0) <= MOST_BYTES, 'on one thread');
  t.ok(youngAfter(1) <= MOST_BYTES, 'after a thread has started');
});

/** The size of the young generation after an export of an hour, 150 MB of CSV, bytes. */
function youngAfter(workers: number): number {
  const args = [
    'generate',
    '--size',
    'huge',
    '--include',
    'csv',
    '--workers',
    String(workers),
    '-o',
    '/dev/null',
  ];
  const window = [
    '--now',
    '2026-11-20T12:00:00Z',
    '--since',
    '2026-11-16T09:00:00Z',
    '--until',
    '2026-11-16T10:00:00Z',
  ];
  const { stderr, status } = spawnSync(
    process.execPath,
    // V8 would let it grow to 200 MB.
    ['--max-semi-space-size=64', '--require', TOLD, join(ROOT, 'dist/cli/main.js'), ...args, ...window],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`Expected an export, got: ${stderr}`);
  return Number(/young (\d+)/.exec(stderr)?.[1]);
}
