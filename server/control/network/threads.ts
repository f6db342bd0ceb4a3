import type { Conversation, ConversationMessage, Row } from '../../../generators/index.ts';
import { ControlError, type Handler } from '../call.ts';
import { type DataCall, dataCall, instantOf, numberOf, valuesOf } from './asked.ts';

/** The number of threads on a page, and its maximum. */
const THREADS = 30;
export const MOST_THREADS = 100;
/** The maximum number of threads that one call looks at; the next call goes on. */
export const MOST_THREADS_LOOKED = 20_000;
/** The maximum number of messages of a thread; the longest threads have fewer. */
const MOST_MESSAGES = 500;
const EXCERPT = 280;

export const threadParameters = ['before', 'community', 'user', 'network', 'limit'] as const;

/** Lists threads, the newest first, a page at a time. */
export const listThreads: Handler = async (call) => {
  const values = valuesOf(call, threadParameters);
  const data = await dataCall(call, values);
  const { network, now, pace } = data;
  const limit = numberOf('limit', values.limit, THREADS, MOST_THREADS);
  const before = instantOf('before', values.before, now + 1);
  const { community, user } = values;
  const threads: object[] = [];
  let [looked, last, next] = [0, 0, null as string | null];
  for (const place of network.threads({ before, now, community, user })) {
    await pace.step();
    if (place === undefined) continue;
    if (threads.length === limit || looked === MOST_THREADS_LOOKED) {
      // The next call begins after the last one that this call looked at.
      next = new Date(last).toISOString();
      break;
    }
    [looked, last] = [looked + 1, place.startedAt];
    const found = place.id === undefined ? undefined : network.conversation(place.id, now);
    if (found !== undefined) threads.push(summaryOf(found));
  }
  return { status: 200, body: { threads, next } };
};

function summaryOf({ id, kind, startedAt, messages }: Conversation): object {
  const first = messages[0]?.latest() ?? {};
  return {
    id,
    kind,
    title: textOf(first, 'title'),
    excerpt: textOf(first, 'body').slice(0, EXCERPT),
    sender_id: textOf(first, 'sender_id'),
    sender_name: textOf(first, 'sender_name'),
    group_id: textOf(first, 'group_id'),
    group_name: textOf(first, 'group_name'),
    messages: messages.length,
    started_at: new Date(startedAt).toISOString(),
    last_at: new Date(messages.at(-1)?.postedAt ?? startedAt).toISOString(),
    deleted: textOf(first, 'deleted_at') !== '',
    draft: first.is_draft === true,
  };
}

/** Shows one thread as a conversation. */
export const showThread: Handler = async (call) => {
  const data = await dataCall(call, valuesOf(call, ['network']));
  const { network, now, pace } = data;
  const id = call.params.thread ?? '';
  const found = network.conversation(id, now);
  if (found === undefined)
    throw new ControlError(
      404,
      'There is no thread with this id, or not yet. A thread has the id of its first message.',
    );
  const people = new Set<string>();
  const messages: object[] = [];
  for (const message of found.messages.slice(0, MOST_MESSAGES)) {
    await pace.step();
    messages.push(messageOf(message, data, people));
  }
  const { kind, startedAt, network: host } = found;
  const first = found.messages[0]?.latest() ?? {};
  return {
    status: 200,
    body: {
      id,
      kind,
      started_at: new Date(startedAt).toISOString(),
      network: { id: host.id, permalink: host.permalink, name: host.name },
      group_id: textOf(first, 'group_id'),
      group_name: textOf(first, 'group_name'),
      messages,
      more: Math.max(0, found.messages.length - MOST_MESSAGES),
      people: [...people].flatMap((person) => personOf(data, person)),
    },
  };
};

function messageOf(message: ConversationMessage, data: DataCall, people: Set<string>): object {
  const row = message.latest();
  const reactions = message.reactions().map((each) => ({
    reaction: textOf(each, 'reaction'),
    action: textOf(each, 'reaction_action'),
    at: textOf(each, 'reaction_timestamp'),
    by_id: textOf(each, 'reacted_by'),
  }));
  const names = ['sender_id', 'delegate_id', 'deleted_by_id', 'collaborators', 'participants', 'body'];
  for (const id of names.flatMap((name) => personIds(name, textOf(row, name)))) people.add(id);
  for (const { by_id } of reactions) people.add(by_id);
  const file = message.files().map((each) => versionOf(each, data));
  return {
    id: textOf(row, 'id'),
    replied_to_id: textOf(row, 'replied_to_id'),
    sender_id: textOf(row, 'sender_id'),
    delegate_id: textOf(row, 'delegate_id'),
    posted_at: new Date(message.postedAt).toISOString(),
    title: textOf(row, 'title'),
    body: textOf(row, 'body'),
    html_body: textOf(row, 'html_body'),
    type: textOf(row, 'message_type'),
    poll_options: textOf(row, 'poll_options'),
    poll_closes_at: textOf(row, 'poll_voting_closed_at'),
    praise: textOf(row, 'praise_type'),
    draft: row.is_draft === true,
    participants: personIds('participants', textOf(row, 'participants')),
    attachments: textOf(row, 'attachments'),
    deleted_at: textOf(row, 'deleted_at'),
    deleted_by_id: textOf(row, 'deleted_by_id'),
    versions: message.versions().map((version) => ({
      created_at: textOf(version, 'created_at'),
      deleted_at: textOf(version, 'deleted_at'),
      title: textOf(version, 'title'),
      body: textOf(version, 'body'),
      draft: version.is_draft === true,
    })),
    reactions,
    files: file,
  };
}

/** The ids of users in a cell: in a body those that it addresses. */
function personIds(name: string, text: string): readonly string[] {
  const named = name === 'body' || name === 'participants';
  return Array.from(text.matchAll(named ? /user:(\d{1,20})/g : /(\d{1,20})/g), ([, id = '']) => id);
}

function personOf({ network, now }: DataCall, id: string): readonly object[] {
  const row = network.resource('users', id, now)?.row;
  if (row === undefined) return [];
  return [
    { id, name: textOf(row, 'name'), job_title: textOf(row, 'job_title'), state: textOf(row, 'state') },
  ];
}

/** A version of a file with the size and the type of its content, where the network stores it. */
function versionOf(row: Row, { network, now }: DataCall): object {
  const [id, file] = [textOf(row, 'id'), textOf(row, 'file_id')];
  const content = network.content(file, id, now);
  return {
    id,
    file_id: file,
    name: textOf(row, 'name'),
    stored: textOf(row, 'path') !== '',
    uploaded_at: textOf(row, 'uploaded_at'),
    deleted_at: textOf(row, 'deleted_at'),
    reverted_to_id: textOf(row, 'reverted_to_id'),
    media_type: content?.mediaType ?? null,
    bytes: content?.bytes ?? null,
  };
}

function textOf(row: Row, name: string): string {
  return String(row[name] ?? '');
}
