import t from 'tap';
import type { FoundUser, Network, Row } from '../../generators/index.ts';
import type { FileKey } from '../../schemas/index.ts';
import { allRows, NOON, worldOf } from '../helpers/world.ts';

/* Questions that a person, or an auditor of privacy, asks of the export of a user. */

interface Subject {
  readonly network: Network;
  readonly user: FoundUser;
  rows(key: FileKey): Row[];
}

const subjects: Subject[] = [];
for (const options of [{ seed: '7' }, { seed: 'questions' }, { seed: '7', size: 'small' as const }]) {
  const world = await worldOf(options);
  const [network] = world.networks;
  for (const { id } of allRows(network, 'Users').slice(0, 60)) {
    const user = network.findUser(String(id), NOON);
    // The export of a user who is a guest elsewhere has few files.
    if (!user || user.state === 'deleted' || user.index < 0) continue;
    subjects.push({ network, user, rows: (key) => [...network.userRows(key, user, NOON)] });
  }
}

t.test('whoever acts in a private community, or pins or makes one, is a member', async (t) => {
  let seen = 0;
  for (const { network, user, rows } of subjects) {
    const own = new Set(rows('Groups').map(({ id }) => id));
    const groupOf = (thread: unknown) => network.resource('messages', String(thread), NOON)?.row;
    const groups = [
      ...rows('LikedMessageHistory')
        .filter((row) => row.in_private_group)
        .map((row) => row.group_id),
      ...rows('PollVotes').flatMap(({ thread_id: thread }) => {
        const poll = groupOf(thread);
        return poll?.in_private_group === true ? [poll.group_id] : [];
      }),
      ...rows('PinnedToGroupThreads').map((row) => row.group_id),
      ...allRows(network, 'Groups')
        .filter((row) => row.created_by_id === user.id && !row.deleted)
        .map(({ id }) => id),
    ];
    seen += groups.length;
    t.same(
      groups.filter((id) => !own.has(id as string)),
      [],
      `user ${user.id}`,
    );
  }
  t.ok(seen > 50, `${seen} acts`);
});

t.test('announcements are notified to members', async (t) => {
  let seen = 0;
  for (const { network, user, rows } of subjects) {
    const own = new Set(rows('Groups').map(({ id }) => id));
    for (const { notification_type: type, message_id: id } of rows('UserNotification')) {
      if (type !== 'announcement') continue;
      const group = network.resource('messages', String(id), NOON)?.row.group_id;
      t.ok(own.has(group as string), `user ${user.id}, community ${group}`);
      seen++;
    }
  }
  t.ok(seen > 20, `${seen} notifications`);
});

t.test('a badge for messages comes with the message, and once', async (t) => {
  let seen = 0;
  for (const { user, rows } of subjects) {
    const badges = rows('USER_BADGE');
    t.equal(new Set(badges.map((row) => row.badge_name)).size, badges.length, `user ${user.id}`);
    const first = badges.find((row) => row.badge_name === 'First post');
    const messages = rows('Messages').filter((row) => row.sender_id === user.id);
    if (messages.length > 0) t.ok(first, `user ${user.id} wrote`);
    for (const message of messages)
      t.ok(
        String(first?.awarded_at) <= String(message.created_at),
        'no message is older than the first post',
      );
    t.notOk(
      badges.some((row) => row.awarded_by_id === user.id),
      'nobody awards the own badge',
    );
    seen += first ? 1 : 0;
  }
  t.ok(seen > 20, `${seen} badges`);
});

t.test('a community is hidden once, and by somebody who can see it', async (t) => {
  let seen = 0;
  for (const { network, user, rows } of subjects) {
    const hidden = rows('HiddenGroupsDiscoveryFeed').map((row) => row.group_id);
    t.equal(new Set(hidden).size, hidden.length, `user ${user.id}`);
    for (const id of hidden) t.equal(network.resource('groups', String(id), NOON)?.row.private, false);
    seen += hidden.length;
  }
  t.ok(seen > 5, `${seen} communities`);
});
