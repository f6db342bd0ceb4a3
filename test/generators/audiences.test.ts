import t from 'tap';
import type { Network, Row } from '../../generators/index.ts';
import { DAY_MS } from '../../schemas/durations.ts';
import { allRows, NOON, worldOf } from '../helpers/world.ts';

/** The users of a network with an active account, by its Users.csv; guests have other addresses. */
function activeMembers(network: Network): Row[] {
  const own = allRows(network, 'Users').filter(({ email }) =>
    String(email).endsWith(`@${network.permalink}`),
  );
  return own.filter(({ state }) => state === 'active');
}

t.test('the sizes of a network and of its audiences are counts of active members', async (t) => {
  for (const options of [
    { seed: '7', size: 'tiny' },
    { seed: '8', size: 'small' },
    { seed: '7', size: 'small' },
  ] as const) {
    for (const network of (await worldOf(options)).networks) {
      const name = `${options.size} ${network.permalink}`;
      const [row] = allRows(network, 'Networks');
      const members = activeMembers(network);
      t.equal(row?.number_of_users, members.length, name);
      const [everybody] = allRows(network, 'Groups').filter((group) => group.name === 'All Company');
      for (const leader of allRows(network, 'VivaEngageLeaders')) {
        const own = members.find(({ id }) => id === leader.leader_id);
        const colleagues = members.filter(({ department }) => department === own?.department);
        const listed = String(leader.audience_group_ids).split(',');
        const all = leader.entire_org || listed.includes(String(everybody?.id));
        t.equal(leader.size, all ? members.length : colleagues.length, `${name}: ${leader.audience_name}`);
        t.ok(all || leader.audience_group_ids === '', `${name}: of a department or of everybody`);
      }
    }
  }
});

t.test('leaders lead the company or a department, and each department has one head', async (t) => {
  for (const seed of ['7', '8', '42']) {
    const [network] = (await worldOf({ seed, size: 'small' })).networks;
    const users = new Map(allRows(network, 'Users').map((row) => [row.id, row]));
    for (const { leader_id: id, audience_name: name, entire_org: all } of allRows(
      network,
      'VivaEngageLeaders',
    )) {
      const { job_title: title, department } = users.get(id) as Row;
      t.match(title, all ? /^Chief/ : /^Head of /, `${name}: ${title}`);
      t.ok(all || String(name).includes(String(department)), `${name}: ${department}`);
      t.notMatch(name, /\d/);
    }
    const heads = [...users.values()].filter((row) => String(row.job_title).startsWith('Head of '));
    t.equal(new Set(heads.map((row) => row.department)).size, heads.length, `${heads.length} heads`);
    t.ok(heads.length > 20 && heads.length <= 25);
  }
});

t.test('a job title stays, or is a higher one of the same kind of work', async (t) => {
  const input = { seed: '7', size: 'small', start: Date.UTC(2026, 0, 1) } as const;
  const [network] = (await worldOf(input)).networks;
  const risen = new Map<string, Set<unknown>>();
  let changed = 0;
  let before = new Map<unknown, Row>();
  for (let month = 0; month < 8; month++) {
    const now = NOON + month * 120 * DAY_MS;
    const users = new Map(allRows(network, 'Users', now).map((row) => [row.id, row]));
    for (const [id, row] of users) {
      const last = before.get(id) ?? row;
      if (row.department !== last.department) t.fail(`${id} is in another department`);
      if (row.job_title === last.job_title) continue;
      changed += 1;
      const key = String(last.job_title);
      risen.set(key, (risen.get(key) ?? new Set()).add(row.job_title));
      const back = risen.get(String(row.job_title));
      if (back?.has(last.job_title)) t.fail(`${row.job_title} and ${last.job_title} follow each other`);
    }
    before = users;
  }
  t.ok(changed > 5, `${changed} rose`);
  t.ok(changed < 60, 'few rise');
});
