import t from 'tap';
import { startServer } from '../../../server/index.ts';
import { controlled } from '../../helpers/control/calls.ts';

t.test('the scenario none is no scenario in a session of the control API', async (t) => {
  const { tell, server } = await controlled(t);
  t.match((await tell('POST', '/sessions', { scenario: 'none' })).json, { scenario: null });
  await server.configure({ session: { scenario: 'error-500' }, scenarios: [] });
  t.match((await tell('POST', '/sessions', {})).json, { scenario: 'error-500' });
  t.match((await tell('POST', '/sessions', { scenario: 'none' })).json, { scenario: null });
  await server.configure({ session: { scenario: 'none' }, scenarios: [] });
  t.match((await tell('POST', '/sessions', {})).json, { scenario: null });
});

t.test('the scenario none is no scenario in the library', async (t) => {
  await using server = await startServer({ scenario: 'none', size: 'tiny' });
  await using session = await server.session({ scenario: 'error-500' });
  const status = async () => {
    const headers = { authorization: `Bearer ${session.token}` };
    const response = await fetch(`${session.url}/api/v1/export?since=2024-06-29&model=Segment`, { headers });
    await response.arrayBuffer();
    return response.status;
  };
  t.equal(await status(), 500);
  await session.play('none');
  t.equal(await status(), 200);
});

t.test('a scenario of the user may have the name none', async (t) => {
  const none = { name: 'none', rules: [{ steps: [{ do: 'answer' as const, status: 418 }] }] };
  await using server = await startServer({ ownScenarios: [none], scenario: 'none', size: 'tiny' });
  const headers = { authorization: 'Bearer verified-admin' };
  t.equal((await fetch(`${server.url}/api/v1/export?since=2024-06-29`, { headers })).status, 418);
});
