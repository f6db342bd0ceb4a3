import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import t from 'tap';
import type { Exchange } from '../../../server/index.ts';
import { JournalStore } from '../../../server/journal/index.ts';
import { controlled } from '../../helpers/control/calls.ts';
import { linted } from '../../helpers/journal-lints.ts';
import { exchange, pipeline, requestOn } from '../../helpers/raw-http.ts';
import { look } from '../../helpers/wire.ts';

const EXPORT = '/api/v1/export';
const QUERY = `${EXPORT}?since=2024-06-01`;

/** A request and a response without a connection. */
function fakes(): [IncomingMessage, ServerResponse] {
  const request = new IncomingMessage(new Socket());
  return [request, new ServerResponse(request)];
}

t.test('the journal of a complete download has the parameters and the response', async (t) => {
  const { server } = await controlled(t);
  const target = `${EXPORT}?since=2024-06-28&until=2024-06-29&model=message&include=csv`;
  const text = `GET ${target} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer verified-admin\r\nUser-Agent: me\r\nConnection: close\r\n\r\n`;
  const { head, body } = await exchange(server.port, text);
  const [only, ...more] = await server.requests();
  t.same(more, []);
  const { at, ms, response, request, ...rest } = only as Exchange;
  t.equal(Date.parse(at), server.clock.now(), "the session's clock");
  t.ok(Number(ms.head) > 0 && Number(ms.total) >= Number(ms.head), JSON.stringify(ms));
  t.match(request, { method: 'GET', target, path: EXPORT, version: '1.1' });
  t.ok(request.port > 0);
  t.same(request.headers[1], ['Authorization', 'Bearer verified-admin'], 'a public token');
  t.match(response, { status: 200, reason: 'OK' });
  t.equal(
    `${response?.headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}`,
    head.replace(/^.*\r\n/, ''),
  );
  t.match(rest, {
    id: 1,
    session: 'main',
    number: 1,
    operation: 'network',
    plan: { csvs: ['Messages.csv'], attachments: false },
    archive: [{ name: 'request.txt', byte: 0, members: 1 }, {}, {}, { name: null, members: 0 }],
    scenario: null,
    steps: [],
    bytes: { head: head.length + 2, body: body.length },
    ending: 'complete',
    hint: null,
    lints: [{ id: 'other-case' }],
  });
  t.same(Object.fromEntries(rest.parameters ?? []).since, '2024-06-28T00:00:00.000Z');
});

t.test(
  'the journal has the ending of an exchange: complete, aborted by the client, cut by a step',
  async (t) => {
    const { server } = await controlled(t);
    const until = (ending: Exchange['ending']) => server.waitForRequest({ ending });
    let waiting = until('aborted');
    const stalling = await server.session({ scenario: 'stall' });
    const silent = requestOn(server.port, `/s/${stalling.id}${QUERY}`).resume();
    while ((await stalling.requests())[0]?.steps.length !== 1) await setTimeout(20);
    silent.destroy();
    const aborted = await waiting;
    t.match(aborted, { session: stalling.id, response: { status: 200 }, steps: [{ do: 'stall' }] });
    t.ok(aborted.bytes.body >= Number(aborted.steps[0]?.byte), 'what was sent before');
    waiting = until('cut');
    const reset = await server.session({ scenario: 'reset-mid-member' });
    const seen = await look(server.port, `/s/${reset.id}${QUERY}`);
    const cut = await waiting;
    t.match(cut, { ending: 'cut', scenario: { name: 'reset-mid-member', number: 1 } });
    t.same(cut.steps, [
      {
        do: 'stream',
        text: 'streams until 60 % of the data of Messages.csv and resets the connection',
        byte: seen.body.length,
        endsBody: true,
      },
    ]);
    t.equal(cut.archive.at(-1)?.name, 'Messages.csv', 'the part in which it was cut, and none after it');
    t.ok(cut.archive.every(({ byte }) => byte < seen.body.length));
    waiting = until('cut');
    const gone = await server.session({ scenario: 'reset-before-headers' });
    await look(server.port, `/s/${gone.id}${QUERY}`);
    t.match(await waiting, { response: null, bytes: { head: 0, body: 0 }, ms: { head: null } });
    waiting = until('complete');
    await look(server.port, QUERY, { Authorization: undefined });
    t.match(await waiting, {
      response: { status: 401 },
      hint: /no token: send/,
      parameters: null,
      plan: null,
    });
    const held = await server.session({ scenario: 'stall' });
    const socket = requestOn(server.port, `/s/${held.id}${QUERY}`);
    await new Promise((resolve) => socket.once('data', resolve));
    const [soFar] = await held.requests({ ending: 'under-way', status: 200 });
    t.match(soFar, { response: { status: 200 }, ms: { total: null } });
    t.ok(Number(soFar?.bytes.head) > 100 && Number(soFar?.bytes.body) > 0, JSON.stringify(soFar?.bytes));
    const left = held.waitForRequest({ after: 0 });
    socket.destroy();
    t.equal((await left).ending, 'aborted');
    const stray = look(server.port, '/api/v1/nowhere', { Authorization: `Bearer ${held.token}` });
    t.match(await held.waitForRequest({ path: '/api/v1/nowhere' }), {
      response: { status: (await stray).status },
    });
  },
);

