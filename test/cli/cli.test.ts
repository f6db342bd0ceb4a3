import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import t from 'tap';
import { run as generate } from '../../cli/generate.ts';
import { showProgress } from '../../cli/progress.ts';
import { run as serve } from '../../cli/serve.ts';
import { folder, run, start } from '../helpers/run-cli.ts';
import { unzip } from '../helpers/unzip.ts';

const exec = promisify(execFile);
const TINY = ['--size', 'tiny', '--seed', '7', '--now', '2024-06-30T12:00:00Z'];
const BIG = ['--size', 'medium', '--seed', '7', '--now', '2024-06-30T12:00:00Z'];
const admin = { authorization: 'Bearer verified-admin' };

const commandLines: [args: readonly string[], code: number, stdout: RegExp, stderr: RegExp][] = [
  [[], 0, /Usage: engage-export COMMAND.*\n {2}serve .*\n {2}generate .*\n {2}check /s, /^$/],
  [['--help'], 0, /Exit codes: 0 passed, 1 failed, 2 usage, 3 incomplete, 4 broken, 130 interrupted/, /^$/],
  [['--version'], 0, /^\d+\.\d+\.\d+\n$/, /^$/],
  [['serve', '--help'], 0, /--port N .*--now DATE/s, /^$/],
  [['generate', '-h'], 0, /-o, --output FILE .*--exclude-files/s, /^$/],
  [['sevre'], 2, /^$/, /unknown command 'sevre'\. Did you mean serve\?/],
  [['constructor'], 2, /^$/, /unknown command 'constructor'/],
  [
    ['serve', '--prot', '1'],
    2,
    /^$/,
    /unknown flag --prot\. Did you mean --port\?.* See engage-export serve --help/,
  ],
  [['serve', '--users', '3', '--port', '0'], 2, /^$/, /users: expected a whole number from/],
  [
    ['generate', '-o', 'x.zip', '--since', '0', '--model', 'Mesage', ...TINY],
    2,
    /^$/,
    /did you mean Message\?/,
  ],
  [
    ['generate', '-o', 'x.zip', '--user-id', '1', ...TINY],
    2,
    /^$/,
    /the server would respond with status 404\n.*no user has this id/,
  ],
  [
    ['generate', '-o', 'no/x.zip', '--since', '0', ...TINY],
    4,
    /^$/,
    /cannot write to no\/x\.zip \(its folder does not exist\): choose another output with -o\.\n$/,
  ],
];

const usageErrors: [command: typeof serve, args: readonly string[], message: RegExp][] = [
  [serve, ['-x'], /unknown flag -x\./],
  [serve, ['--constructor'], /unknown flag --constructor\./],
  [serve, ['--port'], /--port needs a value: --port N/],
  [serve, ['--port='], /--port needs a value/],
  [serve, ['--port', '65536'], /--port: expected a whole number from 0 to 65535, got 65536/],
  [serve, ['--port', '-1'], /--port/],
  [serve, ['--quiet=yes'], /--quiet takes no value, got 'yes'/],
  [serve, ['now'], /expected flags only, got the word 'now'/],
  [serve, ['--', 'now'], /expected flags only/],
  [serve, ['--size', 'giant'], /--size: expected one of tiny, small, medium, large, huge, got "giant"/],
  [serve, ['--profile', 'old'], /--profile: expected one of current, legacy, 2018, got "old"/],
  [serve, ['--compression', 'zstd'], /--compression: expected one of deflate, store/],
  [serve, ['--ids', 'big'], /--ids: expected one of current, small, large/],
  [serve, ['--now', 'today'], /--now: expected a date from 1970 to 2199 such .* got "today"/],
  [serve, ['--start', '2021-02-30'], /--start: expected a day such as 2024-06-30, got/],
  [serve, ['--external-networks', '1000'], /--external-networks: expected a whole number/],
  [generate, ['--since', '0'], /expected -o FILE, got none/],
  [generate, ['-o'], /-o needs a value: -o FILE/],
  [generate, ['-o', 'x', '--modle', 'User'], /unknown flag --modle\. Did you mean --model\?/],
  [generate, ['-o', 'x', '--user-id', '1', '--since', '0'], /--since is a flag of the network export/],
  [generate, ['-o', 'x', '--user-id', '1', '--include-ens'], /--include-ens is .*remove --user-id/],
  [generate, ['-o', 'x', '--exclude-files'], /--exclude-files is .*add --user-id/],
];

t.test('a wrong flag is rejected before anything starts', async (t) => {
  for (const [command, args, message] of usageErrors)
    await t.rejects(command(args), { message }, args.join(' '));
});

t.test('a command line runs, or is rejected with the correct usage', async (t) => {
  const cwd = await folder(t);
  for (let index = 0; index < commandLines.length; index += 4) {
    const some = commandLines.slice(index, index + 4);
    await Promise.all(
      some.map(async ([args, code, stdout, stderr]) => {
        const ended = await run(t, args, cwd);
        const title = args.join(' ');
        t.equal(ended.code, code, title);
        t.match(ended.stdout, stdout, title);
        t.match(ended.stderr, stderr, title);
        if (code !== 0) t.match(ended.stderr, /^engage-export/, title);
      }),
    );
  }
  t.strictSame(await readdir(cwd), [], 'and no file exists after an error');
});

