import t from 'tap';
import type { Network, Row } from '../../generators/index.ts';
import { DAY_MS } from '../../schemas/durations.ts';
import { allRows, bag, NOON, rowsOf, worldOf } from '../helpers/world.ts';

t.test('a guest is one person, in the network of the address too', async (t) => {
  for (const seed of ['7', '8', 'guests']) {
    for (const size of ['tiny', 'small'] as const) {
      const { networks } = await worldOf({ seed, size });
      const users = networks.map((network) => new Map(allRows(network, 'Users').map((row) => [row.id, row])));
      const guests = networks.flatMap((network, here) =>
        [...(users[here]?.values() ?? [])].filter(
          ({ email }) => !String(email).endsWith(`@${network.permalink}`),
        ),
      );
      t.ok(guests.length > 2, `${size}, seed ${seed}: ${guests.length} guests`);
      for (const guest of guests) {
        const home = networks.findIndex(({ permalink }) => String(guest.email).endsWith(`@${permalink}`));
        const there = users[home]?.get(guest.id);
        const { name, email, guid, state, joined_at, deleted_at } = guest;
        t.match(
          there,
          { name, email, guid, state, joined_at, deleted_at },
          `${size}, seed ${seed}: ${guest.id}`,
        );
        t.match(networks[home]?.findUser(String(guest.id), NOON), { id: guest.id, external: false });
      }
    }
  }
});

/** The differences between what a network shows of a thread that began elsewhere and what is there. */
function* differencesIn(here: Network, threads: ReadonlyMap<string, Row>, messages: ReadonlySet<string>) {
  const own = new Set(allRows(here, 'Users').map(({ id }) => `user:${id}`));
  const seen = allRows(here, 'Messages');
  for (const { original_network: _, external_participants: guests, ...row } of visited(here)) {
    const there = threads.get(String(row.id));
    const participants = String(guests).split(',');
    const { external_participants: all, ...same } = there ?? {};
    if (JSON.stringify(same) !== JSON.stringify(row)) yield `thread ${row.id} is not the same there`;
    if (!participants.every((user) => own.has(user) && String(all).includes(user)))
      yield `thread ${row.id} has participants ${guests}`;
    const rows = seen.filter(({ thread_id: thread }) => thread === row.id);
    rows.sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1));
    if (!participants.includes(`user:${rows[0]?.sender_id}`)) yield `thread ${row.id} begins with no guest`;
    if (!bag(rows).every((text) => messages.has(text))) yield `thread ${row.id} has other messages there`;
  }
}

const visited = (network: Network) => allRows(network, 'MessageThreads');

t.test('a thread of another network is in the export of that network, with the same messages', async (t) => {
  for (const seed of ['7', '8', 'guests']) {
    for (const size of ['tiny', 'small'] as const) {
      const { networks } = await worldOf({ seed, size });
      const outbound = networks.flatMap((network) => allRows(network, 'MessageThreads.Outbound'));
      const threads = new Map(outbound.map((row) => [String(row.id), row]));
      const messages = new Set(networks.flatMap((network) => bag(allRows(network, 'Messages'))));
      for (const network of networks) {
        const name = `${size}, seed ${seed}, ${network.permalink}`;
        t.ok(visited(network).length > 0, name);
        t.same([...differencesIn(network, threads, messages)], [], name);
        const origins = new Set(visited(network).map((row) => row.original_network));
        t.notOk(origins.has(network.permalink), 'they come from another network');
      }
    }
  }
});

t.test('a guest who joins a thread later does not change a window that is over', async (t) => {
  const { networks } = await worldOf({ seed: 'late', size: 'small' });
  const network = networks[1] as Network;
  const [from, to] = [NOON - 30 * DAY_MS, NOON - 10 * DAY_MS];
  const ids = (now: number) => bag(rowsOf(network, 'MessageVersions', from, to, now));
  t.same(ids(NOON), ids(to - 1));
  t.ok(ids(NOON).length > 100);
});

t.test('without external networks, guests come from one that is not in the export', async (t) => {
  const { networks } = await worldOf({ externalNetworks: 0 });
  t.equal(networks.length, 1);
  const [network] = networks;
  const foreign = visited(network).map((row) => row.original_network);
  t.ok(foreign.length > 0 && !foreign.includes(network.permalink), foreign.join());
});
