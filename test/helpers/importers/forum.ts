import { type Cells, contentAt, type Imported, type Members, rowsOf } from './tables.ts';

const LINK = /opengraphobject:\[(\d+) : (\S+) : title="(.*?)" : description="(.*?)"\]/gs;

/**
 * Imports an export into a forum, as a public importer for one does: users, communities as categories, first
 * messages as topics, replies as posts, uploads by their path, mentions by the id of the user. It needs every
 * reference and every path to resolve, and reports the ones that do not.
 */
export function importIntoForum(members: Members): Imported {
  const users = byId(rowsOf(members, 'Users.csv'), 'id');
  const categories = byId(rowsOf(members, 'Groups.csv'), 'id');
  const uploads = byId(rowsOf(members, 'Files.csv'), 'file_id');
  const messages = rowsOf(members, 'Messages.csv');
  const topics = byId(
    messages.filter(({ id, thread_id }) => id === thread_id),
    'id',
  );
  const known = byId(messages, 'id');
  const lost: string[] = [];
  const need = (table: ReadonlyMap<string, Cells>, id: string, what: string) => {
    if (!table.has(id)) lost.push(`${what} ${id}`);
  };
  let uploaded = 0;
  for (const message of messages) {
    const { id = '', attachments = '', body = '' } = message;
    need(topics, message.thread_id ?? '', `message ${id}: topic`);
    need(users, message.sender_id ?? '', `message ${id}: sender`);
    if (message.group_id) need(categories, message.group_id, `message ${id}: category`);
    if (message.replied_to_id) need(known, message.replied_to_id, `message ${id}: replied to`);
    for (const user of (message.participants ?? '').matchAll(/user:(\d+)/g))
      need(users, user[1] ?? '', `message ${id}: participant`);
    for (const user of body.matchAll(/\[\[user:(\d+)\]\]/g))
      need(users, user[1] ?? '', `message ${id}: mention`);
    const rest = attachments.replaceAll(LINK, '').replaceAll(/uploadedfile:\d+/g, '');
    if (/[^, ]/.test(rest)) lost.push(`message ${id}: attachment ${rest}`);
    for (const [, file = ''] of attachments.replaceAll(LINK, '').matchAll(/uploadedfile:(\d+)/g)) {
      need(uploads, file, `message ${id}: upload`);
      uploaded += 1;
    }
  }
  for (const { id, path = '' } of rowsOf(members, 'Files.csv'))
    if (path !== '' && contentAt(members, path) === undefined) lost.push(`file ${id}: path ${path}`);
  return {
    counts: { users: users.size, topics: topics.size, posts: messages.length - topics.size, uploaded },
    lost,
  };
}

function byId(rows: readonly Cells[], column: string): ReadonlyMap<string, Cells> {
  return new Map(rows.map((row) => [row[column] ?? '', row]));
}
