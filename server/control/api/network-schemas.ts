import type { JsonSchema } from '../../../schemas/index.ts';
import { closed, count, flag, instant, listOf, orNull, ref, text, wordOf } from './operation.ts';

const counted = {
  rows: count('The number of rows.'),
  counted: wordOf(
    'How the number was found: `at-least` when the counting ended at its limit or its time, `estimate` when it was derived from short parts of the window.',
    ['exact', 'estimate', 'at-least'],
  ),
} as const;

const place = {
  id: text('The id.'),
  permalink: text('The permalink.'),
  name: text('The name.'),
} as const;

/** The schemas of the data of a session, by their name in the document. */
export const networkSchemas = {
  NetworkData: closed('The networks of a session, and the files of their export.', {
    profile: text('The profile of the network export.'),
    clock: ref('Clock'),
    networks: listOf(
      'The home network first.',
      closed('A network.', {
        ...place,
        external: flag('True for a network that is associated with the home network.'),
        created_at: instant('The time at which it was made: no row is older.'),
        messages_since: instant('The time from which it has messages.'),
      }),
    ),
    since: instant(
      'The start of a window that shows much of the network, and can be looked through quickly.',
    ),
    whole: flag('True if that window holds the whole network.'),
    files: listOf('The files of the network export.', ref('DataFile')),
  }),
  DataFile: closed('A file of the network export.', {
    key: text('The key of the file.'),
    member: text('The name of the member.'),
    purpose: text('The content of the file.'),
    window: wordOf('The rows that belong in a window.', ['events', 'touched', 'latest', 'always']),
    referred: listOf('The columns to which other rows refer.', text('A column.')),
    columns: listOf(
      'The columns.',
      closed('A column.', {
        name: text('The name.'),
        kind: text('The kind of the values.'),
        meaning: text('The meaning.'),
        refers: orNull(text('The file and the column whose values it repeats, such as `Users.id`.')),
      }),
    ),
  }),
  DataWindow: closed('A window; both ends are inclusive.', {
    since: instant('The start.'),
    until: instant('The end.'),
  }),
  RowTable: closed('Rows of one file.', {
    file: text('The key of the file.'),
    columns: listOf('The columns of the profile.', text('A column.')),
    rows: listOf(
      'The rows: a list of values each, in the order of the columns.',
      listOf('The values of a row.', { type: ['string', 'number', 'boolean'] }),
    ),
  }),
  RowPage: closed('A page of rows.', {
    window: ref('DataWindow'),
    table: ref('RowTable'),
    next: orNull(count('The value of `after` for the next page; `null` when there is none.')),
  }),
  ReferenceList: closed('A row, and the rows that refer to it.', {
    window: ref('DataWindow'),
    row: ref('RowTable'),
    most_looked: count('The maximum number of rows of each file that were looked at.'),
    files: listOf(
      'The files with columns that can refer to the row.',
      closed('The rows of one file.', {
        columns: listOf('The columns that do refer to the row.', text('A column.')),
        rows: count('The number of rows that refer to it.'),
        complete: flag('False when the window has more rows than were looked at.'),
        table: ref('RowTable'),
      }),
    ),
  }),
  ThreadList: closed('A page of threads, the newest first.', {
    threads: listOf('The threads.', ref('ThreadSummary')),
    next: orNull(instant('The value of `before` for the next page; `null` when there is none.')),
  }),
  ThreadSummary: closed('A thread in a list.', {
    id: text('The id of the thread: that of its first message.'),
    kind: text('The kind, such as `post`, `question`, `poll` or `private`.'),
    title: text('The headline of the first message; empty for most.'),
    excerpt: text('The beginning of the first message.'),
    sender_id: text('The id of the user who began it.'),
    sender_name: text('The name of that user.'),
    group_id: text('The id of the community; empty elsewhere.'),
    group_name: text('The name of the community.'),
    messages: count('The number of messages.'),
    started_at: instant('The time of the first message.'),
    last_at: instant('The time of the last message.'),
    deleted: flag('True if the first message was deleted.'),
    draft: flag('True for a draft.'),
  }),
  Thread: closed('A thread as a conversation.', {
    id: text('The id of the thread.'),
    kind: text('The kind.'),
    started_at: instant('The time of the first message.'),
    network: closed('The network in which it was begun.', place),
    group_id: text('The id of the community; empty elsewhere.'),
    group_name: text('The name of the community.'),
    messages: listOf('The messages in order of time.', ref('ThreadMessage')),
    more: count('The number of messages beyond those.'),
    people: listOf(
      'The users whom the thread names.',
      closed('A user.', {
        id: text('The id.'),
        name: text('The name.'),
        job_title: text('The job title.'),
        state: text('`active`, `suspended` or `deleted`.'),
      }),
    ),
  }),
  ThreadMessage: closed('A message in its latest version.', {
    id: text('The id.'),
    replied_to_id: text('The id of the message that it answers; empty for the first one.'),
    sender_id: text('The id of the sender.'),
    delegate_id: text('The id of the user who sent it for the sender; mostly empty.'),
    posted_at: instant('The time at which it was posted.'),
    title: text('The headline; mostly empty.'),
    body: text('The text.'),
    html_body: text('The text as HTML.'),
    type: text('The kind of post.'),
    poll_options: text('The options of a poll, as JSON; empty elsewhere.'),
    poll_closes_at: text('The time at which the poll closes; empty when it stays open.'),
    praise: text('The badge of a praise; empty elsewhere.'),
    draft: flag('True for a draft.'),
    participants: listOf('The ids of the users of a private conversation.', text('An id.')),
    attachments: text('The attachments as in the CSV.'),
    deleted_at: text('The time at which it was deleted; empty when it was not.'),
    deleted_by_id: text('The id of the user who deleted it.'),
    versions: listOf(
      'All versions, the oldest first.',
      closed('A version.', {
        created_at: instant('The time of the version.'),
        deleted_at: text('The time of the deletion; empty for other versions.'),
        title: text('The headline.'),
        body: text('The text.'),
        draft: flag('True for a draft.'),
      }),
    ),
    reactions: listOf(
      'The reactions, and their removals.',
      closed('A reaction.', {
        reaction: text('The kind.'),
        action: wordOf('Whether it was added or removed.', ['add', 'remove']),
        at: instant('The time.'),
        by_id: text('The id of the user.'),
      }),
    ),
    files: listOf(
      'The versions of the file that it carries.',
      closed('A version of a file.', {
        id: text('The id of the version.'),
        file_id: text('The id of the file.'),
        name: text('The name.'),
        stored: flag('False for a file in SharePoint: it is not in an export.'),
        uploaded_at: instant('The time of the upload.'),
        deleted_at: text('The time of the deletion; empty when it was not deleted.'),
        reverted_to_id: text('The id of the version that this one restores; mostly empty.'),
        media_type: orNull(text('The type of the content; `null` when there is none.')),
        bytes: orNull(count('The size of the content.')),
      }),
    ),
  }),
  ExportCounts: closed('What an export holds.', {
    parameters: listOf(
      'The parameters as the server understands them.',
      closed('A parameter.', { name: text('The name.'), value: text('The value.') }),
    ),
    url: text('The address of the export.'),
    curl: text('A command that gets it.'),
    files: listOf(
      'The CSVs in the order of the ZIP.',
      closed('A CSV.', {
        member: text('The name of the member.'),
        key: text('The key of the file.'),
        ...counted,
      }),
    ),
    attachments: closed('The attachments; `rows` is their number.', counted),
  }),
  CheckedExport: closed('The result of a check.', {
    report: {
      description:
        'The report, as `engage-export check --laws --json` prints it: verdict, files, references, attachments, findings.',
      type: 'object',
    },
    text: text('The same as a text for people.'),
  }),
} as const satisfies Readonly<Record<string, JsonSchema>>;
