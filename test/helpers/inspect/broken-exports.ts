import { type FileKey, headerOf } from '../../../schemas/index.ts';
import { cellOf, cells, csv, type Members, table } from './fixtures.ts';

/** Puts one text for another in a member. */
export const replace = (members: Members, name: string, from: string, to: string): void => {
  const text = members.get(name)?.toString('latin1') ?? '';
  if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
  members.set(name, Buffer.from(text.replace(from, to), 'latin1'));
};
/** A row of the current profile. */
export const row = (key: FileKey, at: number, other: Record<string, string> = {}): string[] =>
  cells('current', key, at, other);
export const messages = (...rows: string[][]): Buffer => csv([headerOf('Messages', 'current'), ...rows]);

/**
 * A change to a sound export, and each finding in one line: code, member, column, count, line of the first.
 */
export type Breakage = readonly [
  what: string,
  breakIt: (members: Members) => void,
  expected: readonly string[],
];

/** Other values in row 2 of Messages.csv. */
export const inMessages = (other: Record<string, string>) => (members: Members) => {
  members.set('Messages.csv', messages(row('Messages', 1), row('Messages', 2, other)));
};
export const addLine = (name: string, line: string) => (members: Members) => {
  members.set(name, Buffer.concat([members.get(name) ?? Buffer.alloc(0), Buffer.from(line)]));
};

// Row 2 of Messages.csv starts on line 4 of the table above: each text column of row 1 holds a line break.
const second = 2 + row('Messages', 1).filter((value) => value.includes('\n')).length;
const lineOf = (column: string): number => {
  const before = headerOf('Messages', 'current').indexOf(column);
  return (
    second +
    1 +
    row('Messages', 2)
      .slice(0, before)
      .filter((value) => value.includes('\n')).length
  );
};