t.test('the bytes of pipelined responses on one connection are counted separately', async (t) => {
  const { server } = await controlled(t);
  const targets = [QUERY, `${EXPORT}?since=x`, `${QUERY}&model=User`, '/api/nowhere'];
  const headers = { Host: 'localhost', Authorization: 'Bearer verified-admin' };
  const answers = await pipeline(
    server.port,
    targets.map((target) => ({ method: 'GET', target, headers })),
  );
  const exchanges = await server.requests();
  t.same(
    exchanges.map(({ request }) => request.target),
    targets,
  );
  t.same(
    exchanges.map(({ bytes }) => bytes.head),
    answers.map(({ head }) => head.length + 2),
  );
  t.equal(exchanges[1]?.bytes.body, answers[1]?.body.length);
  t.ok(
    exchanges.every(
      ({ bytes, response }, n) =>
        bytes.body >= Number(answers[n]?.body.length) && response?.status === answers[n]?.status,
    ),
  );
});

t.test('exactly the lints of a request are found', async (t) => {
  const { server } = await controlled(t);
  for (const [title, { target = QUERY, version = '1.1', headers = [] }, lints] of linted) {
    const token = headers.includes('no token') ? [] : ['Authorization: Bearer verified-admin'];
    const agent = headers.includes('no agent') ? [] : ['User-Agent: me'];
    const [own, body = ''] = headers
      .filter((line) => !line.startsWith('no '))
      .join('\r\n')
      .split('\r\n\r\n');
    const lines = ['Host: localhost', 'Connection: close', ...token, ...agent, ...(own ? [own] : [])];
    const waiting = server.waitForRequest();
    await exchange(server.port, `GET ${target} HTTP/${version}\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
    const found = (await waiting).lints;
    t.same(
      found.map(({ id }) => id),
      lints.map(([id]) => id),
      title,
    );
    for (const [index, [, text]] of lints.entries()) t.match(found[index]?.text, text, title);
    t.ok(
      found.every(({ source }) => /^(Observed|Documented|Assumed|RFC 9110)/.test(source)),
      `${title}: sources`,
    );
  }
});

t.test('a retry that is too early is found for every source of Retry-After', async (t) => {
  const { server } = await controlled(t);
  const limited = await server.session({ rateLimit: { requests: 1, seconds: 2 } });
  const answer = { do: 'answer', status: 503, headers: { 'Retry-After': '2' } } as const;
  const busy = await server.session({ scenario: { name: 'busy', rules: [{ steps: [answer] }] } });
  const steps = await server.session({ scenario: 'rate-limited' });
  for (const [session, first] of [
    [limited, 1],
    [busy, 0],
    [steps, 0],
  ] as const) {
    const ask = async () => (await look(server.port, session.url.replace(server.url, '') + QUERY)).status;
    for (let n = 0; n < first + 2; n++) await ask();
    const lints = (await session.requests()).map((one) =>
      one.lints.filter(({ id }) => id === 'retry-too-early'),
    );
    t.same(
      lints.map((found) => found.length),
      [...Array(first + 1).fill(0), 1],
      session.id,
    );
    t.match(lints.at(-1)?.[0]?.text, /retried \d+ ms before the time in Retry-After/);
    const other = await look(server.port, session.url.replace(server.url, '') + QUERY, {
      Authorization: 'Bearer not-admin',
    });
    t.same(
      (await session.requests({ lint: 'retry-too-early' })).length,
      1,
      `another client: ${other.status}`,
    );
  }
});

t.test(
  'a journal has the latest exchanges, and a busy session does not displace those of the others',
  async (t) => {
    const { server } = await controlled(t);
    const session = await server.session();
    const ask = (count: number, path: string, headers = {}) =>
      pipeline(
        server.port,
        Array.from({ length: count }, (_, n) => ({
          method: 'GET',
          target: `${path}${EXPORT}?since=x${n}`,
          headers: { Host: 'localhost', Authorization: 'Bearer verified-admin', ...headers },
        })),
      );
    await ask(210, `/s/${session.id}`);
    const kept = await session.requests();
    t.same([kept.length, kept[0]?.number, kept.at(-1)?.number], [200, 11, 210]);
    await ask(1001, '');
    t.equal((await server.requests({ session: 'main', limit: 10_000 })).length, 1000);
    const long = 'x'.repeat(5000);
    await ask(
      1,
      '',
      Object.fromEntries(Array.from({ length: 80 }, (_, n) => [`X-${n}`, n === 0 ? long : 'y'])),
    );
    const [last] = await server.requests({ limit: 1 });
    t.ok(JSON.stringify(last).length < 10_000);
    const store = new JournalStore(100);
    const [busy, quiet] = ['busy', 'quiet'].map((name) =>
      store.begin({ session: name, profile: 'current', now: Date.now, most: 1000 }),
    );
    const write = (journal = busy) => journal?.open(...fakes());
    for (let n = 0; n < 10; n++) write(quiet);
    for (let n = 0; n < 500; n++) write(busy);
    t.equal(quiet?.records.length, 10);
    t.ok(Number(busy?.records.length) > 50 && Number(busy?.records.length) <= 90, `${busy?.records.length}`);
    t.equal(busy?.records.at(-1)?.number, 500);
    store.remove('busy');
    for (let n = 0; n < 95; n++) write(quiet);
    t.ok(Number(quiet?.records.length) >= 90, 'there is room again');
  },
);
