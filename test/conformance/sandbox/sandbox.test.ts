import { spawnSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import t, { type Test } from 'tap';
import { startProcess } from '../../../conformance/client/runner/run-process.ts';
import { defaultFolderLimits, type FolderLimits } from '../../../conformance/sandbox/look.ts';
import { makeSandbox, type Sandbox } from '../../../conformance/sandbox/sandbox.ts';
import { takeSnapshot } from '../../../conformance/sandbox/snapshot.ts';
import { program } from '../../helpers/program.ts';

const posix = process.platform !== 'win32';

/** Looks at the folders of a case as after a run. */
function snapshot(sandbox: Sandbox, limits: Partial<FolderLimits> = {}) {
  const { signal } = new AbortController();
  return takeSnapshot(sandbox, {
    limits: { ...defaultFolderLimits, ...limits },
    timeLimitMs: 20_000,
    signal,
  });
}

async function treasure(t: Test): Promise<{ folder: string; holds: () => string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'treasure-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'sub'));
  writeFileSync(join(folder, 'precious.zip'), 'PK');
  writeFileSync(join(folder, 'sub', 'Users.csv'), '"id"\n');
  return { folder, holds: () => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort() };
}

/** The ways in which a client replaces a folder that the kit made. */
const replacements: readonly (readonly [
  what: string,
  away: 'removed' | 'moved',
  put: (path: string, target: string) => void,
])[] = [
  ['a link', 'removed', (path, target) => symlinkSync(target, path)],
  ['a link, the folder moved', 'moved', (path, target) => symlinkSync(target, path)],
  ['a link to nothing', 'removed', (path) => symlinkSync('nowhere', path)],
  ['a link to itself', 'removed', (path) => symlinkSync(basename(path), path)],
  ['nothing', 'removed', () => {}],
  ['a file', 'removed', (path) => writeFileSync(path, 'PK')],
  ['another folder', 'moved', (path) => mkdirSync(path)],
  ['a FIFO', 'removed', (path) => void spawnSync('mkfifo', [path])],
];

t.test(
  'what stands in the place of a folder of the case is a breach, and is left alone',
  { skip: !posix },
  async (t) => {
    for (const name of ['out', 'state', 'work', 'parent', 'root'] as const)
      for (const [what, away, put] of replacements) {
        const { folder, holds } = await treasure(t);
        const before = holds();
        const sandbox = await makeSandbox();
        writeFileSync(join(sandbox.out, 'export.zip'), 'PK');
        if (away === 'removed') rmSync(sandbox[name], { recursive: true });
        else renameSync(sandbox[name], `${sandbox[name]}-1`);
        put(sandbox[name], folder);
        const { breach, files } = await snapshot(sandbox);
        t.match(breach, /is not the folder that the kit made: .+\.$/, `${name}: ${what}`);
        t.same(files, [], `${name}: ${what}: nothing in it was looked at`);
        if (name !== 'work' && name !== 'state')
          t.not((await sandbox.emptyOut()).length, 0, `${name}: ${what}: it is not emptied`);
        process.once('warning', () => {});
        await sandbox[Symbol.asyncDispose]();
        t.same(holds(), before, `${name}: ${what}: nothing is lost`);
        rmSync(sandbox.root, { recursive: true, force: true });
        rmSync(`${sandbox.root}-1`, { recursive: true, force: true });
      }
  },
);

t.test(
  'links, devices and names that are no text are seen and not followed',
  { skip: process.platform !== 'linux' },
  async (t) => {
    const { folder, holds } = await treasure(t);
    const before = holds();
    const sandbox = await makeSandbox();
    symlinkSync(folder, join(sandbox.out, 'folder'));
    symlinkSync(join(folder, 'precious.zip'), join(sandbox.out, 'file.zip'));
    linkSync(join(folder, 'precious.zip'), join(sandbox.out, 'second-name.zip'));
    spawnSync('mkfifo', [join(sandbox.out, 'fifo.zip')]);
    writeFileSync(Buffer.concat([Buffer.from(`${sandbox.out}/`), Buffer.from([0xff, 0x2e, 0x63])]), 'x');
    const { files, unreadable, breach } = await snapshot(sandbox);
    t.same(
      files
        .filter(({ path }) => path.startsWith('a/out/'))
        .map(({ path, kind, bytes }) => [path, kind, bytes]),
      [
        ['a/out/\\xff.c', 'file', 1],
        ['a/out/fifo.zip', 'other', 0],
        ['a/out/file.zip', 'link', 0],
        ['a/out/folder', 'link', 0],
        ['a/out/second-name.zip', 'file', 2],
      ],
    );
    t.same([unreadable, breach], [[], undefined]);
    await sandbox[Symbol.asyncDispose]();
    t.notOk(existsSync(sandbox.root));
    t.same(holds(), before);
  },
);

t.test('a client that leaves more than the limits is in breach, at once', { skip: !posix }, async (t) => {
  const trees: readonly (readonly [
    limits: Partial<FolderLimits>,
    make: (sandbox: Sandbox) => void,
    why: RegExp,
  ])[] = [
    [{}, ({ out }) => sparse(join(out, 'a.zip'), 2 ** 40), /more than \d+ bytes/],
    [{}, ({ work }) => sparse(join(work, 'core'), 2 ** 40), /more than \d+ bytes/],
    [
      { files: 50 },
      ({ out }) => {
        for (let at = 0; at < 60; at++) writeFileSync(join(out, `${at}`), '');
      },
      /more than 50 files/,
    ],
    [
      { depth: 6 },
      ({ state }) => mkdirSync(join(state, 'a/b/c/d/e/f/g'), { recursive: true }),
      /more than 6 deep/,
    ],
    [{}, ({ out }) => deep(out, 120, 200), /more than \d+ deep/],
    [{}, ({ work }) => deep(work, 100, 10), /more than \d+ deep/],
  ];
  for (const [limits, make, why] of trees) {
    const sandbox = await makeSandbox();
    make(sandbox);
    t.match((await snapshot(sandbox, limits)).breach, why);
    await sandbox[Symbol.asyncDispose]();
    t.notOk(existsSync(sandbox.root), `removed in spite of ${why}`);
  }
});

function sparse(path: string, bytes: number): void {
  writeFileSync(path, '');
  truncateSync(path, bytes);
}

function deep(folder: string, levels: number, length: number): void {
  const name = 'd'.repeat(length);
  const script = `cd "$1"; i=0; while [ $i -lt ${levels} ]; do mkdir ${name} && cd -P ${name} || exit 1; i=$((i+1)); done`;
  spawnSync('sh', ['-c', script, 'sh', folder]);
}

t.test('a look obeys its time and the interrupt', async (t) => {
  await using sandbox = await makeSandbox();
  sparse(join(sandbox.out, 'large'), 7 * 1024 ** 3);
  const ending = new AbortController();
  setTimeout(() => ending.abort(), 50);
  const begun = performance.now();
  const options = { limits: defaultFolderLimits, timeLimitMs: 60_000 };
  t.match((await takeSnapshot(sandbox, { ...options, signal: ending.signal })).breach, /interrupted/);
  const { signal } = new AbortController();
  t.match(
    (await takeSnapshot(sandbox, { ...options, timeLimitMs: 50, signal })).breach,
    /more than can be read in 0.05 s/,
  );
  t.ok(performance.now() - begun < 5000, 'long before seven gigabytes are read');
});

t.test('folders without rights are removed, and what cannot be read is said', { skip: !posix }, async (t) => {
  const script = `
    import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
    import { takeSnapshot } from ${JSON.stringify(new URL('../../../dist/conformance/sandbox/snapshot.js', import.meta.url).href)};
    import { makeSandbox } from ${JSON.stringify(new URL('../../../dist/conformance/sandbox/sandbox.js', import.meta.url).href)};
    const sandbox = await makeSandbox();
    const { out, work, root } = sandbox;
    mkdirSync(out + '/closed/in', { recursive: true });
    writeFileSync(out + '/closed/in/a', 'x');
    mkdirSync(work + '/go/pkg/mod', { recursive: true });
    writeFileSync(work + '/go/pkg/mod/a.go', 'x');
    for (const name of ['/go/pkg/mod', '/go/pkg', '/go']) chmodSync(work + name, 0o555);
    chmodSync(out + '/closed/in', 0);
    chmodSync(out + '/closed', 0);
    writeFileSync(out + '/secret', 'x', { mode: 0 });
    const limits = { files: 1000, bytes: 1e6, depth: 20 };
    const { unreadable, breach } = await takeSnapshot(sandbox, { limits, timeLimitMs: 9000, signal: new AbortController().signal });
    await sandbox[Symbol.asyncDispose]();
    console.log(JSON.stringify({ unreadable, breach, left: existsSync(root) }));`;
  const isRoot = process.getuid?.() === 0;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, TMPDIR: tmpdir() },
    ...(isRoot && { uid: 65_534, gid: 65_534 }),
  });
  if (isRoot && /ERR_MODULE_NOT_FOUND|EACCES.*dist/.test(stderr))
    return t.pass('the package cannot be read by others here');
  t.same(
    JSON.parse(stdout || '{}'),
    {
      unreadable: ['{out_dir}/closed cannot be listed: EACCES.', '{out_dir}/secret cannot be read: EACCES.'],
      left: false,
    },
    stderr,
  );
});

