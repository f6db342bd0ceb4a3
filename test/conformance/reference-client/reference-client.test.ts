import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import tap, { test } from 'tap';
import type { ReferenceParts } from '../../../conformance/reference-client/parts.ts';
import { scenarioCatalogue, startServer } from '../../../server/index.ts';
import { endingOf, unevenly } from '../../helpers/reference-client/expected.ts';
import {
  filesIn,
  foldersOf,
  resuming,
  runHere,
  serve,
  startClient,
  versionsIn,
  versionsOf,
  watermarkIn,
} from '../../helpers/reference-client/run.ts';
import { NOW, tiny } from '../../helpers/serve.ts';

const server = await startServer({ ...tiny });
const catalogue = await scenarioCatalogue();
tap.teardown(() => server.close());

const SINCE = ['--since', '2024-06-20T00:00:00Z'];
const EXPORT = 'export-20240620T000000Z-20240630T120000Z';
/** Scenarios whose waits are done together. */
const AT_ONCE = 8;

test('a client that is right ends every scenario as it has to', { timeout: 120_000 }, async (t) => {
  const todo = catalogue.filter(({ area, name }) => area !== 'time' && !unevenly.includes(name));
  const root = t.testdir(Object.fromEntries(todo.map(({ name }) => [name, { out: {}, state: {} }])));
  const waiting = todo.map(({ name }) => name);
  const worker = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const ending = endingOf(name);
      await using session = await server.session({ scenario: name, timeScale: 100 });
      const folders = { out: join(root, name, 'out'), state: join(root, name, 'state') };
      const { code, stderr } = await runHere(resuming(session, folders, ...SINCE), session.token);
      const exchanges = await session.requests();
      const seen = {
        exit: code,
        requests: exchanges.length,
        files: await filesIn(folders.out),
        watermark: await watermarkIn(folders.state),
        lints: exchanges.flatMap(({ lints }) => lints.map(({ text }) => text)),
      };
      const files = { 0: [`${EXPORT}.zip`], 1: [], 3: [`${EXPORT}.partial.zip`] }[ending?.exit ?? 1];
      const watermark = ending?.exit === 0 ? '2024-06-30T12:00:00Z' : undefined;
      const right = { exit: ending?.exit, requests: ending?.requests, files, watermark, lints: [] };
      t.same(seen, right, `${name}: ${stderr}`);
      t.match(stderr, /^(complete|partial|failed)[^\n]*\n$/, `${name}: one line says how it ended`);
      t.notMatch(stderr, session.token);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
});

test('a limit without Retry-After is waited for longer each time', async (t) => {
  await using session = await server.session({ scenario: 'rate-limited-no-retry-after', timeScale: 100 });
  const args = [...resuming(session, foldersOf(t), ...SINCE), '--retry-wait', '1'];
  t.equal((await runHere(args, session.token)).code, 0);
  const [first, second, third] = (await session.requests()).map(({ ms }) => ms.start);
  t.equal(third, undefined);
  t.ok((second ?? 0) - (first ?? 0) >= 1000);
});

test('windows meet: nothing is lost and nothing comes twice', async (t) => {
  const clocks = ['2024-06-26T00:00:00.500Z', '2024-06-27T13:14:15.999Z', '2024-06-28T00:00:00Z'];
  for (const [name, untils] of [
    ['until the clock of the server', [[], [], [], []]],
    [
      'until an instant, of which the whole second counts',
      ['2024-06-25T23:59:59Z', '2024-06-27T10:00:00.300Z', '2024-06-27T22:00:00+02:00', '2030-01-01'].map(
        (until) => ['--until', until],
      ),
    ],
  ] as const) {
    await t.test(name, async (t) => {
      const place = foldersOf(t);
      await using session = await server.session({ now: Date.parse(clocks[0] ?? '') });
      const rows: string[] = [];
      for (const [index, clock] of [...clocks, new Date(NOW).toISOString()].entries()) {
        session.clock.set(clock);
        const args = resuming(session, place, ...SINCE, ...(untils[index] ?? []));
        const { code, stdout, stderr } = await runHere(args, session.token);
        t.equal(code, 0, stderr);
        rows.push(...(await versionsIn(await readFile(stdout.trim()))));
      }
      const whole = await versionsOf(session);
      t.ok(whole.length > 10, 'there is something to lose');
      t.same(rows.toSorted(), whole.toSorted());
    });
  }
});

test('a window that is exported already is not asked for again', async (t) => {
  await using session = await server.session();
  const args = resuming(session, foldersOf(t), ...SINCE, '--until', '2024-06-25T00:00:00Z');
  t.equal((await runHere(args, session.token)).code, 0);
  t.match(await runHere(args, session.token), { code: 0, stderr: /already/ });
  t.equal((await session.requests()).length, 1);
});

