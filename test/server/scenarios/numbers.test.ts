import t from 'tap';
import { controlled } from '../../helpers/control/calls.ts';
import { look } from '../../helpers/wire.ts';

t.test('requests at the same time have numbers of their own', async (t) => {
  const { tell, server } = await controlled(t);
  const rules = [{ when: { requests: '3' }, steps: [{ do: 'refuse', why: 'expired' }] }];
  t.equal((await tell('POST', '/scenarios', { name: 'third', rules })).status, 201);
  const headers = { Authorization: 'Bearer verified-admin~third' };
  const target = '/api/v1/export?since=2024-06-29&model=Segment';
  const statuses = await Promise.all(
    Array.from({ length: 8 }, async () => (await look(server.port, target, headers)).status),
  );
  t.same(statuses.sort(), [...Array(7).fill(200), 401]);
  const numbers = (await server.requests()).map(({ scenario }) => scenario?.number);
  t.same(numbers.sort(), [1, 2, 3, 4, 5, 6, 7, 8]);
});
