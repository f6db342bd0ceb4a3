import t from 'tap';
import type { Row } from '../../generators/index.ts';
import { allRows, NOON, worldOf } from '../helpers/world.ts';

/** The options of a poll by their names, each with the text that a vote has. */
function optionsOf(poll: Row): ReadonlyMap<string, string> {
  const options = JSON.parse(String(poll.poll_options)) as string[];
  return new Map(options.map((option) => [option.replace(/^\d+\. /, ''), option]));
}

/** A reply may name a day of the week for another reason. */
const DAYS = /Monday|Montag|Lunes|Lundi|Segunda|月曜日/;

t.test('whoever speaks for an option of a poll votes for it', async (t) => {
  let voted = 0;
  let spoke = 0;
  for (const seed of ['7', '8', '42', 'polls']) {
    const [network] = (await worldOf({ seed, size: 'small' })).networks;
    const messages = allRows(network, 'Messages');
    const polls = new Map(messages.filter((row) => row.message_type === 'poll').map((row) => [row.id, row]));
    const votes = new Map<string, unknown>();
    for (const { id } of allRows(network, 'Users')) {
      const user = network.findUser(String(id), NOON);
      if (!user || user.index < 0) continue;
      for (const row of network.userRows('PollVotes', user, NOON))
        votes.set(`${row.voter_id} ${row.thread_id}`, row.poll_option);
    }
    for (const { id, sender_id: sender, thread_id: thread, body } of messages) {
      const poll = polls.get(thread);
      if (!poll || id === thread || DAYS.test(String(poll.poll_options))) continue;
      const named = [...optionsOf(poll)].filter(([name]) => String(body).includes(name));
      // A claim names one option; a reply that names two weighs them up.
      const [claim] = named.length === 1 ? named : [];
      const vote = votes.get(`${sender} ${thread}`);
      spoke += claim ? 1 : 0;
      if (!claim || vote === undefined) continue;
      voted += 1;
      if (vote !== claim[1]) t.fail(`message ${id}: ${vote}, not ${claim[1]}`);
    }
  }
  t.ok(spoke > 100 && voted > 10, `${voted} of ${spoke} voted`);
});

t.test('no reply to a poll says that its writer voted', async (t) => {
  const [network] = (await worldOf({ seed: '7', size: 'small' })).networks;
  const messages = allRows(network, 'Messages');
  const polls = new Set(messages.filter((row) => row.message_type === 'poll').map(({ id }) => id));
  const replies = messages.filter(({ id, thread_id: thread }) => polls.has(thread) && id !== thread);
  const claims = /\b(I voted|I clicked|my vote|voto (por|em)|je vote)\b|投票しました/i;
  t.ok(replies.length > 100, `${replies.length} replies`);
  t.same(
    replies.filter(({ body }) => claims.test(String(body))).map(({ body }) => body),
    [],
  );
});
