import t from 'tap';
import type { Network } from '../../generators/index.ts';
import { allRows, worldOf } from '../helpers/world.ts';

/** The number of users of a network with an active account, by its Users.csv; guests have other addresses. */
function activeMembers(network: Network): number {
  const own = allRows(network, 'Users').filter(({ email }) =>
    String(email).endsWith(`@${network.permalink}`),
  );
  return own.filter(({ state }) => state === 'active').length;
}

t.test('the sizes of a network and of its audiences are counts of active members', async (t) => {
  for (const options of [
    { seed: '7', size: 'tiny' },
    { seed: '8', size: 'small' },
  ] as const) {
    for (const network of (await worldOf(options)).networks) {
      const name = `${options.size} ${network.permalink}`;
      const [row] = allRows(network, 'Networks');
      t.equal(row?.number_of_users, activeMembers(network), name);
      const leaders = allRows(network, 'VivaEngageLeaders');
      const everybody = leaders.find((leader) => leader.entire_org === true);
      t.equal(everybody?.size, row?.number_of_users, `${name}: everybody`);
      const larger = leaders.filter(({ size }) => Number(size) > Number(row?.number_of_users));
      t.same(larger, [], `${name}: no audience is larger`);
    }
  }
});
