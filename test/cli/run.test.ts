import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { memoryAuthority } from '../../server/tls/authority.ts';
import { canEnter, works } from '../helpers/installed.ts';
import { program } from '../helpers/program.ts';
import { folder, run, start } from '../helpers/run-cli.ts';
import { ADDRESS, programs } from '../helpers/unmodified-programs.ts';

const settings = t.testdir({ temporary: {} });
process.env.XDG_CONFIG_HOME = settings;
process.env.APPDATA = settings;
// What other runs on this machine leave is none of these tests' business.
process.env.TMPDIR = join(settings, 'temporary');

const FLAGS = ['--size', 'tiny', '--now', '2026-01-10T00:00:00Z'];

t.test('unmodified programs are served', { timeout: 180_000 }, async (t) => {
  const place = await folder(t);
  const sizes = new Set<string>();
  for (const { name, installed, file, source, command, hosts } of programs) {
    const [there = '', ...args] = installed;
    if (!works(there, ...args) || (hosts && !canEnter)) {
      t.comment(`${name} is not installed`);
      continue;
    }
    await writeFile(join(place, file), `${source}\n`);
    const flags = [...FLAGS, ...(hosts ? ['--hosts'] : [])];
    const { code, stdout, stderr } = await run(t, ['run', ...flags, '--', ...command, join(place, file)]);
    t.equal(code, 0, `${name}: ${stderr}`);
    t.match(
      stderr,
      /engage-export run: 1 request\nGET https:\/\/www\.yammer\.com\/api\/v1\/export\?.* 200 complete, \d+ bytes\n$/,
      name,
    );
    sizes.add(stdout.trim());
  }
  t.ok(sizes.size <= 1, [...sizes].join(' '));
});

t.test('the page marks the programs that this test runs, and no others', async (t) => {
  const page = await readFile(join(import.meta.dirname, '../../docs/unmodified-clients.md'), 'utf8');
  const marked = [...page.matchAll(/(?:^\| |, )([\w ]+) ✓/gm)].map(([, name]) => name);
  t.same(marked.sort(), programs.map(({ name }) => name).sort());
});

t.test('an unmodified program signs in', { timeout: 60_000 }, async (t) => {
  if (!works('curl', '--version')) return t.comment('curl is not installed');
  const file = join(await folder(t), 's.sh');
  const form = '-d grant_type=client_credentials -d client_id=x -d client_secret=y';
  const token = `curl -fsS ${form} -d scope=https://www.yammer.com/.default https://login.microsoftonline.com/common/oauth2/v2.0/token`;
  await writeFile(
    file,
    `token=$(${token} | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
curl -fsS -o /dev/null -w '%{http_code}' -H "Authorization: Bearer $token" "${ADDRESS}"\n`,
  );
  const { code, stdout, stderr } = await run(t, ['run', ...FLAGS, '--', 'sh', file]);
  t.same([code, stdout], [0, '200'], stderr);
  t.match(stderr, /POST https:\/\/login\.microsoftonline\.com\/common\/oauth2\/v2\.0\/token 200 complete/);
});

const skip = !canEnter && 'needs namespaces and the program ip';

t.test('a program that ignores proxies is served in a namespace', { skip, timeout: 60_000 }, async (t) => {
  const file = join(await folder(t), 'f.mjs');
  await writeFile(
    file,
    `const headers = { authorization: 'Bearer ' + process.env.ENGAGE_TOKEN };
     const response = await fetch(${JSON.stringify(ADDRESS)}, { headers });
     console.log(response.status, (await response.arrayBuffer()).byteLength > 100);
     console.log(await fetch('https://example.com/').then(() => 'left', () => 'did not leave'));`,
  );
  const { code, stdout, stderr } = await run(t, ['run', ...FLAGS, '--hosts', '--', process.execPath, file]);
  t.equal(code, 0, stderr);
  t.equal(stdout, '200 true\ndid not leave\n');
});

