import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, lstatSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, link, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { openInput } from '../../cli/check-input.ts';
import { expectOutputs, writeOutput, writeText } from '../../cli/output.ts';
import { checkExport } from '../../conformance/index.ts';
import { SECOND_MS } from '../../schemas/durations.ts';
import { program } from '../helpers/program.ts';
import { folder } from '../helpers/run-cli.ts';

const posix = process.platform !== 'win32';
const [NODE, ...MAIN] = program('cli/main');
const TINY = ['--size', 'tiny', '--seed', '7', '--now', '2024-06-30T12:00:00Z'];

const mode = (path: string): string => (lstatSync(path).mode & 0o777).toString(8);
const content = (path: string): string => readFileSync(path, 'utf8');

/** Outputs: the function that makes each, its name, and the assertion afterwards. */
const targets: readonly (readonly [
  what: string,
  make: () => Promise<string>,
  seen: () => unknown,
  expected: unknown,
])[] = [
  ['a new file', async () => 'new', () => content('new'), 'fresh'],
  [
    'a file that its owner alone may read',
    async () => {
      await writeFile('secret', 'old');
      await chmod('secret', 0o600);
      return 'secret';
    },
    () => [content('secret'), mode('secret')],
    ['fresh', '600'],
  ],
  [
    'a link to nothing',
    async () => {
      await symlink('later', 'dangling');
      return 'dangling';
    },
    () => [lstatSync('dangling').isSymbolicLink(), content('later')],
    [true, 'fresh'],
  ],
  [
    'a file with two names',
    async () => {
      await writeFile('one', 'a longer old content');
      await link('one', 'two');
      return 'one';
    },
    () => content('two'),
    'fresh',
  ],
  [
    'a new file in the folder above the one that a link leads to',
    async () => {
      await mkdir('real/deep', { recursive: true });
      await symlink('real/deep', 'way');
      return 'way/../new';
    },
    () => [content('real/new'), existsSync('new')],
    ['fresh', false],
  ],
  [
    'a link to nothing below such a folder',
    async () => {
      await mkdir('real/deep', { recursive: true });
      await symlink('real/deep', 'way');
      await symlink('../later', 'real/deep/dangling');
      return 'way/dangling';
    },
    () => [content('real/later'), existsSync('later')],
    ['fresh', false],
  ],
];

t.test(
  'an output goes where the system would put it and leaves its place as it was',
  {
    skip: !posix,
  },
  async (t) => {
    const home = process.cwd();
    t.teardown(() => process.chdir(home));
    for (const [what, make, seen, expected] of targets) {
      process.chdir(await folder(t));
      const name = await make();
      await expectOutputs('-o', [name]);
      await writeText(name, 'fresh');
      t.strictSame(seen(), expected, what);
      t.notMatch(readdirSync('.').join(), /partial/, `${what}: nothing is left beside it`);
      process.chdir(home);
    }
  },
);

t.test('users without access to the old content cannot read the new content', { skip: !posix }, async (t) => {
  const dir = await folder(t);
  const file = join(dir, 'secret');
  await writeFile(file, 'old', { mode: 0o600 });
  const modes: string[] = [];
  async function* body(): AsyncGenerator<Buffer> {
    for (const name of readdirSync(dir)) modes.push(mode(join(dir, name)));
    yield Buffer.from('fresh');
  }
  await writeOutput(file, body());
  t.strictSame(modes, ['600', '600']);
});

t.test('two names of one file are rejected', { skip: !posix }, async (t) => {
  const dir = await folder(t);
  await mkdir(join(dir, 'real'));
  await symlink('real', join(dir, 'way'));
  const names = ['real/new.json', 'way/new.json'].map((name) => join(dir, name));
  await t.rejects(expectOutputs('-o', names), { name: 'OutputError', message: /are the same file\.$/ });
  t.strictSame(readdirSync(join(dir, 'real')), [], 'nothing was made');
});

t.test('a FIFO stays a FIFO, and its writer can be interrupted', { skip: !posix }, async (t) => {
  const fifo = join(await folder(t), 'fifo');
  execFileSync('mkfifo', [fifo]);
  const stop = AbortSignal.timeout(100);
  await t.rejects(writeText(fifo, 'fresh', { signal: stop }), { name: 'TimeoutError' });
  const reader = spawn('cat', [fifo]);
  const read = once(reader.stdout, 'data');
  await writeText(fifo, 'fresh');
  t.equal(String((await read)[0]), 'fresh');
  t.ok(lstatSync(fifo).isFIFO());
});

