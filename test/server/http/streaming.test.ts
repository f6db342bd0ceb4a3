import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import t, { type Test } from 'tap';
import type { Context } from '../../../server/export/context.ts';
import { Tally } from '../../../server/export/log-txt.ts';
import { exportPieces, openNetworkExport } from '../../../server/export/open-plan.ts';
import { verifiedAdmin } from '../../../server/http/auth.ts';
import { parseQuery } from '../../../server/http/query.ts';
import { send } from '../../../server/http/send.ts';
import { logAccess } from '../../../server/routes/access-log.ts';
import { leaveEarly } from '../../helpers/raw-http.ts';
import { admin, appOf, testContext, tiny } from '../../helpers/serve.ts';
import { unzip } from '../../helpers/unzip.ts';
import { watched } from '../../helpers/watched-world.ts';

const EXPORT = '/api/v1/export';
const FULL = `${EXPORT}?since=0`;

/** A server that listens and closes with the test; `lines` receives the access log. */
async function listening(t: Test, context: Context): Promise<{ port: number; url: string; lines: string[] }> {
  const app = appOf(context);
  const lines: string[] = [];
  logAccess(app.server, (line) => lines.push(line));
  await app.listen({ port: 0, host: '127.0.0.1' });
  t.teardown(() => app.close());
  const { port } = app.server.address() as AddressInfo;
  return { port, url: `http://127.0.0.1:${port}`, lines };
}

async function download(url: string): Promise<Buffer> {
  const answer = await fetch(url, { headers: admin });
  return Buffer.from(await answer.arrayBuffer());
}

/** A position within the archive: some tables are complete, others are under way. */
const MIDDLE_BYTES = 100_000;

/** Less than the memory of one export under way; 36 clients have left. */
const LEFT_BEHIND_BYTES = 4 * 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** The memory of live objects, on the heap and outside it. */
async function memoryInUse(): Promise<number> {
  // Finalizers run between collections; the next collection frees what they release.
  for (let i = 0; i < 4; i++) {
    collectGarbage();
    await turn();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Lets the event loop turn until a condition holds; the time limit of the test file applies. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await turn();
}

t.test(
  'twenty exports at once are each the same bytes as one alone, and health is answered meanwhile',
  async (t) => {
    const { url } = await listening(t, testContext());
    const alone = await download(url + FULL);
    t.ok((await unzip(alone)).has('Messages.csv'));
    let done = false;
    const exports = Promise.all(Array.from({ length: 20 }, () => download(url + FULL))).finally(() => {
      done = true;
    });
    const health: string[] = [];
    while (!done) {
      health.push(await (await fetch(`${url}/__admin/health`)).text());
      await pause(5);
    }
    t.ok(
      health.length > 1 && health.every((text) => text === '{"status":"ok"}'),
      'health was answered while they ran',
    );
    t.ok((await exports).every((bytes) => bytes.equals(alone)));
  },
);

t.test('clients that leave during an export leak no memory', async (t) => {
  const context = testContext({ ...tiny, size: 'medium' });
  const { world, activity } = watched(await context.world());
  const app = appOf({ ...context, world: async () => world });
  const lines: string[] = [];
  logAccess(app.server, (line) => lines.push(line));
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  // The first round warms up: it leaves code and caches of fixed size.
  let before = Number.POSITIVE_INFINITY;
  for (let wave = 0; wave < 4; wave++) {
    await Promise.all(Array.from({ length: 12 }, () => leaveEarly(port, FULL, MIDDLE_BYTES)));
    await until(() => lines.length === 12 * (wave + 1) && activity.running === 0);
    if (wave === 0) before = await memoryInUse();
  }
  const grown = (await memoryInUse()) - before;
  t.ok(grown < LEFT_BEHIND_BYTES, `memory is back where it was, but for ${grown} bytes`);
  t.ok(
    lines.every((line) => / 200 \d+ B \d+ ms aborted$/.test(line)),
    'the log says that they left',
  );
  const { rows } = activity;
  for (let turns = 0; turns < 100; turns++) await turn();
  t.equal(activity.rows, rows, 'no rows after the client has left');
  await app.close();
  await until(() => !process.getActiveResourcesInfo().some((kind) => kind.startsWith('TCP')));
  t.pass('no socket is open');
});

t.test('closing the server ends exports that are under way', async (t) => {
  const context = testContext({ ...tiny, size: 'medium' });
  const { world, activity } = watched(await context.world());
  const app = appOf({ ...context, world: async () => world });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}${FULL}`, { headers: admin });
  await app.close();
  await t.rejects(answer.arrayBuffer(), 'the client sees that the answer was cut');
  await until(() => activity.running === 0);
});

t.test('an export that fails is cut off and reported, and does not affect others', async (t) => {
  const reported: unknown[] = [];
  const context = testContext({ ...tiny, onError: (error) => reported.push(error) });
  let left = 300;
  const { world } = watched(await context.world(), () => {
    left -= 1;
    if (left === 0) throw new Error('the generator broke');
  });
  const { url } = await listening(t, { ...context, world: async () => world });
  await t.rejects(download(url + FULL));
  t.match(reported, [new Error('the generator broke')]);
  t.ok((await unzip(await download(url + FULL))).has('log.txt'));
});

t.test('the first bytes are sent before a row is computed', async (t) => {
  const context = testContext();
  const { world, activity } = watched(await context.world());
  const plan = await openNetworkExport({ ...context, world: async () => world }, verifiedAdmin, {
    query: parseQuery('since=0'),
  });
  if (!('csvs' in plan)) return t.fail('expected a plan');
  const pieces = exportPieces(plan, context, { tally: new Tally(), signal: new AbortController().signal });
  const { value } = await pieces.next();
  t.match(value, { kind: 'local-header', member: 'request.txt' });
  t.strictSame(activity, { running: 0, rows: 0 });
  await pieces.return(undefined);
  t.strictSame(activity, { running: 0, rows: 0 });
});

t.test('nothing is generated while the client does not read, and nothing after it has left', async (t) => {
  let made = 0;
  let closed = false;
  async function* body(): AsyncGenerator<Buffer> {
    try {
      for (;;) {
        made += 1;
        yield Buffer.from('x');
      }
    } finally {
      closed = true;
    }
  }
  let taken: () => void = () => {};
  const client = new Writable({
    highWaterMark: 1,
    write(_chunk, _encoding, done) {
      taken = done;
    },
  });
  const sent = send(body(), client as unknown as ServerResponse);
  for (let expected = 1; expected <= 3; expected++) {
    for (let turns = 0; turns < 10; turns++) await turn();
    t.equal(made, expected);
    taken();
  }
  client.destroy();
  await sent;
  t.ok(closed, 'the source is closed');
});

t.test('the log has a line for every request, and no token', async (t) => {
  const { url, lines } = await listening(t, testContext());
  await download(`${url}${EXPORT}?since=0&model=Tags&access_token=verified-admin`);
  await download(`${url}/api/%C2%9B%00?x`);
  await until(() => lines.length === 2);
  t.match(
    lines[0],
    /^GET \/api\/v1\/export\?since=0&model=Tags&access_token=REDACTED 200 \d+ B \d+ ms complete$/,
  );
  t.match(lines[1], /^GET \/api\/%C2%9B%00\?x 404 \d+ B \d+ ms complete$/);
});