t.test(
  'paths that clients get are absolute, and a folder that is not there is one sentence',
  { skip: !posix },
  (t) => {
    const [node, ...main] = program('cli/main');
    const folder = join(tmpdir(), `sandbox-test-${process.pid}`);
    mkdirSync(join(folder, 'rel'), { recursive: true });
    t.teardown(() => rmSync(folder, { recursive: true, force: true }));
    const test = (TMPDIR: string, ...client: string[]) =>
      spawnSync(node, [...main, 'test', '--no-preflight', '--only', 'request.since', '--', ...client], {
        cwd: folder,
        encoding: 'utf8',
        env: { PATH: process.env.PATH, TMPDIR },
      });
    test('rel', 'sh', '-c', `echo "$ENGAGE_OUT_DIR" > ${folder}/told`);
    t.match(readFileSync(join(folder, 'told'), 'utf8'), new RegExp(`^${folder}/rel/`));
    for (const place of ['nowhere', 'told']) {
      const { status, stderr } = test(place, 'true');
      t.equal(status, 2);
      t.match(
        stderr.trim(),
        /^engage-export test: expected a folder for temporary files .* set TMPDIR to another one\.[^\n]*$/,
      );
    }
    t.end();
  },
);

t.test(
  'a process that leaves its group and its session is found, ended and named',
  { skip: process.platform !== 'linux' },
  async (t) => {
    await using sandbox = await makeSandbox();
    const script = `(cd / && setsid sh -c 'sleep 47 & wait' > /dev/null 2>&1 < /dev/null &) && sleep 0.2`;
    const { leftRunning, leftCommands } = await startProcess({
      argv: ['/bin/sh', '-c', script],
      env: { PATH: process.env.PATH ?? '', HOME: sandbox.work },
      cwd: '/',
      timeLimitMs: 10_000,
      outputLimitBytes: 100,
      marker: sandbox.root,
      signal: new AbortController().signal,
    }).seen;
    t.equal(leftRunning, 2);
    t.match(leftCommands?.join(), /sleep 47/);
    await new Promise((resolve) => setTimeout(resolve, 50));
    t.notMatch(spawnSync('ps', ['-eo', 'stat,args'], { encoding: 'utf8' }).stdout, /^[^Z].*sleep 47/m);
  },
);