t.test('a full device stays a device', { skip: process.getuid?.() !== 0 }, async (t) => {
  const device = join(await folder(t), 'device');
  if (spawnSync('mknod', [device, 'c', '1', '7']).status !== 0) return t.pass('no device can be made here');
  await t.rejects(writeText(device, 'fresh'), { name: 'OutputError', message: /its disk is full/ });
  return t.ok(lstatSync(device).isCharacterDevice());
});

t.test(
  'a full stdout causes a one-line error and exit code 4',
  { skip: process.platform !== 'linux' },
  async (t) => {
    const dir = await folder(t);
    await writeFile(join(dir, 'empty.zip'), '');
    const full = openSync('/dev/full', 'w');
    t.teardown(() => closeSync(full));
    const printers = [
      ['--help'],
      ['check', 'empty.zip'],
      ['generate', ...TINY, '--since', '2024-06-29', '-o', '-'],
    ];
    await Promise.all(
      printers.map(async (args) => {
        const child = spawn(NODE, [...MAIN, ...args], { cwd: dir, stdio: ['ignore', full, 'pipe'] });
        let said = '';
        child.stderr?.on('data', (part: Buffer) => {
          said += part.toString();
        });
        const [code] = await once(child, 'close');
        t.equal(code, 4, args.join(' '));
        t.match(said, /^engage-export \S+: cannot write to stdout \(its disk is full\): [^\n]+\.\n$/);
      }),
    );
  },
);

t.test('a signal ends a command whose stdout nobody reads', { skip: !posix, timeout: 60_000 }, async (t) => {
  const args = ['generate', '--size', 'small', '--since', '0', '-o', '-'];
  const child = spawn(NODE, [...MAIN, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.teardown(() => child.kill('SIGKILL'));
  await once(child.stdout, 'readable');
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  t.strictSame(await exited, [143, null]);
});

t.test(
  'a stream that does not end is abandoned, and its temporary file is removed',
  { skip: !posix },
  async (t) => {
    const before = process.env.TMPDIR;
    const dir = await mkdtemp(join(tmpdir(), 'engage-export-'));
    process.env.TMPDIR = join(dir, 'tmp');
    await mkdir(join(dir, 'tmp'));
    t.teardown(async () => {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
      await rm(dir, { recursive: true, force: true });
    });
    const fifo = join(dir, 'fifo');
    execFileSync('mkfifo', [fifo]);
    const never = new AbortController().signal;
    await t.rejects(openInput(fifo, never, 0.1 * SECOND_MS), { isLimit: true, message: /end within 0\.1 s/ });
    await t.rejects(openInput(fifo, AbortSignal.timeout(100), 60 * SECOND_MS), {
      name: /^(Timeout|Abort)Error$/,
    });
    t.strictSame(readdirSync(join(dir, 'tmp')), []);
    // A pipe that a shell opened and whose writer closed it is empty: there is nothing to wait for.
    const script = 'check --max-seconds 20 /dev/fd/3 3< <(exit)';
    const ended = spawnSync('bash', ['-c', `exec "$@" ${script}`, 'bash', NODE, ...MAIN], {
      encoding: 'utf8',
    });
    if (ended.error === undefined) t.equal(ended.status, 1, ended.stderr);
  },
);

t.test('the time limit ends the reading of a truncated archive', async (t) => {
  const dir = await folder(t);
  const file = join(dir, 'cut.zip');
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  await writeFile(file, Buffer.concat(Array.from({ length: 1000 }, () => header)));
  const codes = async (maxMs: number) =>
    (await checkExport(file, { limits: { maxMs } })).findings.map(({ code }) => code);
  t.strictSame(await codes(60 * SECOND_MS), ['truncated']);
  t.strictSame(await codes(-1), ['truncated', 'out-of-time']);
});

t.test('the library opens no file that could block it', { skip: !posix, timeout: 20_000 }, async (t) => {
  const fifo = join(await folder(t), 'fifo');
  execFileSync('mkfifo', [fifo]);
  await t.rejects(checkExport(fifo), { code: 'EISDIR' });
});

t.test('a device instead of a text file is rejected, not read forever', { skip: !posix }, async (t) => {
  const dir = await folder(t);
  const readers = [
    ['report', '/dev/zero'],
    ['test', '--client', '/dev/zero'],
    ['test', '--baseline', '/dev/zero', '--', 'true'],
    ['test', '--baseline', '/dev/zero', '--update-baseline', '--', 'true'],
    ['serve', '--config', '/dev/zero'],
    ['generate', '--since', '0', '--config', '/dev/zero'],
  ];
  for (const args of readers) {
    const { status, stderr } = spawnSync(NODE, [...MAIN, ...args], {
      cwd: dir,
      encoding: 'utf8',
      timeout: 20_000,
    });
    t.equal(status, 2, `${args.join(' ')}: ${stderr}`);
    t.notMatch(stderr, /\n\s+at /);
  }
});
