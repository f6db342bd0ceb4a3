import { execFile } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import t from 'tap';
import { exitChecks } from '../../../conformance/checks/exit.ts';
import { homeVariables } from '../../../conformance/client/runner/home-variables.ts';
import { leftInGroup } from '../../../conformance/client/runner/process-group.ts';
import { folder } from '../../helpers/run-cli.ts';

const exec = promisify(execFile);
const ROOT = join(import.meta.dirname, '../../..');
const skip = process.platform === 'win32' && 'the other tests start .cmd files there';

/** Says that this is Windows, as code that loads later sees it, and starts a client in two ways. */
const asOnWindows = `
Object.defineProperty(process, 'platform', { value: 'win32' });
const { spawnOn } = await import(${JSON.stringify(new URL('../../../server/index.ts', import.meta.url).href)});
const started = (spawn) => new Promise((resolve) => {
  const child = spawn('client', ['a b', '50%', 'x&y']);
  let printed = '';
  child.on('error', ({ code }) => resolve(code));
  child.stdout.on('data', (part) => { printed += part; });
  child.on('close', () => resolve(printed));
});
console.log(JSON.stringify([await started(spawnOn('win32')), await started(spawnOn('linux'))]));
`;

t.test('a .cmd file is started by its name, through cmd.exe, with quoted arguments', { skip }, async (t) => {
  const cwd = await folder(t);
  await writeFile(join(cwd, 'client.cmd'), '@echo off\r\n');
  await writeFile(join(cwd, 'cmd.exe'), '#!/bin/sh\nprintf "%s|" "$@"\n');
  for (const name of ['client.cmd', 'cmd.exe']) await chmod(join(cwd, name), 0o755);
  const env = { PATH: cwd, PATHEXT: '.EXE;.cmd', comspec: join(cwd, 'cmd.exe') };
  const args = ['--import', import.meta.resolve('tsx'), '--input-type=module', '--eval', asOnWindows];
  const { stdout } = await exec(process.execPath, args, { cwd: ROOT, env });
  const [onWindows, elsewhere] = JSON.parse(stdout);
  t.equal(onWindows, '/d|/s|/c|"client ^"a^ b^" ^"50^%^" ^"x^&y^""|');
  t.equal(elsewhere, 'ENOENT', 'elsewhere the name is the name');
});

t.test('home and temporary folder have the names of the system', async (t) => {
  t.strictSame(homeVariables('w', 'linux'), { HOME: 'w', TMPDIR: 'w' });
  t.strictSame(homeVariables('w', 'darwin'), { HOME: 'w', TMPDIR: 'w' });
  t.strictSame(homeVariables('w', 'win32'), {
    HOME: 'w',
    TMPDIR: 'w',
    USERPROFILE: 'w',
    TEMP: 'w',
    TMP: 'w',
  });
});

t.test('processes that cannot be counted are unsupported, not passed', async (t) => {
  t.equal(leftInGroup(process.pid, 'win32'), 'uncounted');
  const { judge } = exitChecks['leaves-no-process'];
  const seen = (leftRunning: number | 'uncounted') =>
    ({ process: { ended: { kind: 'exited', code: 0 }, leftRunning } }) as Parameters<typeof judge>[0];
  const judged = [0, 1, 'uncounted' as const].map((left) => judge(seen(left)));
  t.strictSame(
    judged.map(({ verdict }) => verdict),
    ['passed', 'failed', 'unsupported'],
  );
});
