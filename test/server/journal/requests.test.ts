import { Ajv2020 } from 'ajv/dist/2020.js';
import t from 'tap';
import type { Exchange } from '../../../server/index.ts';
import { controlled } from '../../helpers/control/calls.ts';
import { harSchema } from '../../helpers/har-schema.ts';
import { look } from '../../helpers/wire.ts';

const EXPORT = '/api/v1/export';
const QUERY = `${EXPORT}?since=2024-06-01`;

t.test('no token is complete, wherever it came, in every format', async (t) => {
  const { server, tell } = await controlled(t);
  const session = await server.session();
  const key = session.token.slice('verified-admin~'.length);
  const secret = 'sEcReT-42';
  const requests: [target: string, headers: Record<string, string>][] = [
    [QUERY, { Authorization: `Bearer ${secret}` }],
    [QUERY, { Authorization: `bearer   ${secret}, Bearer ${secret}x` }],
    [QUERY, { Authorization: `${secret}` }],
    [QUERY, { Authorization: `Basic ${Buffer.from(secret).toString('base64')}` }],
    [QUERY, { Authorization: `Bearer verified-admin~${secret}` }],
    [QUERY, { Authorization: `Bearer verified-admin~csv-bom~${secret}` }],
    [QUERY, { Authorization: `Bearer ${session.token}` }],
    [`/s/${session.id}${QUERY}`, { Authorization: `Bearer ${session.token}` }],
    [
      QUERY,
      { 'Proxy-Authorization': `Bearer ${secret}`, Cookie: `a=b; c=${secret}`, 'X-Auth-Token': secret },
    ],
    [QUERY, { Referer: `https://x.example/?access_token=${secret}`, 'X-Api-Key': secret }],
    [`${QUERY}&access_token=${secret}`, {}],
    [`${QUERY}&%61ccess%5Ftoken=${secret}&TOKEN=${secret};xtoken=${secret}`, {}],
    [`${EXPORT}?since=0#access_token=${secret}`, {}],
    [`${EXPORT}?model=${secret}&access_token=${secret}`, {}],
    [`/api/${secret}?access_token=${encodeURIComponent(secret)}`, { Authorization: `Bearer ${secret}` }],
    [`${QUERY}&access_token=verified-admin~redirect-same-host~${secret}`, {}],
  ];
  for (const [target, headers] of requests)
    await look(server.port, target, { Authorization: undefined, ...headers });
  const forms = ['?format=json', '?format=ndjson', '?format=har', '?lint=token-in-query', '?status=4xx'];
  const texts = await Promise.all(forms.map(async (form) => (await tell('GET', `/requests${form}`)).text));
  texts.push((await tell('GET', '/sessions')).text, JSON.stringify(await session.requests()));
  for (const hidden of [secret, key, Buffer.from(secret).toString('base64')]) {
    for (const [index, text] of texts.entries())
      t.notOk(text.includes(hidden), `${hidden} in ${forms[index]}`);
  }
  const shown = (await server.requests()).map(
    ({ request }) => request.headers.find(([name]) => name === 'Authorization')?.[1],
  );
  t.same(
    shown.slice(0, 7).map((text) => text?.replace(/[0-9a-f]{4}\.\.\.$/, 'KEY')),
    [
      'Bearer sE...',
      'bearer sEcR...',
      'sE...',
      'Basic c0V...',
      'Bearer verified-admin~sE...',
      'Bearer verified-admin~csv-bom~sE...',
      'Bearer verified-admin~KEY',
    ],
  );
});

t.test('exchanges are filtered and written in three formats', async (t) => {
  const { server, tell } = await controlled(t);
  const session = await server.session({ scenario: 'csv-bom' });
  const ask = (target: string, headers = {}) => look(server.port, target, headers);
  await ask(`${QUERY}&model=Segment`);
  await ask(`${EXPORT}/users/1`);
  await ask(QUERY, { Authorization: 'Bearer expired' });
  await ask(`/s/${session.id}${QUERY}&model=Segment`);
  await ask('/api/nowhere');
  const found = async (query: string) =>
    (await tell('GET', `/requests?${query}`)).json.exchanges.map(({ id }: Exchange) => id);
  const queries: [query: string, ids: number[]][] = [
    ['', [1, 2, 3, 4, 5]],
    ['method=get', [1, 2, 3, 4, 5]],
    ['method=POST', []],
    [`path=${EXPORT}`, [1, 3, 4]],
    [`path=${EXPORT}*`, [1, 2, 3, 4]],
    ['status=404', [2, 5]],
    ['status=4xx', [2, 3, 5]],
    ['scenario=csv-bom', [4]],
    ['session=main', [1, 2, 3, 5]],
    [`session=${session.id}`, [4]],
    ['ending=complete&status=2xx', [1, 4]],
    ['lint=no-user-agent&after=3', [4, 5]],
    ['limit=2', [4, 5]],
    ['limit=2&after=1', [2, 3]],
    ['lint=raw-plus', []],
  ];
  for (const [query, ids] of queries) t.same(await found(query), ids, query);
  const inSession = (await tell('GET', `/sessions/${session.id}/requests`)).json.exchanges;
  t.same(inSession, await session.requests());
  t.same(
    inSession.map(({ number }: Exchange) => number),
    [1],
    'its own first',
  );
  const lines = await tell('GET', '/requests?format=ndjson');
  t.match(lines.headers['content-type'], 'application/x-ndjson');
  t.same(
    lines.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
    await server.requests(),
  );
  const har = (await tell('GET', '/requests?format=har')).json;
  const isHar = new Ajv2020({ allErrors: true }).compile(harSchema);
  t.ok(isHar(har), JSON.stringify(isHar.errors));
  t.equal(har.log.entries.length, 5);
  const [first] = har.log.entries;
  t.equal(first.request.url, `http://127.0.0.1:${server.port}${QUERY}&model=Segment`);
  t.same(first.request.queryString, [
    { name: 'since', value: '2024-06-01' },
    { name: 'model', value: 'Segment' },
  ]);
  t.match(first, {
    response: { status: 200, content: { mimeType: 'application/zip' } },
    _exchange: { id: 1 },
  });
  t.equal(first.timings.wait + first.timings.receive, first.time);
});

t.test('a client can wait for the next exchange that matches', async (t) => {
  const { server, tell } = await controlled(t);
  const wait = async (query: string) => (await tell('GET', `/requests?wait=${query}`)).json.exchanges;
  t.same(await wait('20'), [], 'none in time');
  await look(server.port, `${EXPORT}?since=x`);
  t.same(await wait('20'), [], 'one that is over is not the next one');
  t.match(await wait('20&after=0'), [{ id: 1 }], 'unless it comes after another');
  const waiting = wait('20000&status=2xx');
  await new Promise((resolve) => setTimeout(resolve, 30));
  await look(server.port, `${EXPORT}?since=x`);
  await look(server.port, `${QUERY}&model=Segment`);
  t.match(await waiting, [{ id: 3, response: { status: 200 } }]);
  const forever = wait('60000').catch(() => 'closed');
  await new Promise((resolve) => setTimeout(resolve, 30));
  await server.close();
  t.equal(await forever, 'closed', 'until the server closes');
});
