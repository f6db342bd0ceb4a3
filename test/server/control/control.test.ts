import { METHODS } from 'node:http';
import t from 'tap';
import { controlTable } from '../../../server/control/routes.ts';
import { controlled, type Tell } from '../../helpers/control/calls.ts';
import { bad, own } from '../../helpers/control/mistakes.ts';
import { look } from '../../helpers/wire.ts';

const EXPORT = '/api/v1/export?since=2024-06-29&model=Segment';

/** The complete state that control can change. */
async function stateOf(tell: Tell) {
  const scenarios = (await tell('GET', '/scenarios')).json.scenarios.map(
    ({ name }: { name: string }) => name,
  );
  const sessions = (await tell('GET', '/sessions')).json.sessions;
  return {
    scenarios,
    sessions: sessions.map(({ expires, ...rest }: { expires: string }) => rest),
    clock: (await tell('GET', '/clock')).json,
    exchanges: (await tell('GET', '/requests')).json,
  };
}

t.test('bad input gets an error with the expected value, and changes nothing', async (t) => {
  const { tell, server } = await controlled(t);
  await tell('POST', '/scenarios', own);
  const session = await server.session({ scenario: 'csv-bom' });
  await look(server.port, EXPORT);
  const before = await stateOf(tell);
  for (const [title, method, path, body, status, error] of bad) {
    const answer = await tell(method, path.replace('SESSION', session.id), body);
    t.equal(answer.status, status, title);
    t.match(answer.json?.error, error, title);
    t.match(answer.headers['content-type'], /^application\/json/, title);
    if (status === 400 && !/JSON/.test(answer.json.error))
      t.ok(answer.json.mistakes.length > 0, `${title}: places`);
  }
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'text/json',
  ]) {
    const answer = await tell('POST', '/clock', '{"advance_ms":1}', { 'content-type': type });
    t.equal(answer.status, 415, type);
    t.match(answer.json.error, /expected Content-Type: application\/json/, type);
  }
  const aborted = await tell('POST', '/clock', '{"advance_ms":1}', { 'content-type': '' });
  t.equal(aborted.status, 415, 'no type');
  t.same(await stateOf(tell), before, 'nothing has changed');
});

t.test('every other method gets an error with the allowed ones', async (t) => {
  const { tell } = await controlled(t);
  const before = await stateOf(tell);
  for (const [pattern, methods] of Object.entries(controlTable)) {
    const allowed = Object.keys(methods);
    const path = pattern.replace(':id', 'main').replace(':name', 'csv-bom');
    for (const method of METHODS) {
      if (allowed.includes(method) || ['HEAD', 'CONNECT'].includes(method)) continue;
      const answer = await tell(method, path);
      t.equal(answer.status, 405, `${method} ${path}`);
      t.equal(answer.headers.allow, allowed.join(', ').replace('GET', 'GET, HEAD'), `${method} ${path}`);
    }
    if ('GET' in methods) t.equal((await tell('HEAD', path)).text, '', `HEAD ${path}`);
  }
  t.same(await stateOf(tell), before);
});

t.test('control is open to this machine only, and pages of other sites cannot change anything', async (t) => {
  const { tell, server } = await controlled(t);
  const host = `localhost:${server.port}`;
  const foreign: [title: string, headers: Record<string, string>][] = [
    ['another name', { host: 'www.yammer.com' }],
    ['a name that leads here', { host: 'localhost.evil.example' }],
    ['another site', { host, origin: 'https://evil.example' }],
    ['another port', { host, origin: 'http://localhost:1' }],
    ['another scheme', { host, origin: `https://${host}` }],
    ['no site at all', { host, origin: 'null' }],
    ['a browser on behalf of another site', { host, 'sec-fetch-site': 'cross-site' }],
    ['a browser on behalf of another port', { host, 'sec-fetch-site': 'same-site' }],
  ];
  const before = await stateOf(tell);
  for (const [title, headers] of foreign) {
    for (const [pattern, methods] of Object.entries(controlTable)) {
      const path = pattern.replace(':id', 'main').replace(':name', 'csv-bom');
      for (const method of Object.keys(methods)) {
        const reads = method === 'GET' && headers.host === host;
        const answer = await tell(method, path, method === 'POST' ? {} : undefined, headers);
        t.equal(answer.status === 403, !reads, `${title}: ${method} ${path} ${answer.status}`);
      }
    }
  }
  t.same(await stateOf(tell), before, 'nothing has changed');
  const friends = [{ host, origin: `http://${host}` }, { host, 'sec-fetch-site': 'none' }, { host }];
  for (const headers of friends) t.equal((await tell('POST', '/reset', {}, headers)).status, 204);
});
