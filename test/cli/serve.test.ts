import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import t, { type Test } from 'tap';
import { HarFile } from '../../cli/har-file.ts';
import { run as scenarios } from '../../cli/scenarios.ts';
import { run as serve } from '../../cli/serve.ts';
import { catalogue } from '../../server/scenarios/index.ts';
import { folder, type Running, run, start } from '../helpers/run-cli.ts';

const exec = promisify(execFile);
const TINY = ['--size', 'tiny', '--seed', '7', '--now', '2024-06-30T12:00:00Z'];
const admin = { authorization: 'Bearer verified-admin' };

const usageErrors: [command: typeof serve, args: readonly string[], message: RegExp][] = [
  [scenarios, ['reset-mid-membr'], /unknown scenario 'reset-mid-membr'\. Did you mean reset-mid-member\?/],
  [scenarios, ['constructor'], /unknown scenario 'constructor'\. Run engage-export scenarios for the list/],
  [scenarios, ['stall', 'slow'], /expected at most one NAME, got the word 'slow' too/],
  [scenarios, ['--jsn'], /unknown flag --jsn\. Did you mean --json\?/],
  [
    serve,
    ['--scenario', 'stal'],
    /--scenario: expected the name of a scenario, got "stal"\. Did you mean "stall"\?/,
  ],
  [serve, ['--scenario'], /--scenario needs a value: --scenario NAME/],
  [serve, ['--rate-limit', '10'], /--rate-limit: expected N\/SECONDS such as 10\/30, got '10'/],
  [serve, ['--rate-limit', '0/30'], /--rate-limit requests: expected a whole number from 1 to 100000, got 0/],
  [serve, ['--time-scale', '0'], /--time-scale: expected a number from 1 to 1000000, got 0/],
  [
    serve,
    ['--config', 'no.json'],
    /^no\.json: expected a configuration file, but the file does not exist\.$/,
  ],
];

t.test('a wrong argument is rejected before anything starts', async (t) => {
  for (const [command, args, message] of usageErrors)
    await t.rejects(command(args), { message }, args.join(' '));
});

t.test('the scenarios are listed and explained', async (t) => {
  const [list, one, json, missing] = await Promise.all([
    run(t, ['scenarios']),
    run(t, ['scenarios', 'rate-limited']),
    run(t, ['scenarios', '--json']),
    run(t, ['scenarios', 'rate-limitted']),
  ]);
  for (const { name, what } of catalogue)
    t.ok(list.stdout.includes(`  ${name} `) && list.stdout.includes(what), name);
  t.match(
    one.stdout,
    /^rate-limited \(http\)\n.*\n\nShows: .*\nSource: .*\nSteps: {3}On request 1 of every 2: answers 429 with Retry-After 2\.\nToken: {3}verified-admin~rate-limited\n\ncurl .*"http:\/\/127\.0\.0\.1:4010\/api\/v1\/export\?since=[^"]+"\n$/,
  );
  const listed = JSON.parse(json.stdout).scenarios;
  t.strictSame(
    listed.map(({ name, rules }: { name: string; rules: object }) => ({ name, rules })),
    catalogue.map(({ name, rules }) => ({ name, rules })),
  );
  t.match(missing, { code: 2, stdout: '', stderr: /Did you mean rate-limited\?/ });
});

/** The URL of a server that was started. */
async function urlOf(server: Running): Promise<string> {
  const [url] = await server.says(/http:\/\/127\.0\.0\.1:\d+/);
  await server.says(/Export of one user:\n.*\n/);
  return url;
}

async function interrupted(t: Test, server: Running): Promise<void> {
  server.child.kill('SIGINT');
  t.equal(await server.ended, 130);
}

async function statusOf(url: string, token = 'verified-admin'): Promise<number> {
  const answer = await fetch(`${url}/api/v1/export?since=2024-06-29`, {
    headers: { authorization: `Bearer ${token}` },
  });
  await answer.arrayBuffer();
  return answer.status;
}

t.test('the flags of serve select its failures', async (t) => {
  const server = start(t, [
    'serve',
    '--port',
    '0',
    '--scenario',
    'error-504',
    '--time-scale',
    '1000',
    '-q',
    ...TINY,
  ]);
  const limited = start(t, ['serve', '--port', '0', '--rate-limit', '2/60', '-q', ...TINY]);
  const url = await urlOf(server);
  t.equal(await statusOf(url), 504);
  const before = Date.now();
  t.equal(await statusOf(url, 'verified-admin~slow-first-byte'), 200);
  t.ok(Date.now() - before < 50_000, '101 seconds take a tenth of one');
  t.equal(await statusOf(url, 'verified-admin~error-500'), 500, 'a scenario in the token goes before');
  const other = await urlOf(limited);
  t.strictSame([await statusOf(other), await statusOf(other), await statusOf(other)], [200, 200, 429]);
  await Promise.all([interrupted(t, server), interrupted(t, limited)]);
});

t.test('the curl line of a scenario works when pasted', async (t) => {
  const cwd = await folder(t);
  const server = start(t, ['serve', '--port', '0', '-q', ...TINY]);
  const url = await urlOf(server);
  const { stdout } = await run(t, ['scenarios', 'error-500', '--json']);
  const [{ curl }] = JSON.parse(stdout).scenarios;
  const line = String(curl).replace('http://127.0.0.1:4010', url);
  const [program = '', ...args] = (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''));
  t.match((await exec(program, args, { cwd })).stdout, /^HTTP\/1\.1 500 /);
  await interrupted(t, server);
});

/** A step of a custom scenario that answers with this status. */
function answering(status: number): object {
  return { name: 'mine', rules: [{ steps: [{ do: 'answer', status }] }] };
}

