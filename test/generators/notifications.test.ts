import t from 'tap';
import type { Row } from '../../generators/index.ts';
import { allRows, NOON, worldOf } from '../helpers/world.ts';

/** The rows of a file by the text of a column. */
function by(rows: readonly Row[], column: string): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [String(row[column]), row]));
}

t.test('every notification comes from an event in the network that is addressed to the user', async (t) => {
  for (const seed of ['7', '8', 'notices']) {
    for (const size of seed === '7' ? (['tiny', 'small'] as const) : (['tiny'] as const)) {
      const [network] = (await worldOf({ seed, size })).networks;
      const messages = by(allRows(network, 'Messages'), 'id');
      const bodies = new Map<string, string>();
      for (const { id, body } of allRows(network, 'MessageVersions'))
        bodies.set(String(id), `${bodies.get(String(id)) ?? ''} ${body}`);
      const reactions = new Set(
        allRows(network, 'LikedMessageHistory').map((row) =>
          [row.id, row.reacted_by, row.reaction_timestamp].join(),
        ),
      );
      const types = new Map<unknown, number>();
      for (const { id } of allRows(network, 'Users')) {
        const user = network.findUser(String(id), NOON);
        const ids = new Set<unknown>();
        for (const row of user ? network.userRows('UserNotification', user, NOON) : []) {
          types.set(row.notification_type, (types.get(row.notification_type) ?? 0) + 1);
          const message = messages.get(String(row.message_id));
          const answered = messages.get(String(message?.replied_to_id));
          const mentions = bodies.get(String(row.message_id))?.includes(`[[user:${id}]]`);
          const reacted = reactions.has([row.message_id, row.actor_id, row.created_at].join());
          const sent = message?.sender_id === row.actor_id;
          const holds = {
            reply: sent && answered?.sender_id === id,
            mention: sent && mentions,
            reaction: message?.sender_id === id && reacted,
            announcement: sent && message?.message_type === 'announcement',
            praise: sent && message?.message_type === 'praise',
          }[String(row.notification_type)];
          const participates =
            message?.in_private_conversation === false || String(message?.participants).includes(String(id));
          if (!holds) t.fail(`${size}, seed ${seed}: ${JSON.stringify(row)}`);
          if (!participates) t.fail(`${size}, seed ${seed}: private ${JSON.stringify(row)}`);
          if (ids.has(row.id)) t.fail(`${size}, seed ${seed}: twice ${JSON.stringify(row)}`);
          ids.add(row.id);
        }
      }
      t.ok([...types.values()].reduce((a, b) => a + b, 0) > 20, `${size}: ${[...types].join(' ')}`);
      if (size === 'small') t.equal(types.size, 5, 'every type');
    }
  }
});

t.test('whoever is mentioned or praised in a first message is notified of it', async (t) => {
  const seen = { mention: 0, praise: 0 };
  let unwanted = 0;
  for (const options of [{ seed: '7' }, { seed: '8' }, { seed: '7', size: 'small' as const }]) {
    const [network] = (await worldOf(options)).networks;
    const muted = by(allRows(network, 'MutedThreads'), 'thread_id');
    const openings = new Map<unknown, Row>();
    // The first version: a message that is deleted later was there.
    for (const row of allRows(network, 'MessageVersions'))
      if (row.id === row.thread_id && !openings.has(row.id)) openings.set(row.id, row);
    const named = [...openings.values()].flatMap((row) => {
      const [, id] = /\[\[user:(\d+)\]\]/.exec(String(row.body)) ?? [];
      return id === undefined ? [] : [{ row, id }];
    });
    for (const { row, id } of named) {
      const user = network.findUser(id, NOON);
      if (!user || user.index < 0) continue;
      const type = row.message_type === 'praise' ? 'praise' : 'mention';
      const wanted = [...network.userRows('UserNotificationSettings', user, NOON)].some(
        (each) => each.notification_type === type && each.enabled === true,
      );
      const found = [...network.userRows('UserNotification', user, NOON)].filter(
        (each) => each.message_id === row.id && each.actor_id === row.sender_id,
      );
      if (row.is_draft) t.fail(`${row.id}: a mention in a draft`);
      if (muted.has(String(row.id))) continue;
      if (found.length !== (wanted ? 1 : 0)) t.fail(`${row.id}: ${found.length} notifications`);
      if (found.some((each) => each.notification_type !== type)) t.fail(`${row.id} is no ${type}`);
      seen[type] += found.length;
      unwanted += wanted ? 0 : 1;
    }
  }
  t.ok(seen.mention > 20 && seen.praise > 5 && unwanted > 0, JSON.stringify({ ...seen, unwanted }));
});

t.test('nobody is notified of what is not wanted or is muted', async (t) => {
  const [network] = (await worldOf({ seed: '7', size: 'small' })).networks;
  const spells = by(allRows(network, 'MutedThreads'), 'thread_id');
  let silent = 0;
  let earlier = 0;
  for (const { id } of allRows(network, 'Users')) {
    const user = network.findUser(String(id), NOON);
    if (!user || user.index < 0) continue;
    const wanted = new Set(
      [...network.userRows('UserNotificationSettings', user, NOON)]
        .filter((row) => row.enabled)
        .map((row) => row.notification_type),
    );
    silent += wanted.size < 5 ? 1 : 0;
    for (const row of network.userRows('UserNotification', user, NOON)) {
      const spell = spells.get(String(row.thread_id));
      const since = String(spell?.created_at ?? '9999');
      const until = spell?.is_muted ? '9999' : String(spell?.updated_at);
      const at = String(row.created_at);
      if (!wanted.has(row.notification_type)) t.fail(`${row.id}: ${row.notification_type} is not wanted`);
      if (at >= since && at < until) t.fail(`${row.id}: muted from ${since} to ${until}`);
      earlier += at < since && spell ? 1 : 0;
    }
  }
  t.ok(silent > 10 && earlier > 10, `${silent} users without a type, ${earlier} before the muting`);
});
