import t from 'tap';
import type { Network, Row } from '../../generators/index.ts';
import { networks } from '../helpers/asked-networks.ts';
import { startsWithOneOf } from '../helpers/phrases.ts';
import { allRows } from '../helpers/world.ts';

/*
 * Who says what in a conversation, as a person sees it who reads the whole thread.
 */

interface Conversation {
  readonly opening: Row;
  /** The replies in the order in which they were posted. */
  readonly replies: readonly Row[];
}

/** The conversations of a network whose opening is in its export. */
function conversationsOf(network: Network): Conversation[] {
  const threads = new Map<unknown, Row[]>();
  for (const row of allRows(network, 'Messages'))
    threads.set(row.thread_id, [...(threads.get(row.thread_id) ?? []), row]);
  return [...threads.values()].flatMap((rows) => {
    const opening = rows.find(({ id, thread_id }) => id === thread_id);
    const replies = rows.filter((row) => row !== opening);
    replies.sort((a, b) => Number(BigInt(String(a.id)) - BigInt(String(b.id))));
    return opening ? [{ opening, replies }] : [];
  });
}

const conversations = networks.flatMap(conversationsOf);
const questions = conversations.filter(({ opening }) => opening.scope_type === 'NETWORK_QUESTION');
const isBy =
  ({ sender_id: by }: Row) =>
  (row: Row) =>
    row.sender_id === by;

t.test('only the person who asked thanks for an answer', async (t) => {
  const thanks = startsWithOneOf('thanks');
  let seen = 0;
  for (const { opening, replies } of questions) {
    for (const reply of replies.filter(({ body }) => thanks.test(String(body)))) {
      seen++;
      t.equal(reply.sender_id, opening.sender_id, String(reply.id));
      t.equal(reply.is_supplemental_reply, true);
    }
  }
  t.ok(seen > 10, `${seen} thanks`);
});

t.test('what is voted for, marked and verified is an answer, and not its thanks', async (t) => {
  const reactions = [startsWithOneOf('thanks'), startsWithOneOf('agreements'), startsWithOneOf('followUps')];
  for (const network of networks) {
    const messages = new Map(allRows(network, 'Messages').map((row) => [row.id, row]));
    for (const key of ['AnswerVotes', 'MessageThreadExtension'] as const) {
      const rows = allRows(network, key);
      for (const { message_id: id } of rows) {
        const { body, is_supplemental_reply: supplemental } = messages.get(String(id)) ?? {};
        if (supplemental !== false || reactions.some((phrase) => phrase.test(String(body))))
          t.fail(`${key}: ${id}`);
      }
    }
  }
  t.ok(questions.some(({ replies }) => replies.some((row) => row.is_supplemental_reply === true)));
});

t.test('a supplemental reply follows a message of somebody else', async (t) => {
  for (const { replies } of questions) {
    replies.forEach((reply, i) => {
      if (reply.is_supplemental_reply !== true) return;
      const before = replies.slice(0, i);
      t.notOk(before.every(isBy(reply)), String(reply.id));
    });
  }
});

t.test('whoever is praised thanks for it, and congratulates nobody', async (t) => {
  const congratulations = startsWithOneOf('congratulations');
  const gratitude = startsWithOneOf('gratitude');
  let thanked = 0;
  for (const { opening, replies } of conversations) {
    if (opening.message_type !== 'praise') continue;
    const [, praised] = /\[\[user:(\d+)\]\]/.exec(String(opening.body)) ?? [];
    for (const { sender_id: sender, body, id } of replies) {
      const own = sender === praised;
      if (own) t.notOk(congratulations.test(String(body)), String(id));
      const thanks = gratitude.test(String(body));
      if (thanks && praised !== undefined) t.ok(own, String(id));
      if (thanks) thanked++;
    }
  }
  t.ok(thanked > 0, `${thanked} of them`);
});

t.test('nobody repeats the answer of another', async (t) => {
  let repeated = 0;
  let replied = 0;
  for (const { replies } of conversations) {
    const texts = replies.map(({ body }) => String(body).slice(0, 70)).filter((text) => text.length === 70);
    replied += texts.length;
    repeated += texts.length - new Set(texts).size;
  }
  t.ok(replied > 1000);
  t.ok(repeated / replied < 0.002, `${repeated} of ${replied}`);
});

t.test('a summary is a sentence of the opening', async (t) => {
  let seen = 0;
  for (const network of networks) {
    const versions = allRows(network, 'MessageVersions').reverse();
    // Of several versions, the first one is the last here.
    const first = new Map(versions.map((row) => [row.id, String(row.body)]));
    for (const { summarization_data: data } of allRows(network, 'Summarization')) {
      const { threadId, summary } = JSON.parse(String(data));
      const body = first.get(threadId);
      // A praise mentions the person whom its summary names.
      if (body === undefined || body.includes('[[user:')) continue;
      seen++;
      t.ok(body.includes(summary), `${threadId}: ${summary}`);
    }
  }
  t.ok(seen > 50, `${seen} summaries`);
});
