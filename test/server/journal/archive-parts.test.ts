import t from 'tap';
import { controlled } from '../../helpers/control/calls.ts';

const QUERY = '/api/v1/export?since=2024-06-01';

t.test('the journal has the places of the members in the body', async (t) => {
  const { server } = await controlled(t);
  const headers = { authorization: 'Bearer verified-admin' };
  for (const scenario of [undefined, 'stall', 'zip-leading-bytes']) {
    const session = await server.session(scenario === undefined ? {} : { scenario, timeScale: 1000 });
    const response = await fetch(`${session.url}${QUERY}`, { headers });
    const body = Buffer.from(await response.arrayBuffer());
    const { archive } = await session.waitForRequest({ after: 0, ending: 'complete' });
    t.ok(archive.length > 30, `${scenario}: ${archive.length} parts`);
    for (const { name, byte } of archive) {
      const mark = name === null ? 'PK\x01\x02' : 'PK\x03\x04';
      t.equal(body.toString('latin1', byte, byte + 4), mark, `${name} begins here`);
      if (name !== null) t.equal(body.toString('latin1', byte + 30, byte + 30 + name.length), name);
    }
    t.match(
      archive.filter(({ members }) => members !== 1),
      [
        { name: 'files/', members: 10 },
        { name: null, members: 0 },
      ],
    );
  }
});
