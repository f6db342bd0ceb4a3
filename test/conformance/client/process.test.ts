import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import t from 'tap';
import { callOf } from '../../../conformance/client/command.ts';
import { attachedClient, clientOfCommand, readClient } from '../../../conformance/client/read.ts';
import { startProcess } from '../../../conformance/client/runner/run-process.ts';
import { clientSchema } from '../../../conformance/client/schema.ts';
import type { ClientDescription, RunValues } from '../../../conformance/model/client-description.ts';
import { defaultFolderLimits } from '../../../conformance/sandbox/look.ts';
import { makeSandbox, openSandboxes } from '../../../conformance/sandbox/sandbox.ts';
import { takeSnapshot } from '../../../conformance/sandbox/snapshot.ts';

const posix = process.platform !== 'win32';

function node(script: string, more: Partial<Parameters<typeof startProcess>[0]> = {}) {
  return startProcess({
    argv: [process.execPath, '-e', script],
    env: { PATH: process.env.PATH ?? '' },
    cwd: process.cwd(),
    timeLimitMs: 20_000,
    outputLimitBytes: 1000,
    signal: new AbortController().signal,
    ...more,
  }).seen;
}

/** The state of a process by `ps`: `''` if there is none, `Z` if it has ended and was not waited for. */
function stateOf(pid: string): string {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' });
  return stdout.trim().slice(0, 1);
}

t.test('a program that ends by itself is seen as it is', async (t) => {
  const seen = await node("console.log('é'); console.error('why'); process.exitCode = 7");
  t.same(seen.ended, { kind: 'exited', code: 7 });
  t.match(seen, { stdout: { text: 'é\n', bytes: 3 }, stderr: { text: 'why\n' }, leftRunning: 0 });
  t.same((await node('process.stdin.on("end", () => process.exit(3)).resume()')).ended, {
    kind: 'exited',
    code: 3,
  });
  t.same((await node('process.kill(process.pid, "SIGSEGV")', {})).ended, {
    kind: 'killed',
    signal: 'SIGSEGV',
  });
  const absent = await node('', { argv: ['./no-such-program'] });
  t.match(absent.ended, { kind: 'not-started', reason: /ENOENT/ });
});

t.test('what is printed beyond the limit is counted and dropped', async (t) => {
  const { stdout } = await node("process.stdout.write('x'.repeat(5_000_000))");
  t.equal(stdout.text.length, 1003, 'the beginning, the end, and what says that something is missing');
  t.equal(stdout.bytes, 5_000_000);
});

t.test('a program that does not end is ended, whatever it does against it', { skip: !posix }, async (t) => {
  const ignoring =
    "for (const s of ['SIGTERM','SIGINT','SIGHUP']) process.on(s, () => {}); setInterval(() => {}, 1000);";
  const begun = performance.now();
  const seen = await node(ignoring, { timeLimitMs: 300 });
  t.same(seen.ended, { kind: 'timed-out', afterMs: 300 });
  t.ok(performance.now() - begun < 5000);
  const ending = new AbortController();
  const interrupted = node(ignoring, { signal: ending.signal });
  ending.abort();
  t.match((await interrupted).ended, { kind: 'killed' });
});

t.test(
  'a grandchild that keeps the pipes open holds up nobody, and ends too',
  { skip: !posix },
  async (t) => {
    const forking = `const { spawn } = require('node:child_process');
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
    console.log(child.pid); child.unref(); process.exit(0);`;
    const begun = performance.now();
    const { ended, stdout, leftRunning } = await node(forking);
    t.same(ended, { kind: 'exited', code: 0 });
    t.equal(leftRunning, 1, 'it is told');
    t.ok(performance.now() - begun < 5000, 'at once');
    await new Promise((resolve) => setTimeout(resolve, 100));
    t.match(stateOf(stdout.text.trim()), /^Z?$/, 'it is gone');
  },
);

t.test('a sandbox shows what was left in it, and is gone afterwards', async (t) => {
  let root = '';
  {
    await using sandbox = await makeSandbox();
    root = sandbox.root;
    t.ok(openSandboxes().includes(root));
    await mkdir(join(sandbox.out, 'files'));
    await writeFile(join(sandbox.out, 'files', 'a.txt'), 'abc');
    await symlink('../state', join(sandbox.out, 'link'));
    const { signal } = new AbortController();
    const { files } = await takeSnapshot(sandbox, {
      limits: defaultFolderLimits,
      timeLimitMs: 10_000,
      signal,
    });
    t.same(
      files
        .filter(({ path }) => path.startsWith('a/out/'))
        .map(({ path, kind, bytes, digest }) => [path, kind, bytes, digest.slice(0, 6)]),
      [
        ['a/out/files', 'folder', 0, ''],
        ['a/out/files/a.txt', 'file', 3, 'ba7816'],
        ['a/out/link', 'link', 0, ''],
      ],
    );
  }
  t.notOk(existsSync(root));
  t.notOk(openSandboxes().includes(root));
});

