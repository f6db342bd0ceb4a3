import t from 'tap';
import type { Row } from '../../generators/index.ts';
import { allRows, NOON, worldOf } from '../helpers/world.ts';

/** The options of a poll by their names, each with the text that a vote has. */
function optionsOf(poll: Row): ReadonlyMap<string, string> {
  const options = JSON.parse(String(poll.poll_options)) as string[];
  return new Map(options.map((option) => [option.replace(/^\d+\. /, ''), option]));
}

function closedAt({ poll_voting_closed_at: at }: Row): number {
  return at === '' ? Number.POSITIVE_INFINITY : Date.parse(String(at));
}

/** Options are quoted in replies. */
const QUOTED = /['„«“「]\s?([^'“»”」]+?)\s?['“»”」]/gu;

t.test('whoever speaks for an option of a poll votes for it', async (t) => {
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
    for (const { id, sender_id: sender, thread_id: thread, body, created_at: at } of messages) {
      const poll = polls.get(thread);
      if (!poll || id === thread || Date.parse(String(at)) >= closedAt(poll)) continue;
      const options = optionsOf(poll);
      for (const [, name] of String(body).matchAll(QUOTED)) {
        const option = options.get(name as string);
        if (option === undefined) continue;
        spoke++;
        const vote = votes.get(`${sender} ${thread}`);
        if (vote !== option) t.fail(`message ${id}: ${vote}, not ${option}`);
      }
    }
  }
  t.ok(spoke > 100, `${spoke} spoke for an option`);
});
