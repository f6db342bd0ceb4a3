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
