import { spawnSync } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { folder, run, start } from '../helpers/run-cli.ts';

const settings = t.testdir({});
process.env.XDG_CONFIG_HOME = settings;
process.env.APPDATA = settings;

const ADDRESS = 'https://www.yammer.com/api/v1/export?since=2026-01-01&model=Segment';
const FLAGS = ['--size', 'tiny', '--now', '2026-01-10T00:00:00Z'];
const works = (command: string, ...args: readonly string[]): boolean => spawnSync(command, args).status === 0;

/** Programs with the address of the service in their source, and a command that shows them installed. */
const programs: readonly (readonly [
  name: string,
  there: readonly string[],
  file: string,
  source: string,
  ...command: string[],
])[] = [
  [
    'curl',
    ['curl', '--version'],
    'e.sh',
    `curl -fsS -H "Authorization: Bearer $ENGAGE_TOKEN" "${ADDRESS}" | wc -c`,
    'sh',
  ],
  [
    'wget',
    ['wget', '--version'],
    'w.sh',
    `wget -qO- --header "Authorization: Bearer $ENGAGE_TOKEN" "${ADDRESS}" | wc -c`,
    'sh',
  ],
  [
    'urllib',
    ['python3', '--version'],
    'u.py',
    `import os, urllib.request
request = urllib.request.Request("${ADDRESS}", headers={"Authorization": "Bearer " + os.environ["ENGAGE_TOKEN"]})
print(len(urllib.request.urlopen(request).read()))`,
    'python3',
  ],
  [
    'requests',
    ['python3', '-c', 'import requests'],
    'r.py',
    `import os, requests
print(len(requests.get("${ADDRESS}", headers={"Authorization": "Bearer " + os.environ["ENGAGE_TOKEN"]}).content))`,
    'python3',
  ],
  [
    'Java',
    ['java', '-version'],
    'U.java',
    `public class U { public static void main(String[] none) throws Exception {
      var connection = new java.net.URL("${ADDRESS}").openConnection();
      connection.setRequestProperty("Authorization", "Bearer " + System.getenv("ENGAGE_TOKEN"));
      System.out.println(connection.getInputStream().readAllBytes().length);
    } }`,
    'java',
  ],
];

t.test('unmodified programs are served', { timeout: 120_000 }, async (t) => {
  const place = await folder(t);
  const sizes = new Set<string>();
  for (const [name, [there = '', ...args], file, source, ...command] of programs) {
    if (!works(there, ...args)) {
      t.comment(`${name} is not installed`);
      continue;
    }
    await writeFile(join(place, file), `${source}\n`);
    const { code, stdout, stderr } = await run(t, ['run', ...FLAGS, '--', ...command, join(place, file)]);
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

const asRoot = process.getuid?.() === 0 ? [] : ['--map-root-user'];
const canEnter = works('unshare', ...asRoot, '--mount', '--net', 'sh', '-c', 'ip link set lo up');
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

t.test('the authority is printed, the same each time, and removed', async (t) => {
  const first = await run(t, ['ca']);
  t.match(first.stdout, /^Certificate: .*authority\.pem\nSHA-256: (?:[0-9A-F]{2}:){31}[0-9A-F]{2}\n/);
  t.equal((await run(t, ['ca'])).stdout, first.stdout);
  t.match((await run(t, ['ca', '--remove'])).stdout, /^Removed .*\nRemoved .*\n/);
  t.match((await run(t, ['ca', '--remove'])).stdout, /^There is no authority in /);
});