test('a bad export takes nothing from a good one, and the next run begins where the good one ended', async (t) => {
  const folders = foldersOf(t);
  await using session = await server.session();
  const args = resuming(session, folders, ...SINCE);
  t.equal((await runHere(args, session.token)).code, 0);
  const good = await readFile(join(folders.out, `${EXPORT}.zip`));
  session.clock.advance(86_400_000);
  for (const [scenario, code] of Object.entries({ 'partial-messages-missing': 3, 'zip-wrong-crc': 1 })) {
    await session.play(scenario);
    t.equal((await runHere(args, session.token)).code, code);
    t.equal(await watermarkIn(folders.state), '2024-06-30T12:00:00Z');
  }
  t.same(await readFile(join(folders.out, `${EXPORT}.zip`)), good);
  await session.play();
  t.equal((await runHere(args, session.token)).code, 0);
  const next = 'export-20240630T120000001Z-20240701T120000Z.zip';
  t.same(await filesIn(folders.out), [`${EXPORT}.zip`, next], 'the partial one is not needed any more');
});

test('a watermark that cannot be read is not taken for a first run', async (t) => {
  const folders = foldersOf(t);
  await writeFile(join(folders.state, 'watermarks.json'), '{"half":');
  const ran = await runHere(resuming(server, folders, ...SINCE), server.token);
  t.match(ran, { code: 1, stderr: /watermarks\.json.*--since/ });
});

test('a run that was killed between publishing and moving the watermark is not exported twice', async (t) => {
  const folders = foldersOf(t);
  await using session = await server.session();
  const args = resuming(session, folders, ...SINCE);
  const remember = async (): Promise<void> => {
    throw new Error('killed');
  };
  t.equal((await runHere(args, session.token, { remember })).code, 1);
  session.clock.advance(3_600_000);
  t.equal((await runHere(args, session.token)).code, 0);
  t.match((await session.requests()).at(-1)?.request.target, /since=2024-06-30T12%3A00%3A00\.001Z/);
});

test('the token goes nowhere else, and not back either', async (t) => {
  const came: (readonly [string, string | undefined])[] = [];
  const back = await serve(t, (request, response) => {
    came.push([`home ${request.url}`, request.headers.authorization]);
    const elsewhere = `${away}/x`;
    if (request.url === '/back') response.writeHead(404).end();
    else response.writeHead(302, { location: elsewhere }).end();
  });
  const away: string = await serve(t, (request, response) => {
    came.push([`away ${request.url}`, request.headers.authorization]);
    response.writeHead(302, { location: `${back}/back` }).end();
  });
  const { out } = foldersOf(t);
  const args = ['--base-url', `${back}/s/1`, '--user-id', '7/8', '--exclude-files', '--out', out];
  t.match(await runHere(args, 'canary'), { code: 1, stderr: /404/ });
  t.same(came, [
    ['home /s/1/api/v1/export/users/7%2F8?exclude_files=true', 'Bearer canary'],
    ['away /x', undefined],
    ['home /back', undefined],
  ]);
});

test('a process that is ended leaves no half file under a final name, and begins anew', async (t) => {
  for (const [signal, code] of [
    ['SIGKILL', null],
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const) {
    await t.test(signal, async (t) => {
      const folders = foldersOf(t);
      await using session = await server.session({ scenario: 'stall-and-reset' });
      const args = [...resuming(session, folders, ...SINCE), '--stall-limit', '60'];
      const { child, ended } = startClient(t, args, session.token);
      while (!(await filesIn(folders.out)).some((name) => name.endsWith('.part'))) await sleep(20);
      child.kill(signal);
      t.equal((await ended).code, code);
      const left = (await filesIn(folders.out)).map((name) => name.replace(/.*\./, ''));
      t.same(left, signal === 'SIGKILL' ? ['part'] : []);
      t.equal(await watermarkIn(folders.state), undefined);
      await session.play();
      t.equal((await startClient(t, args, session.token).ended).code, 0);
      t.same(await filesIn(folders.out), [`${EXPORT}.zip`]);
    });
  }
});

test('a part can be replaced, and what it was for is missed', async (t) => {
  const nothing = { missing: [], notes: [] };
  const mutants: readonly (readonly [string, number, Partial<ReferenceParts>])[] = [
    ['partial-messages-cut-short', 0, { readLog: () => nothing }],
    ['row-without-attachment', 0, { readTables: () => nothing }],
    ['error-500-once', 1, { decideOnAnswer: () => ({ next: 'fail', why: 'no second try' }) }],
    ['rate-limited', 1, { retryDelay: () => 0 }],
  ];
  for (const [scenario, code, parts] of mutants) {
    await using session = await server.session({ scenario, timeScale: 100 });
    t.equal((await runHere(resuming(session, foldersOf(t), ...SINCE), session.token, parts)).code, code);
  }
});
