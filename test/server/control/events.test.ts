import { request } from 'node:http';
import t, { type Test } from 'tap';
import type { Exchange, RunningServer } from '../../../server/index.ts';
import { Feed } from '../../../server/journal/feed.ts';
import { JournalStore } from '../../../server/journal/index.ts';
import { controlled } from '../../helpers/control/calls.ts';
import { exchange } from '../../helpers/raw-http.ts';
import { look } from '../../helpers/wire.ts';

const EXPORT = '/api/v1/export?since=2024-06-29&model=Segment';

/** Reads server-sent events until the test ends, and returns a function that waits for the next data. */
function eventsOf(t: Test, { port }: RunningServer, path: string) {
  const came: unknown[] = [];
  const others: (readonly [name: string, data: object])[] = [];
  let wake = (): void => {};
  let over = false;
  let type = '';
  const asked = request({ port, path: `/__admin${path}` }, (response) => {
    type = String(response.headers['content-type']);
    let text = '';
    response.setEncoding('utf8').on('data', (piece: string) => {
      const parts = `${text}${piece}`.split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) {
        const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(part) ?? [];
        if (name === 'exchange') came.push(JSON.parse(data ?? ''));
        else if (name !== undefined) others.push([name, JSON.parse(data ?? '')]);
      }
      wake();
    });
    response.on('close', () => {
      over = true;
      wake();
    });
    wake();
  });
  asked.on('error', () => {}).end();
  t.teardown(() => asked.destroy());
  const until = async (done: () => boolean): Promise<void> => {
    while (!done()) await new Promise<void>((resolve) => (wake = resolve));
  };
  return {
    begun: async () => {
      await until(() => type !== '');
      return type;
    },
    next: async () => {
      await until(() => came.length > 0);
      return came.shift() as Exchange;
    },
    /** The events that are no exchanges, when there are as many. */
    others: async (count: number) => {
      await until(() => others.length >= count);
      return others;
    },
    end: () => until(() => over),
  };
}

t.test('an event comes when an exchange begins or ends, if it matches', async (t) => {
  const { server } = await controlled(t);
  const session = await server.session();
  const all = eventsOf(t, server, '/requests?format=events');
  const failed = eventsOf(t, server, `/sessions/${session.id}/requests?format=events&status=4xx`);
  t.equal(await all.begun(), 'text/event-stream; charset=utf-8');
  await failed.begun();
  await look(server.port, EXPORT);
  await look(server.port, `/s/${session.id}/api/v1/export`);
  await look(server.port, `/s/${session.id}${EXPORT}`);
  await look(server.port, `/s/${session.id}/api/v1/nothing`);
  const seen: Exchange[] = [];
  while (seen.filter(({ ending }) => ending !== 'under-way').length < 4) seen.push(await all.next());
  t.strictSame([...new Set(seen.map(({ session }) => session))], ['main', session.id]);
  const numbers = new Set<string>();
  while (numbers.size < 2) {
    const { response, number, ending } = await failed.next();
    if (ending !== 'under-way') numbers.add(`${number}: ${response?.status} ${ending}`);
  }
  t.strictSame([...numbers], ['1: 400 complete', '3: 404 complete']);
});

t.test('the exchanges of the journal come first with `after`', async (t) => {
  const { server, tell } = await controlled(t);
  await look(server.port, EXPORT);
  const { text, headers } = await tell('GET', '/requests?format=events&after=0&wait=1');
  t.match(text, /^event: server\ndata: {"id":"[-\w]+"}\n\nevent: exchange\ndata: {"id":1,.*}\n\n/);
  t.equal(headers['cache-control'], 'no-store');
  t.equal((await tell('HEAD', '/requests?format=events')).text, '', 'HEAD is answered at once');
  t.match((await tell('GET', '/requests?format=event')).json.error, /one of json, ndjson, har, events/);
});