const values: RunValues = {
  base_url: 'http://127.0.0.1:1/s/a',
  token: 'secret',
  out_dir: '/o',
  now: '2024-06-19T12:00:00.000Z',
  state_dir: '/s',
  since: '2024-06-01T00:00:00+00:00',
};
const client: ClientDescription = readClient({
  name: 'c',
  commands: { network: ['c', '--url={base_url}', '{options}', '{since}', '--', '{out_dir}'] },
  options: { model: ['-m', '{model}'], until: ['--until', '{until}'], include_ens: ['--ens'] },
});

t.test(
  'a call is an argument vector with the values filled in, and the same in the environment',
  async (t) => {
    const call = callOf(client, 'network', { ...values, model: ['User', 'a b'], include_ens: 'true' });
    if ('lacks' in call) throw new Error(call.lacks);
    t.same(call.argv, [
      'c',
      '--url=http://127.0.0.1:1/s/a',
      '-m',
      'User',
      '-m',
      'a b',
      '--ens',
      '2024-06-01T00:00:00+00:00',
      '--',
      '/o',
    ]);
    t.match(call.env, { ENGAGE_TOKEN: 'secret', ENGAGE_MODEL: 'User,a b', ENGAGE_SINCE: values.since });
    t.same(callOf(client, 'user', values), { lacks: 'user' });
    t.same(callOf(client, 'network', { ...values, include: 'csv' }), { lacks: 'include' });
    const plain = callOf(clientOfCommand(['x', '{token}']), 'network', values);
    t.same('argv' in plain && plain.argv, ['x', 'secret']);
  },
);

const stays = { name: 'x', mode: 'json-lines', serve: ['x'], operations: ['user'] };

t.test('a client without arguments has the operations and options that it names', async (t) => {
  const read = readClient({ ...stays, options: ['model'] });
  t.match(callOf(read, 'user', { ...values, model: ['User'] }), { argv: [] });
  t.same(callOf(read, 'network', values), { lacks: 'network' });
  t.same(callOf(read, 'user', { ...values, until: '2024-06-02' }), { lacks: 'until' });
  t.equal(attachedClient('by hand').timeLimitSeconds, 3600);
});

t.test('the published schema says the same', async (t) => {
  const validate = new Ajv2020({ strict: true }).compile(clientSchema);
  const right = [stays, { ...stays, options: ['until'] }, { name: 'x', commands: { user: ['x'] } }];
  for (const value of right) t.ok(validate(value), JSON.stringify(validate.errors));
  for (const value of [
    { ...stays, mode: 'process' },
    { ...stays, serve: undefined, mode: 'attached', x: 1 },
    {},
  ])
    t.notOk(validate(value));
});

t.test('an invalid description is rejected with the expected value', async (t) => {
  const wrong: [value: unknown, message: RegExp][] = [
    [{}, /^expected "name" \(a text, 1 to 200 characters\), got nothing\./],
    [[], /^expected an object, got a list of 0\./],
    [
      { name: 'x', commands: {} },
      /\/commands: expected an object with at least 1 property, got an empty object/,
    ],
    [
      { name: 'x', commands: { network: 'node x' } },
      /\/commands\/network: expected a list of 1 to 200, .* got "node x"/,
    ],
    [
      { name: 'x', commands: { network: ['x'] }, option: {} },
      /\/option: expected a known name, got "option"\. Did you mean "options"\?/,
    ],
    [{ name: 'x', commands: { network: ['x', '{sinc}'] } }, /got \{sinc\}: did you mean \{since\}\?/],
    [
      { name: 'x', commands: { network: ['x'] }, exitCodes: { complete: ['0'] } },
      /\/exitCodes\/complete\/0: expected a whole number from 0 to 255, got "0"/,
    ],
    [
      { name: 'x', commands: { network: ['x'] }, exitCodes: { partial: [3, 0] } },
      /\/exitCodes\/partial: expected exit codes with one meaning each, got 0, which also means complete/,
    ],
    [
      { name: 'x', commands: { network: ['x'] }, dump: ['x', '{databse}'] },
      /\/dump\/1: expected a placeholder that exists, got \{databse\}/,
    ],
    [
      { name: 'x', commands: { network: ['x'] }, optoins: {} },
      /\/optoins: expected a known name, got "optoins"\. Did you mean "options"\?/,
    ],
    [
      { name: 'x', commands: { network: ['x', '--{options}'] } },
      /got \{options\}: it is an argument of its own/,
    ],
    [
      { name: 'x', commands: { network: ['x'] }, serve: ['x'] },
      /\/serve: expected a property of the mode process, .* belongs to the mode json-lines/,
    ],
    [{ name: 'x', commands: { network: ['x'] }, leaves: 'zip' }, /\/leaves: .* Did you mean "output"\?/],
    [{ name: 'x', mode: 'jsonl' }, /\/mode: expected one of process, json-lines, attached, got "jsonl"/],
    [{ ...stays, serve: ['x', '{token}'] }, /\/serve\/1: expected no placeholder, got \{token\}/],
    [
      { ...stays, operations: ['networks'] },
      /\/operations\/0: expected one of network, resume, user, files, got "networks"/,
    ],
    [
      { ...stays, options: { until: [] } },
      /\/options: expected a list, each one of until, .* got an object with until/,
    ],
    [{ ...stays, mode: 'attached' }, /\/serve: .* belongs to the mode json-lines/],
  ];
  for (const [value, message] of wrong) t.throws(() => readClient(value), { message });
});