export const breakages: readonly Breakage[] = [
  ['no log', (m) => m.delete('log.txt'), ['no-log 1']],
  ['no request', (m) => m.delete('request.txt'), ['no-request 1']],
  ['a byte order mark', (m) => replace(m, 'Users.csv', '"id"', '\xef\xbb\xbf"id"'), ['bom Users.csv 1 1']],
  ['a line that ends in CR LF', (m) => replace(m, 'Users.csv', '"\n', '"\r\n'), ['crlf Users.csv 1 1']],
  ['a field without quotes', (m) => replace(m, 'Users.csv', '"id"', 'id'), ['unquoted Users.csv 1 1']],
  [
    'text behind a closing quote',
    (m) => replace(m, 'Networks.csv', '"true"', '"true"x'),
    ['stray-quote Networks.csv 1 2', 'wrong-kind Networks.csv paid 1 4'],
  ],
  ['an empty line', addLine('Networks.csv', '\n'), ['blank-line Networks.csv 1 10']],
  ['a NUL', (m) => replace(m, 'Networks.csv', 'text 1', 'text\0'), ['nul Networks.csv 1 2']],
  ['Latin-1', (m) => replace(m, 'Networks.csv', '\xc3\xbc', '\xfc'), ['invalid-utf8 Networks.csv 1 2']],
  ['a row cut in a quoted field', addLine('Networks.csv', '"1","x'), ['unclosed-quote Networks.csv 1 10']],
  [
    'no header',
    (m) => m.set('Networks.csv', Buffer.alloc(0)),
    ['no-header Networks.csv 1', 'count-mismatch log.txt 1 4'],
  ],
  [
    'an unknown file',
    (m) => m.set('Plants.csv', csv([['id'], ['1']])),
    ['unknown-file Plants.csv 1', 'not-logged log.txt 1'],
  ],
  [
    'a file of another profile',
    (m) => {
      m.set('Banners.csv', table('user', 'Banners'));
      addLine('log.txt', 'Number of exported BANNERS: 2\n')(m);
    },
    ['other-profile Banners.csv 1'],
  ],
  [
    'a member that exports do not have',
    (m) => m.set('inner.zip', Buffer.from('x')),
    ['unexpected-member inner.zip 1'],
  ],
  ['a column renamed', (m) => replace(m, 'Networks.csv', '"paid"', '"prepaid"'), ['header Networks.csv 1 1']],
  [
    'a row that is short',
    addLine('Networks.csv', '"1","2"\n'),
    ['field-count Networks.csv 1 10', 'count-mismatch log.txt 1 4'],
  ],
  [
    'an id that is none',
    inMessages({ conversation_id: '0x12' }),
    [`wrong-kind Messages.csv conversation_id 1 ${lineOf('conversation_id')}`],
  ],
  [
    'an id beyond 64 bits',
    inMessages({ conversation_id: '9223372036854775808' }),
    [`wrong-kind Messages.csv conversation_id 1 ${lineOf('conversation_id')}`],
  ],
  [
    'a timestamp without its zone',
    inMessages({ created_at: '2024-01-01T00:00:00' }),
    [`wrong-kind Messages.csv created_at 1 ${lineOf('created_at')}`],
  ],
  [
    'a boolean in capitals',
    inMessages({ is_draft: 'TRUE' }),
    [`wrong-kind Messages.csv is_draft 1 ${lineOf('is_draft')}`],
  ],
  [
    'an empty value that is not optional',
    inMessages({ is_draft: '' }),
    [`empty-value Messages.csv is_draft 1 ${lineOf('is_draft')}`],
  ],
  [
    'a value that no page names',
    inMessages({ message_type: 'sonnet' }),
    [`undocumented-value Messages.csv message_type 1 ${lineOf('message_type')}`],
  ],
  [
    'a row twice',
    (m) => {
      m.set('Networks.csv', table('current', 'Networks', [row('Networks', 2)]));
      replace(m, 'log.txt', 'NETWORKS: 2', 'NETWORKS: 3');
    },
    ['duplicate-identity Networks.csv id 1 10'],
  ],
  [
    'a sender who is nobody',
    inMessages({ sender_id: '42' }),
    [`unresolved-reference Messages.csv sender_id 1 ${second + 1}`],
  ],
  [
    'one of several ids that is nobody',
    inMessages({ collaborators: `${cellOf('Users', 'id', 1)},42` }),
    [`unresolved-reference Messages.csv collaborators 1 ${second + 1}`],
  ],
  ['an attachment lost', (m) => m.delete('files/1.txt'), ['attachment-missing Files.csv path 1 2']],
  ['an attachment too many', (m) => m.set('files/2.txt', Buffer.from('x')), ['attachment-unlisted 1']],
  [
    'a SharePoint file with a member',
    (m) => {
      m.set(
        'Files.csv',
        csv([headerOf('Files', 'current'), row('Files', 1), row('Files', 2, { path: 'files/2.txt' })]),
      );
      m.set('files/2.txt', Buffer.from('x'));
    },
    [
      `sharepoint-member Files.csv path 1 ${2 + 1 + row('Files', 1).filter((value) => value.includes('\n')).length}`,
    ],
  ],
  [
    'attachments that were not asked for',
    (m) => replace(m, 'request.txt', 'include: all', 'include: csv'),
    ['attachment-not-asked 1'],
  ],
  [
    'a count that is wrong',
    (m) => replace(m, 'log.txt', 'USERS: 2', 'USERS: 3'),
    ['count-mismatch log.txt 1 2'],
  ],
  [
    'a count of a file that is not there',
    addLine('log.txt', 'Number of exported TAGS: 7\n'),
    ['logged-but-absent log.txt 1 6'],
  ],
  [
    'a file that is not counted',
    (m) => replace(m, 'log.txt', 'Number of exported USERS: 2\n', ''),
    ['not-logged log.txt 1'],
  ],
  [
    'a failure in the log',
    addLine('log.txt', 'Failed to export TAGS: timed out\n'),
    ['export-failed log.txt 1 6'],
  ],
];