t.test('the events tell which server sends them, and which sessions were reset', async (t) => {
  const [{ server, tell }, other] = [await controlled(t), await controlled(t)];
  const session = await server.session();
  const all = eventsOf(t, server, '/requests?format=events');
  const own = eventsOf(t, server, `/sessions/${session.id}/requests?format=events`);
  const another = eventsOf(t, other.server, '/requests?format=events');
  const [[first] = [], [second] = [], [third] = []] = [
    await all.others(1),
    await own.others(1),
    await another.others(1),
  ];
  t.strictSame(first, second);
  t.equal(first?.[0], 'server');
  t.notSame(first, third);
  await tell('POST', '/reset');
  await session.reset();
  t.strictSame((await all.others(3)).slice(1), [
    ['cleared', { session: 'main' }],
    ['cleared', { session: session.id }],
  ]);
  t.strictSame((await own.others(2)).slice(1), [['cleared', { session: session.id }]]);
  await session.close();
  await look(server.port, EXPORT);
  await all.next();
  t.equal((await all.others(3)).length, 3, 'the exchanges of a session that has ended may stay');
});

t.test('the events end with their session and with the server', async (t) => {
  const { server } = await controlled(t);
  const session = await server.session();
  const own = eventsOf(t, server, `/sessions/${session.id}/requests?format=events`);
  const all = eventsOf(t, server, '/requests?format=events');
  await Promise.all([own.begun(), all.begun()]);
  await session.close();
  await own.end();
  await server.close();
  await all.end();
  t.pass('both have ended');
});

t.test('an event comes when a connection is refused, unless the filter is about requests', async (t) => {
  const { server } = await controlled(t);
  const session = await server.session();
  const all = eventsOf(t, server, '/requests?format=events');
  const others = ['/requests?format=events&status=4xx', `/sessions/${session.id}/requests?format=events`];
  const without = others.map((path) => eventsOf(t, server, path));
  await Promise.all([all, ...without].map(({ begun }) => begun()));
  await exchange(server.port, 'hello\r\n\r\n');
  const [, refused] = await all.others(2);
  t.match(refused, ['refused', { id: 1, session: 'main', kind: 'broken-request', status: 400 }]);
  await look(server.port, `/s/${session.id}/api/v1/export`);
  for (const one of without) {
    t.match(await one.next(), { request: { method: 'GET' } });
    t.match(await one.others(1), [['server', {}]], 'nothing about the refused connection');
  }
});

t.test('a slow reader gets the latest state of each exchange, and the number of those dropped', async (t) => {
  const store = new JournalStore();
  const feed = new Feed(store, 3);
  for (const id of [1, 2, 3, 4, 4, 5]) store.began({ id, session: 'a' } as never);
  const { records, lost } = feed.take();
  t.strictSame([records.map(({ id }) => id), lost], [[3, 4, 5], 2]);
  t.strictSame(feed.take(), { records: [], lost: 0, refused: [], cleared: [] });
  for (const session of ['a', 'b', 'a']) store.began({ id: session, session } as never);
  for (const session of ['a', 'b', 'b', 'b', 'b']) store.refused({ session } as never);
  store.cleared({ session: 'a' } as never);
  const after = feed.take();
  t.strictSame([after.records.map(({ session }) => session), after.cleared], [['b'], ['a']]);
  t.strictSame(after.refused, [{ session: 'b' }, { session: 'b' }], 'the reset session’s are gone');
  feed[Symbol.dispose]();
  store.began({ id: 6 } as never);
  t.strictSame(feed.take().records, [], 'nothing after the end');
});

t.test('a scenario is played for everybody, and ended', async (t) => {
  const { server, tell } = await controlled(t);
  const session = await server.session();
  const statusOf = async (base: string) => (await fetch(`${base}${EXPORT}`, { headers })).status;
  const headers = { authorization: `Bearer ${server.token}` };
  t.equal((await tell('POST', '/scenario', { scenario: 'rate-limited' })).json.scenario, 'rate-limited');
  t.strictSame([await statusOf(server.url), await statusOf(session.url)], [429, 200]);
  await tell('POST', `/sessions/${session.id}/scenario`, { scenario: 'rate-limited' });
  t.equal(await statusOf(session.url), 429);
  t.equal((await tell('POST', '/scenario', { scenario: 'none' })).json.scenario, null);
  t.equal(await statusOf(server.url), 200);
  const wrong = await tell('POST', '/scenario', { scenario: 'rate-limite' });
  t.match(wrong.json.mistakes, [{ path: '/scenario', text: /Did you mean "rate-limited"/ }]);
});