t.test('the exit code is that of the program, and a signal ends both', { timeout: 60_000 }, async (t) => {
  const failing = await run(t, ['run', '-q', '--', process.execPath, '-e', 'process.exit(7)']);
  t.same([failing.code, failing.stderr], [7, '']);
  const silent = await run(t, ['run', '--', process.execPath, '-e', '0']);
  t.match(silent.stderr, /no request reached the mock/);
  const missing = await run(t, ['run', '--', './no-such-program']);
  t.equal(missing.code, 2);
  t.match(missing.stderr, /expected a program that can be started, got \.\/no-such-program/);
  const none = await run(t, ['run']);
  t.same([none.code, /expected a program after --/.test(none.stderr)], [2, true]);
  const long = start(t, [
    'run',
    '--',
    process.execPath,
    '-e',
    'console.log("up"); setInterval(() => {}, 1000)',
  ]);
  await long.says(/up/);
  long.child.kill('SIGTERM');
  t.equal(await long.ended, 143);
  t.same(
    (await readdir(tmpdir())).filter((name) => name.startsWith('engage-run-')),
    [],
  );
});

t.test('Java trusts the mock from a folder with blanks', { timeout: 60_000 }, async (t) => {
  const java = programs.find(({ name }) => name === 'Java URLConnection');
  if (java === undefined || !works('java', '-version')) return t.comment('Java is not installed');
  const place = await folder(t);
  const temporary = join(place, 'a folder');
  await mkdir(temporary);
  await writeFile(join(place, java.file), java.source);
  const env = { ...process.env, TMPDIR: temporary, TEMP: temporary };
  const running = start(t, ['run', ...FLAGS, '--', ...java.command, join(place, java.file)], place, env);
  t.equal(await running.ended, 0, running.printed.stderr);
});

t.test('a program that distrusts the certificate is told so', { timeout: 60_000 }, async (t) => {
  if (!works('curl', '--version')) return t.comment('curl is not installed');
  const file = join(await folder(t), 'distrust.sh');
  const once = `curl -s --cacert "$1" "${ADDRESS}"`;
  await writeFile(file, `${once}\n${once}\nexit 60\n`);
  const { certificate } = await memoryAuthority();
  const other = `${file}.pem`;
  await writeFile(other, certificate);
  const { code, stderr } = await run(t, ['run', ...FLAGS, '--', 'sh', file, other]);
  t.equal(code, 60);
  const [first, second, ...rest] = stderr.split('\n');
  t.equal(first, 'engage-export run: no request reached the mock');
  t.match(second, /^sh opened 2 TLS connections(?: and ended them)?: it .*certificate.*engage-export ca/);
  t.strictSame(rest, ['']);
});

const noTerminal = !works('script', '--version') && 'needs the program script';

t.test('an interrupt from the terminal reaches the program once', { skip: noTerminal }, async (t) => {
  const place = await folder(t);
  const client = join(place, 'client.mjs');
  await writeFile(
    client,
    `let count = 0;
     process.on('SIGINT', () => { count += 1; setTimeout(() => { console.log('got ' + count); process.exit(9); }, 500); });
     setInterval(() => {}, 1000);
     console.log('up');`,
  );
  const words = [...program('cli/main'), 'run', '-q', '--', process.execPath, client].map(
    (word) => `'${word}'`,
  );
  // A shell that waits for the command would be interrupted too, and tell its own code: 130.
  const terminal = spawn('script', ['-qec', `exec ${words.join(' ')}`, '/dev/null']);
  t.teardown(() => terminal.kill('SIGKILL'));
  let printed = '';
  terminal.stdout.on('data', (part: Buffer) => {
    if (!printed.includes('up') && part.includes('up')) terminal.stdin.write('\x03');
    printed += part;
  });
  const [code] = await once(terminal, 'close');
  t.match(printed, /got 1/);
  t.equal(code, 9);
});

t.test('the authority is printed, the same each time, and removed', async (t) => {
  const first = await run(t, ['ca']);
  t.match(first.stdout, /^Certificate: .*authority\.pem\nSHA-256: (?:[0-9A-F]{2}:){31}[0-9A-F]{2}\n/);
  t.equal((await run(t, ['ca'])).stdout, first.stdout);
  t.match((await run(t, ['ca', '--remove'])).stdout, /^Removed .*\nRemoved .*\n/);
  t.match((await run(t, ['ca', '--remove'])).stdout, /^There is no authority in /);
});
