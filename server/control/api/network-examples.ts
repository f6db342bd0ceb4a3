const URL = 'http://127.0.0.1:4010';
const NOW = '2026-11-20T12:00:00.000Z';
const window = { since: '2026-11-19T12:00:00.000Z', until: NOW };
const USER = '1831138186217472';
const THREAD = '1838180790017088';
const users = {
  file: 'Users',
  columns: ['id', 'name', 'state'],
  rows: [[USER, 'Brycen Weissnat', 'active']],
};
const place = { id: '1831138099200704', permalink: 'o-conner-and-sons.example', name: 'O’Conner and Sons' };

const counts = {
  parameters: [{ name: 'since', value: window.since }],
  url: `${URL}/api/v1/export?since=2026-11-19T12:00:00Z`,
  curl: `curl -fsS -H "Authorization: Bearer verified-admin" -o export.zip "${URL}/api/v1/export?since=2026-11-19T12:00:00Z"`,
  files: [{ member: 'Messages.csv', key: 'Messages', rows: 9, counted: 'exact' }],
  attachments: { rows: 1, counted: 'exact' },
};

/** The examples of the operations on the data of a session. */
export const examples = {
  data: {
    profile: 'current',
    clock: { now: NOW, fixed: true },
    networks: [
      {
        ...place,
        external: false,
        created_at: '2008-11-10T00:00:00.000Z',
        messages_since: '2026-09-01T00:00:00.000Z',
      },
    ],
    since: '2008-11-10T00:00:00.000Z',
    whole: true,
    files: [
      {
        key: 'Sentie',
        member: 'Sentie.csv',
        purpose: 'Sentiments of threads.',
        window: 'events',
        referred: ['id'],
        columns: [{ name: 'thread_id', kind: 'id', meaning: 'The thread.', refers: 'Messages.id' }],
      },
    ],
  },
  rows: { window, table: users, next: null },
  references: {
    window,
    row: users,
    most_looked: 15_000,
    files: [
      {
        columns: ['added_by'],
        rows: 1,
        complete: true,
        table: { file: 'AMAs', columns: ['id', 'added_by'], rows: [['1831138186217999', USER]] },
      },
    ],
  },
  threads: {
    threads: [
      {
        id: THREAD,
        kind: 'post',
        title: '',
        excerpt: 'The notes are in the folder.',
        sender_id: USER,
        sender_name: 'Brycen Weissnat',
        group_id: '1490224086332448',
        group_name: 'All Company',
        messages: 1,
        started_at: '2026-11-19T14:27:07.751Z',
        last_at: '2026-11-19T14:27:07.751Z',
        deleted: false,
        draft: false,
      },
    ],
    next: null,
  },
  thread: {
    id: THREAD,
    kind: 'post',
    started_at: '2026-11-19T14:27:07.751Z',
    network: place,
    group_id: '1490224086332448',
    group_name: 'All Company',
    messages: [
      {
        id: THREAD,
        replied_to_id: '',
        sender_id: USER,
        delegate_id: '',
        posted_at: '2026-11-19T14:27:07.751Z',
        title: '',
        body: 'The notes are in the folder.',
        html_body: '<p>The notes are in the folder.</p>',
        type: 'normal',
        poll_options: '',
        poll_closes_at: '',
        praise: '',
        draft: false,
        participants: [],
        attachments: '',
        deleted_at: '',
        deleted_by_id: '',
        versions: [
          {
            created_at: '2026-11-19T14:27:07.751Z',
            deleted_at: '',
            title: '',
            body: 'The notes are in the folder.',
            draft: false,
          },
        ],
        reactions: [],
        files: [],
      },
    ],
    more: 0,
    people: [{ id: USER, name: 'Brycen Weissnat', job_title: 'Treasury Manager', state: 'active' }],
  },
  counts,
  userCounts: {
    ...counts,
    parameters: [{ name: 'user_id', value: USER }],
    url: `${URL}/api/v1/export/users/${USER}`,
    curl: `curl -fsS -H "Authorization: Bearer verified-admin" -o export.zip "${URL}/api/v1/export/users/${USER}"`,
  },
  checked: {
    report: { version: 1, verdict: 'sound' },
    text: 'export.zip: 453,375 bytes\n\nNothing to report.',
  },
} as const;
