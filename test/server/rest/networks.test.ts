import { parse } from 'csv-parse/sync';
import t from 'tap';
import { startServer } from '../../../server/index.ts';
import { unzip } from '../../helpers/unzip.ts';

const server = await startServer({ size: 'tiny', seed: '7', now: '2024-06-30T12:00:00Z' });
t.teardown(() => server.close());

const headers = { authorization: 'Bearer verified-admin' };

async function got(path: string) {
  const response = await fetch(`${server.url}/api/v1/${path}`, { headers });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const response = await fetch(`${server.url}/api/v1/export?since=0&include=csv&include_ens=true`, { headers });
const files = await unzip(Buffer.from(await response.arrayBuffer()));
const rows = (name: string): readonly Record<string, string>[] =>
  parse(String(files.get(name)), { columns: true });

t.test('a thing of an external network says its network', async (t) => {
  const networks = rows('Networks.csv');
  t.equal(networks.length, 3);
  for (const { id: network = '', permalink } of networks) {
    const [group] = rows(`${network}/Groups.csv`).filter(({ deleted }) => deleted === 'false');
    t.match((await got(`groups/${group?.id}.json`)).body, {
      full_name: group?.name,
      network_id: Number(network),
      web_url: `https://www.yammer.com/${permalink}/groups/${group?.id}`,
    });
    // Inbound threads are exported here and belong to the network in which they were written.
    const own = rows(`${network}/Messages.csv`).filter(
      ({ deleted_at, group_id }) =>
        deleted_at === '' && rows(`${network}/Groups.csv`).some(({ id }) => id === group_id),
    );
    for (const { id, body } of own.slice(0, 5))
      t.match((await got(`messages/${id}`)).body, { network_id: Number(network), body: { plain: body } });
  }
});

t.test('the members of a community of an external network are its users', async (t) => {
  const [, external] = rows('Networks.csv');
  const users = rows(`${external?.id}/Users.csv`).filter(({ state }) => state === 'active');
  const everybody = rows(`${external?.id}/Groups.csv`).map(async ({ id }) => {
    const { body } = await got(`users/in_group/${id}.json`);
    return (body.users as { id: number }[] | undefined)?.map((user) => String(user.id)) ?? [];
  });
  const lists = await Promise.all(everybody);
  t.ok(lists.some((list) => list.length > 5));
  for (const list of lists)
    for (const id of list)
      t.ok(
        users.some((user) => user.id === id),
        `${id} is a user of the network`,
      );
});
