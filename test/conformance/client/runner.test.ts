import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import type { ClientRun, ClientRunner } from '../../../conformance/client/runner/client-runner.ts';
import { interactiveRunner } from '../../../conformance/client/runner/interactive-runner.ts';
import { jsonLinesRunner } from '../../../conformance/client/runner/json-lines-runner.ts';
import { openSandboxes } from '../../../conformance/sandbox/sandbox.ts';
import { folder } from '../../helpers/run-cli.ts';

const posix = process.platform !== 'win32';
const hostile = fileURLToPath(new URL('../../helpers/clients/json-lines.js', import.meta.url));

/** Runs of a client that does what `since` says. */
function asked(caller: ClientRunner, what: string, more: Partial<ClientRun> = {}) {
  return caller.start({
    operation: 'network',
    values: {
      base_url: 'http://127.0.0.1:1',
      token: 'secret',
      out_dir: '/o',
      now: '2024-06-19T12:00:00.000Z',
      state_dir: '/s',
      since: what,
    },
    call: { argv: [], env: {} },
    env: { PATH: process.env.PATH ?? '', ENGAGE_TOKEN: 'secret' },
    timeLimitMs: 10_000,
    outputLimitBytes: 1000,
    signal: new AbortController().signal,
    ...more,
  });
}

const serve = (...args: string[]) => jsonLinesRunner({ serve: [process.execPath, hostile, ...args] });

/** Tells whether a process ends soon: a killed one exists until the system has collected it. */
async function isGone(pid: string): Promise<boolean> {
  for (let looks = 0; looks < 100 && lives(pid); looks++) await sleep(20);
  return !lives(pid);
}

/** Tells whether a process exists and has not ended. */
function lives(pid: string): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' });
  return /^[^Z]/.test(stdout.trim());
}

t.test('a process that stays is asked for one run after the other', async (t) => {
  await using caller = serve();
  const first = await asked(caller, 'complete').seen;
  t.match(first, { ended: { kind: 'returned', outcome: 'complete' }, leftRunning: undefined });
  t.match(first.stdout.text, /^a word\nis complete, run 1, token undefined/, 'what is no answer was printed');
  t.equal(first.stderr.text, 'an error\n');
  const second = await asked(caller, 'partial').seen;
  t.match(second, { ended: { kind: 'returned', outcome: 'partial' } });
  t.match(second.stdout.text, /run 2/, 'the same process');
  const at = [asked(caller, 'failed'), asked(caller, 'unsupported')];
  t.match(await Promise.all(at.map(({ seen }) => seen)), [
    { ended: { outcome: 'failed' }, stdout: { text: /run 3/ } },
    { ended: { outcome: 'unsupported' }, stdout: { text: /run 1/ } },
  ]);
  const alone = await asked(caller, 'zone', { alone: true, env: { TZ: 'Asia/Tokyo' } }).seen;
  t.match(alone.stdout.text, /zone Asia\/Tokyo, run 1/, 'one of its own, with its own environment');
});

