import t from 'tap';
import type { Network, Row } from '../../generators/index.ts';
import type { FileKey } from '../../schemas/index.ts';
import { networks, timeOf, worlds } from '../helpers/asked-networks.ts';
import { allRows, NOON, worldOf } from '../helpers/world.ts';

/* Questions about who may do what in a community. */

const listed = (ids: unknown) => String(ids).split(',');

/** Returns the users and communities in an export of a network, with tests of who may act in them. */
function governing(network: Network) {
  const users = new Map(allRows(network, 'Users').map((row) => [String(row.id), row]));
  const groups = new Map(allRows(network, 'Groups').map((row) => [row.id, row]));
  const admins = new Set(allRows(network, 'Admins').map((row) => row.id));
  return {
    users,
    groups,
    /** Tells whether a person belongs to the segment for which a community is reserved, if it is. */
    isAdmitted: (person: unknown, community: unknown) => {
      const segment = groups.get(community as string)?.segment_id ?? '';
      return segment === '' || listed(users.get(String(person))?.user_segment_ids).includes(String(segment));
    },
    administers: (person: unknown, community: unknown) =>
      admins.has(person as string) || groups.get(community as string)?.created_by_id === person,
  };
}

/** The rows of a file in the exports of all users of a network, with the id of the user. */
function* userRows(network: Network, key: FileKey): Generator<readonly [user: string, row: Row]> {
  for (const { id } of allRows(network, 'Users')) {
    const user = network.findUser(String(id), NOON);
    if (!user || user.state === 'deleted' || user.index < 0) continue;
    for (const row of network.userRows(key, user, NOON)) yield [String(id), row];
  }
}

t.test('whoever acts in a community that is reserved for a segment belongs to it', async (t) => {
  const seen = { message: 0, reaction: 0, member: 0, founder: 0, vote: 0 };
  for (const network of networks) {
    const { groups, isAdmitted } = governing(network);
    const act = (what: keyof typeof seen, person: unknown, community: unknown) => {
      if (!groups.get(community as string)?.segment_id) return;
      seen[what]++;
      if (!isAdmitted(person, community)) t.fail(`${what}: ${person} in ${community}`);
    };
    for (const row of allRows(network, 'MessageVersions')) {
      act('message', row.sender_id, row.group_id);
      if (row.delegate_id !== '') act('message', row.delegate_id, row.group_id);
      for (const [, id] of String(row.body).matchAll(/\[\[user:(\d+)\]\]/g)) act('message', id, row.group_id);
    }
    for (const row of allRows(network, 'LikedMessageHistory')) act('reaction', row.reacted_by, row.group_id);
    for (const row of groups.values()) act('founder', row.created_by_id, row.id);
    for (const [user, row] of userRows(network, 'Groups')) act('member', user, row.id);
    const places = new Map(allRows(network, 'Messages').map((row) => [row.id, row.group_id]));
    for (const [user, row] of userRows(network, 'PollVotes'))
      act('vote', user, places.get(row.message_id as string));
    for (const row of allRows(network, 'VivaTopicApplications')) act('vote', row.applicant_id, row.group_id);
  }
  t.ok(seen.message > 100 && seen.reaction > 30 && seen.member > 30, JSON.stringify(seen));
  t.ok(seen.founder > 5, `${seen.founder} founders`);
});

t.test('only administrators announce, pin, and start threads where others may not', async (t) => {
  const seen = { announcement: 0, moderated: 0, pin: 0, 'pinned announcement': 0 };
  for (const network of networks) {
    const { groups, administers } = governing(network);
    const act = (what: keyof typeof seen, person: unknown, community: unknown) => {
      seen[what]++;
      if (!administers(person, community)) t.fail(`${what}: ${person} in ${community}`);
    };
    const announced = new Map<unknown, Row>();
    for (const row of allRows(network, 'Messages')) {
      const group = groups.get(row.group_id as string);
      if (group === undefined || row.id !== row.thread_id) continue;
      if (row.message_type === 'announcement') {
        announced.set(row.id, row);
        act('announcement', row.sender_id, row.group_id);
      }
      if (group.moderated) act('moderated', row.sender_id, row.group_id);
    }
    for (const [user, row] of userRows(network, 'PinnedToGroupThreads')) act('pin', user, row.group_id);
    for (const [user, row] of userRows(network, 'PinnedToBroadcastThreads'))
      act('pinned announcement', user, announced.get(row.thread_id)?.group_id);
  }
  const { moderated, ...others } = seen;
  t.ok(moderated > 0, `${moderated} threads in moderated communities`);
  for (const [what, count] of Object.entries(others)) t.ok(count > 5, `${what}: ${count}`);
});

t.test('a network begins with its first user and the community of everybody', async (t) => {
  for (const { networks } of [...worlds, await worldOf({ seed: '7', start: Date.UTC(2009, 2, 1) })]) {
    for (const network of networks) {
      const began = Math.min(...allRows(network, 'Users').map((row) => timeOf(row.joined_at)));
      t.equal(began, network.createdAt, network.name);
      const [all, ...others] = allRows(network, 'Groups').filter((row) => row.created_by_id === '');
      t.match(all, { name: 'All Company', created_by_type: '' });
      t.equal(timeOf(all?.created_at), network.createdAt);
      t.equal(network.resource('groups', String(all?.id), NOON)?.row.id, all?.id, 'is found by its id');
      t.same(others, []);
    }
  }
});

t.test('nothing happens in a thread after its first message is deleted', async (t) => {
  let ended = 0;
  for (const network of networks) {
    const versions = allRows(network, 'MessageVersions');
    const ends = new Map(
      versions
        .filter((row) => row.id === row.thread_id && row.deleted_at !== '')
        .map((row) => [row.thread_id, timeOf(row.deleted_at)]),
    );
    for (const { id, thread_id: thread, created_at: at, deleted_at: deleted } of versions) {
      const end = ends.get(thread);
      if (end === undefined || id === thread) continue;
      ended++;
      if (timeOf(deleted === '' ? at : deleted) > end) t.fail(`${id} changed after the end of ${thread}`);
    }
  }
  t.ok(ended > 10, `${ended} replies in threads that ended`);
});

t.test('the note of a deleted community is deleted with it', async (t) => {
  let deleted = 0;
  for (const network of networks) {
    const { groups } = governing(network);
    for (const row of allRows(network, 'Pages')) {
      t.equal(row.deleted_at !== '', groups.get(row.group_id as string)?.deleted, `note ${row.id}`);
      if (row.deleted_at === '') continue;
      deleted++;
      t.equal(row.deleted_by_id, row.creator_user_id);
    }
  }
  t.ok(deleted > 3, `${deleted} deleted notes`);
});
