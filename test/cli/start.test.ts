import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'tap';

const ROOT = join(import.meta.dirname, '../..');
const TELLING = join(import.meta.dirname, 'loaded.mjs');
/** Names of the files of a start, without the hash: `cli/build.js` makes them. */
const START = [
  'access-log',
  'app',
  'authority',
  'command',
  'main',
  'program',
  'read-options',
  'rolldown-runtime',
  'serve',
  'server',
];

test('a server reads the files of a start before its first response, and no others', async (t) => {
  const names = await namesUntil(['serve', '--port', '0'], /^Exports are served at/);
  t.same([...new Set(names)].sort(), START);
});

test('the list of commands is read from two files', async (t) => {
  const names = await namesUntil(['--help'], /^Usage/);
  t.same([...new Set(names)].sort(), ['main', 'program']);
});

/** Resolves to the names of the files that a command has read when a line comes. */
async function namesUntil(args: readonly string[], line: RegExp): Promise<readonly string[]> {
  const child = spawn(process.execPath, ['--import', TELLING, join(ROOT, 'dist/cli/main.js'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const names: string[] = [];
  for await (const text of createInterface({ input: child.stdout })) {
    if (line.test(text)) break;
    const name = /^read (.+?)(?:-[\w-]{8})?\.c?js$/.exec(text)?.[1];
    if (name !== undefined) names.push(name);
    else if (text.startsWith('read ')) names.push(text);
  }
  child.kill('SIGKILL');
  await ended;
  return names;
}