t.test(
  'whatever a process that stays does wrong is said, and the next run is well',
  { skip: !posix },
  async (t) => {
    const wrong: [what: string, ended: object][] = [
      ['exit', { kind: 'unanswered', why: 'ended with exit code 0 before it answered' }],
      ['crash', { kind: 'unanswered', why: 'was ended by SIGSEGV before it answered' }],
      ['hang', { kind: 'timed-out', afterMs: 500 }],
      ['wrong-id', { kind: 'unanswered', why: /expected "id":\d, as in the request, got \{"id":99/ }],
      [
        'no-outcome',
        { kind: 'unanswered', why: /expected an "outcome" of complete, partial, failed, unsupported/ },
      ],
      ['number', { kind: 'unanswered', why: /expected a text as "message"/ }],
      ['twice', { kind: 'unanswered', why: /^answered once more than it was asked: \{"id"/ }],
      ['endless-line', { kind: 'unanswered', why: 'wrote a line of more than 1048576 bytes to stdout' }],
      ['grandchild', { kind: 'timed-out' }],
    ];
    await using caller = serve();
    for (const [what, ended] of wrong) {
      const timeLimitMs = what === 'hang' || what === 'grandchild' ? 500 : 10_000;
      const seen = await asked(caller, what, { timeLimitMs }).seen;
      t.match(seen.ended, ended, what);
      if (what === 'grandchild') t.ok(await isGone(seen.stdout.text.trim()), 'it is gone, too');
      t.match((await asked(caller, 'complete').seen).ended, { outcome: 'complete' }, `after ${what}`);
    }
    const flood = await asked(caller, 'flood').seen;
    t.match(flood, { ended: { outcome: 'complete' }, stdout: { bytes: 5_000_000 } });
    t.equal(
      flood.stdout.text.length,
      1003,
      'the beginning, the end, and what says that something is missing',
    );
    const last = await asked(caller, 'answer-and-exit').seen;
    t.match(last.ended, { kind: 'returned', outcome: 'complete' }, 'an answer stands');
    await using absent = jsonLinesRunner({ serve: ['./no-such-program'] });
    t.match((await asked(absent, 'complete').seen).ended, { kind: 'not-started', reason: /ENOENT/ });
  },
);

t.test('a run that is killed takes its process along', { skip: !posix }, async (t) => {
  await using caller = serve();
  const running = asked(caller, 'hang');
  while (running.group === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
  running.kill();
  t.match((await running.seen).ended, { kind: 'killed', signal: 'SIGKILL' });
  const ending = new AbortController();
  const interrupted = asked(caller, 'hang', { signal: ending.signal });
  ending.abort();
  t.match((await interrupted.seen).ended, { kind: 'killed' });
});

t.test('no process and no folder is left', { skip: !posix }, async (t) => {
  const pids = join(await folder(t), 'pids');
  {
    await using caller = serve('--stubborn', pids);
    await Promise.all([asked(caller, 'complete').seen, asked(caller, 'complete').seen]);
    void asked(caller, 'hang').seen;
    await asked(caller, 'complete').seen;
    t.ok(openSandboxes().length > 0, 'each has a home');
  }
  const all = readFileSync(pids, 'utf8').trim().split('\n');
  t.equal(all.length, 2);
  t.same(all.filter(lives), [], 'though they ignore the end of their input, and signals');
  t.same(openSandboxes(), []);
});

function attached(terminal: boolean) {
  const input = Object.assign(new PassThrough(), { isTTY: terminal });
  const output = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY: terminal });
  return { caller: interactiveRunner({ input, output }), input, said: () => String(output.read() ?? '') };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

t.test('a person is told what to do, and says how it ended', async (t) => {
  const { caller, input, said } = attached(true);
  const answers: [line: string, outcome: string][] = [
    ['complete', 'complete'],
    ['p', 'partial'],
    ['Fail ', 'failed'],
    ['u', 'unsupported'],
  ];
  for (const [line, outcome] of answers) {
    const { seen } = asked(caller, '2024-06-01');
    await turn();
    const told = said();
    for (const text of ['http://127.0.0.1:1', 'secret', '/o', '/s', '2024-06-01']) t.match(told, text);
    input.write(`\nwhat?\n${line}\n`);
    t.same((await seen).ended, { kind: 'returned', outcome });
    t.match(said(), /expected one of complete, partial, failed, unsupported, quit, got 'what\?'/);
  }
  t.match((await asked(caller, '', { timeLimitMs: 20 }).seen).ended, { kind: 'timed-out' });
  t.match(said(), /The time limit of this run is reached/);
  const left = [asked(caller, ''), asked(caller, '')].map(({ seen }) => seen);
  await turn();
  t.equal(said().match(/^Run/gm)?.length, 1, 'one at a time');
  input.write('quit\n');
  for (const seen of left) await t.rejects(seen, { name: 'CallerGoneError' });
});

t.test('without a terminal the same is said in lines of JSON', async (t) => {
  const { caller, input, said } = attached(false);
  const { seen } = asked(caller, '2024-06-01');
  await turn();
  t.match(JSON.parse(said()), {
    id: 1,
    operation: 'network',
    values: { token: 'secret', since: '2024-06-01' },
  });
  input.write('{"id":7,"outcome":"complete"}\n{"id":1,"outcome":"failed","message":"no"}\n');
  t.match(await seen, { ended: { kind: 'returned', outcome: 'failed' }, stdout: { text: 'no' } });
  t.match(JSON.parse(said()), { id: 1, expected: /"id":1, as in the request/ });
  const { seen: never } = asked(caller, '');
  await turn();
  input.end();
  await t.rejects(never, {
    message: /expected an answer on standard input, which has ended: the run is not/,
  });
});