/** Begins a session of the server. */
async function session(url: string, options: object = {}): Promise<string> {
  const answer = await fetch(`${url}/__admin/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(options),
  });
  return ((await answer.json()) as { base_url: string }).base_url;
}

async function until(server: Running, pattern: RegExp): Promise<void> {
  for (let turn = 0; turn < 250 && !pattern.test(server.printed.stderr); turn++) await wait(20);
}

t.test('sessions use the configuration file, and its new content after a change', async (t) => {
  const cwd = await folder(t);
  const file = join(cwd, 'engage.json');
  const write = (status: number, scenario = 'mine'): Promise<void> =>
    writeFile(file, JSON.stringify({ scenarios: [answering(status)], session: { scenario } }));
  await write(418);
  const server = start(t, ['serve', '--port', '0', '-q', '--config', 'engage.json', ...TINY], cwd);
  const url = await urlOf(server);
  const before = await session(url);
  t.strictSame([await statusOf(url), await statusOf(before)], [418, 418]);

  await write(420);
  await until(server, /read again/);
  const after = await session(url);
  t.strictSame([await statusOf(url), await statusOf(before), await statusOf(after)], [418, 418, 420]);
  t.equal(await statusOf(url, 'verified-admin~mine'), 418, 'also by token');
  t.equal(await statusOf(before, 'verified-admin~mine'), 418);
  t.equal(await statusOf(after, 'verified-admin~mine'), 420);

  await write(421, 'mien');
  await until(server, /The previous configuration stays in use/);
  const later = await session(url);
  t.strictSame([await statusOf(before), await statusOf(after), await statusOf(later)], [418, 420, 420]);
  t.match(
    server.printed.stderr,
    /engage\.json is reloaded: .*\nengage-export serve: engage\.json:1:\d+: \/session\/scenario: expected the name of a scenario, got "mien"\. Did you mean "mine"\?\nThe previous configuration stays in use/,
  );
  await interrupted(t, server);
});

t.test('a wrong configuration file is rejected at the start, and flags override a valid one', async (t) => {
  const cwd = await folder(t);
  await writeFile(
    join(cwd, 'wrong.json'),
    '{\n  "session": { "size": "huge",\n    "time_scale": "much" }\n}',
  );
  const refused = await run(t, ['serve', '--config', 'wrong.json'], cwd);
  t.strictSame([refused.code, refused.stdout], [2, '']);
  t.match(
    refused.stderr,
    /wrong\.json:3:19: \/session\/time_scale: expected a number from 1 to 1000000, got "much"/,
  );

  const right = {
    session: {
      seed: '3',
      size: 'small',
      scenario: 'error-500',
      assumptions: { 'bad-parameter': 'ignore', 'request-txt': 'empty' },
    },
  };
  await writeFile(join(cwd, 'right.json'), JSON.stringify(right));
  const assume = ['--assume', 'request-txt=query'];
  const server = start(t, ['serve', '--port', '0', '-q', '--config', 'right.json', ...assume, ...TINY], cwd);
  const url = await urlOf(server);
  const info = await (await fetch(`${url}/__admin/info`)).json();
  t.match(info, {
    seed: '7',
    size: 'tiny',
    assumptions: { 'bad-parameter': 'ignore', 'request-txt': 'query' },
  });
  t.equal(await statusOf(url), 500);
  await interrupted(t, server);
});

t.test('a HAR holds every exchange at any time, and no token', async (t) => {
  const cwd = await folder(t);
  const file = join(cwd, 'all.har');
  const server = start(t, ['serve', '--port', '0', '-q', '--record-har', 'all.har', ...TINY], cwd);
  const url = await urlOf(server);
  const har = async () => JSON.parse(await readFile(file, 'utf8')).log;
  t.match(await har(), { version: '1.2', creator: { name: 'engage-export-kit' }, entries: [] });
  const headers = { authorization: 'Bearer verified-admin~top-secret-of-mine' };
  await (await fetch(`${url}/api/v1/export?since=0&access_token=another-secret`, { headers })).arrayBuffer();
  await (await fetch(`${url}/api/v1/export?since=0`, { headers: admin })).arrayBuffer();
  await wait(100);
  t.match((await har()).entries, [{ response: { status: 401 } }, { response: { status: 200 } }]);

  const stalled = await fetch(`${url}/api/v1/export?since=0`, {
    headers: { authorization: 'Bearer verified-admin~stall' },
  });
  const body = t.rejects(stalled.arrayBuffer());
  server.child.kill('SIGINT');
  t.equal(await server.ended, 130);
  await body;
  const { entries } = await har();
  t.equal(entries.length, 3, 'the one that was under way too');
  t.match(entries[2], { response: { status: 200 }, _exchange: { scenario: { name: 'stall' } } });
  t.notMatch(await readFile(file, 'utf8'), /top-secret|another-secret/);
});

t.test('a HAR write error is reported, and a partial write leaves a valid HAR', async (t) => {
  const cwd = await folder(t);
  const refused = await run(t, ['serve', '--port', '0', '--record-har', 'no/all.har', ...TINY], cwd);
  t.match(refused, {
    code: 4,
    stdout: '',
    stderr: /cannot write to no\/all\.har \(its folder does not exist\): .*with --record-har\.\n$/,
  });
  const path = join(cwd, 'some.har');
  const file = await HarFile.open(path);
  file.begin({ log: { entries: [] } });
  file.add({ log: { entries: [{ text: 'ä' }, { text: 'b' }] } });
  file.close();
  t.throws(() => file.add({ log: { entries: [{ text: 'c' }] } }), { name: 'OutputError' });
  t.strictSame(JSON.parse(await readFile(path, 'utf8')), {
    log: { entries: [{ text: 'ä' }, { text: 'b' }] },
  });
});