t.test('the curl lines that serve prints work when pasted, and generate writes the same bytes', async (t) => {
  const cwd = await folder(t);
  const server = start(t, ['serve', '--port', '0', ...TINY]);
  await server.says(/Export of one user:\ncurl .*\n/);
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(server.printed.stdout)?.[0];
  const lines = server.printed.stdout.match(/^curl .*$/gm) ?? [];
  t.equal(lines.length, 2);
  for (const line of lines) {
    const [program = '', ...args] = (line.match(/"[^"]*"|\S+/g) ?? []).map((word) =>
      word.replaceAll('"', ''),
    );
    await exec(program, args, { cwd });
  }
  t.strictSame((await readdir(cwd)).sort(), ['network.zip', 'user.zip']);
  t.ok((await unzip(await readFile(join(cwd, 'network.zip')))).has('Messages.csv'));
  t.ok((await unzip(await readFile(join(cwd, 'user.zip')))).has('UserProfile.csv'));

  const user = /users\/(\d+)/.exec(lines[1] ?? '')?.[1] ?? '';
  const cases: [flags: readonly string[], path: string][] = [
    [['--since', '0'], 'export?since=0'],
    [
      ['--since', '2024-06-01T00:00:00+02:00', '--until', '2024-06-10', '--include', 'csv'],
      'export?since=2024-06-01T00:00:00%2B02:00&until=2024-06-10&include=csv',
    ],
    [
      ['--since', '0', '--model', 'User', '--model', 'Group', '--include-ens'],
      'export?since=0&model=User&model=Group&include_ens=true',
    ],
    [['--user-id', user], `export/users/${user}`],
    [
      ['--user-id', user, '--exclude-files', '--model', 'File'],
      `export/users/${user}?exclude_files=true&model=File`,
    ],
  ];
  for (const [flags, path] of cases) {
    const answer = await fetch(`${url}/api/v1/${path}`, { headers: admin });
    const ended = await run(t, ['generate', '-o', 'made.zip', ...flags, ...TINY], cwd);
    t.strictSame(ended, { code: 0, stdout: '', stderr: '' }, `${path}: nothing is shown in a pipe`);
    t.ok((await readFile(join(cwd, 'made.zip'))).equals(Buffer.from(await answer.arrayBuffer())), path);
  }
  server.child.kill('SIGINT');
  t.equal(await server.ended, 130);
  t.match(server.printed.stderr, /^GET \/api\/v1\/export\?since=\S+ 200 \d+ B \d+ ms complete\n/);
});

t.test('generate writes to stdout with -o -', async (t) => {
  const cwd = await folder(t);
  await run(t, ['generate', '-o', 'file.zip', '--since', '0', '--model', 'Tags', ...TINY], cwd);
  const { child, ended } = start(t, ['generate', '-o', '-', '--since', '0', '--model', 'Tags', ...TINY], cwd);
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  t.equal(await ended, 0);
  t.ok(Buffer.concat(parts).equals(await readFile(join(cwd, 'file.zip'))));
});

t.test('a closed pipe changes neither the verdict nor the exit code', async (t) => {
  const dir = await folder(t);
  const file = join(dir, 'export.zip');
  await run(t, ['generate', ...TINY, '--since', '2024-06-29', '-o', file]);
  const { child, printed, ended } = start(t, ['check', file]);
  child.stdout.destroy();
  t.same([await ended, printed.stderr], [0, '']);
});

t.test('serve ends cleanly in the middle of an export', async (t) => {
  for (const [signal, code] of [
    ['SIGTERM', 0],
    ['SIGINT', 130],
  ] as const) {
    const server = start(t, ['serve', '--port', '0', '--quiet', ...BIG]);
    const [url] = await server.says(/http:\/\/127\.0\.0\.1:\d+/);
    const answer = await fetch(`${url}/api/v1/export?since=0`, { headers: admin });
    const body = answer.arrayBuffer();
    server.child.kill(signal);
    await t.rejects(body, 'the client sees that the answer was cut');
    t.equal(await server.ended, code, signal);
    t.equal(server.printed.stderr, '', 'and nothing is said');
  }
});

t.test('serve reports a port in use', async (t) => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  t.teardown(() => other.close());
  const address = other.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const { code, stdout, stderr } = await run(t, ['serve', '--port', port, ...TINY]);
  t.strictSame([code, stdout], [4, '']);
  t.match(
    stderr,
    new RegExp(
      `^engage-export serve: expected a free port, but 127\\.0\\.0\\.1:${port} is in use: .*--port 0.*\\n$`,
    ),
  );
});

t.test('an interrupted generate creates no file and does not change an existing file', async (t) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const cwd = await folder(t);
    await writeFile(join(cwd, 'old.zip'), 'old');
    for (const file of ['old.zip', 'new.zip']) {
      const { child, ended, printed } = start(t, ['generate', '-o', file, '--since', '0', ...BIG], cwd);
      while ((await readdir(cwd)).length < 2) await wait(10);
      child.kill(signal);
      t.equal(await ended, signal === 'SIGINT' ? 130 : 143, `${file} ${signal}`);
      t.strictSame(printed, { stdout: '', stderr: '' });
      t.strictSame(await readdir(cwd), ['old.zip']);
    }
    t.equal(await readFile(join(cwd, 'old.zip'), 'utf8'), 'old');
  }
});

t.test('progress is shown on a terminal and nowhere else', async (t) => {
  async function* bytes(): AsyncGenerator<Buffer> {
    yield Buffer.alloc(1_500_000);
    yield Buffer.alloc(1_000_000);
  }
  for (const isTTY of [true, false]) {
    let shown = '';
    const screen = {
      isTTY,
      write: (text: string) => {
        shown += text;
      },
    };
    const { body, finish } = showProgress({ refused: false, bytes: bytes(), rows: () => 42 }, screen);
    let length = 0;
    for await (const part of body) length += part.length;
    finish();
    t.equal(length, 2_500_000);
    t.match(shown, isTTY ? /42 rows, 2\.5 MB, [\d.]+ MB\/s\n$/ : /^$/);
  }
});
