import t from 'tap';
import { coverageOf } from '../conformance/check/coverage.ts';
import { type CheckOptions, type CheckReport, checkExport, renderText } from '../conformance/index.ts';
import { type FileKey, headerOf, type Profile } from '../schemas/index.ts';
import {
  cellOf,
  cells,
  csv,
  entriesOf,
  fewKeys,
  type Members,
  soundMembers,
  table,
  withFile,
  zip,
} from './check.fixtures.ts';

const check = (members: Members, options: CheckOptions = {}): Promise<CheckReport> =>
  withFile(zip(entriesOf(members)), (path) => checkExport(path, options));

/** Each finding in one line: code, member, column, count, line of the first. */
const told = ({ findings }: CheckReport): string[] =>
  findings.map(({ code, member = '', column = '', count, examples }) =>
    [code, member, column, count, examples[0]?.line ?? ''].join(' ').replace(/ +/g, ' ').trim(),
  );

const replace = (members: Members, name: string, from: string, to: string): void => {
  const text = members.get(name)?.toString('latin1') ?? '';
  if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
  members.set(name, Buffer.from(text.replace(from, to), 'latin1'));
};
const row = (key: FileKey, at: number, other: Record<string, string> = {}): string[] =>
  cells('current', key, at, other);
const messages = (...rows: string[][]): Buffer => csv([headerOf('Messages', 'current'), ...rows]);

t.test('an export with rows in every file has nothing to report, in each profile', async (t) => {
  for (const profile of ['current', 'legacy', 'user'] as const satisfies Profile[]) {
    const report = await check(soundMembers(profile));
    t.same(told(report), [], profile);
    t.equal(report.verdict, 'sound');
    t.equal(report.profiles[0]?.profile, profile);
    t.ok(report.files.every(({ rows, whole, header }) => rows === 2 && whole && header === 'same'));
    t.equal(report.references.verifiable, profile !== 'user');
    t.equal(report.attachments.verified, true);
  }
});

type Breakage = readonly [what: string, breakIt: (members: Members) => void, expected: readonly string[]];

const inMessages = (other: Record<string, string>) => (members: Members) => {
  members.set('Messages.csv', messages(row('Messages', 1), row('Messages', 2, other)));
};
const addLine = (name: string, line: string) => (members: Members) => {
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

const breakages: readonly Breakage[] = [
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
    ['logged-but-absent log.txt 1 5'],
  ],
  [
    'a file that is not counted',
    (m) => replace(m, 'log.txt', 'Number of exported USERS: 2\n', ''),
    ['not-logged log.txt 1'],
  ],
  [
    'a failure in the log',
    addLine('log.txt', 'Failed to export TAGS: timed out\n'),
    ['export-failed log.txt 1 5'],
  ],
];

t.test('each breakage causes exactly its finding', async (t) => {
  for (const [what, breakIt, expected] of breakages) {
    const members = soundMembers('current', fewKeys);
    breakIt(members);
    const report = await check(members);
    t.same(told(report), expected, what);
    t.equal(renderText(report).includes('Nothing to report.'), report.verdict === 'sound');
  }
});

t.test('the verdict follows the gravest level: error, then incomplete, then sound', async (t) => {
  const notice = soundMembers('current', fewKeys);
  notice.set('inner.zip', Buffer.from('x'));
  t.equal((await check(notice)).verdict, 'sound');
  addLine('log.txt', 'could not export Tags\n')(notice);
  t.equal((await check(notice)).verdict, 'incomplete');
  inMessages({ is_draft: 'maybe' })(notice);
  t.equal((await check(notice)).verdict, 'findings');
});

t.test('everything is counted and the first few are listed', async (t) => {
  const rows = Array.from({ length: 40 }, (_, at) =>
    row('Messages', 1, { id: String(at + 1), is_draft: 'x', thread_id: '7' }),
  );
  const members = soundMembers('current', fewKeys);
  members.set('Messages.csv', messages(row('Messages', 1), row('Messages', 2), ...rows));
  replace(members, 'log.txt', 'MESSAGES: 2', 'MESSAGES: 42');
  const report = await check(members, { limits: { maxExamples: 3 } });
  const found = report.findings.find(({ code }) => code === 'wrong-kind');
  t.equal(found?.count, 40);
  t.equal(found?.examples.length, 3);
  t.same(
    report.findings.filter(({ code }) => code !== 'wrong-kind'),
    [],
    'thread 7 is one of the messages',
  );
  const few = await check(members, { limits: { maxFindings: 0 } });
  t.same(told(few), ['too-many-findings 40']);
});

t.test('many versions of a message are no duplicates, and the same version twice is', async (t) => {
  const members = soundMembers('current', ['Messages', 'MessageVersions']);
  const version = (at: number) => row('MessageVersions', 1, { created_at: `2024-02-0${at}T00:00:00.000Z` });
  const header = headerOf('MessageVersions', 'current');
  members.set('MessageVersions.csv', csv([header, version(1), version(2)]));
  t.same(told(await check(members)), []);
  members.set('MessageVersions.csv', csv([header, version(2), version(2)]));
  t.match(told(await check(members)), [
    /^duplicate-identity MessageVersions.csv id, created_at, deleted_at 1/,
  ]);
});

t.test('references are demanded only of an export that covers the whole past', async (t) => {
  const cases: readonly (readonly [request: string, verifiable: boolean])[] = [
    ['since: 0\ninclude: all\n', true],
    ['since: 2024-01-01T00:00:00Z\ninclude: all\n', true],
    ['since: 2024-01-02T00:00:00Z\ninclude: all\n', false],
    ['since: 0\nuntil: 2024-05-06T07:08:10.999Z\ninclude: all\n', true],
    ['since: 0\nuntil: 2024-03-01\ninclude: all\n', false],
    ['include: all\n', false],
    ['https://www.yammer.com/api/v1/export?since=2019-6-30&include=all\n', true],
  ];
  for (const [request, verifiable] of cases) {
    const members = soundMembers('current', fewKeys);
    inMessages({ sender_id: '42' })(members);
    members.set('request.txt', Buffer.from(request));
    const report = await check(members);
    t.equal(report.references.verifiable, verifiable, request);
    t.equal(report.findings.length, verifiable ? 1 : 0);
    const sender = report.files
      .flatMap((file) => file.references)
      .find(({ column }) => column === 'sender_id');
    t.match(sender, { count: 2, verified: verifiable, unresolved: verifiable ? 1 : 0 });
  }
  const facts = {
    request: { since: 0, user: false },
    userProfile: false,
    failures: [],
    networksCreated: [],
    written: 0,
  };
  t.equal(coverageOf({ ...facts, userProfile: true }).verifiable, false);
  t.equal(coverageOf({ ...facts, failures: [{ text: 'x', line: 1 }] }).verifiable, false);
});

t.test('an export of several networks has a folder each, and ids cross them', async (t) => {
  const members: Members = new Map();
  members.set('Networks.csv', table('current', 'Networks'));
  for (const folder of ['11', '22']) {
    for (const [name, data] of soundMembers('current', ['Users', 'Messages', 'Files'])) {
      if (!name.endsWith('.txt') || name.startsWith('files/')) members.set(`${folder}/${name}`, data);
    }
  }
  members.set('22/Users.csv', csv([headerOf('Users', 'current')]));
  members.set('request.txt', Buffer.from('since: 0\ninclude: all'));
  const counts = ['NETWORKS: 2', 'USERS: 2', 'MESSAGES: 2', 'MESSAGES: 2', 'FILES: 4'];
  members.set('log.txt', Buffer.from(counts.map((count) => `Number of exported ${count}\n`).join('')));
  t.same(told(await check(members)), []);
});

t.test('ids beyond the limit are said to be unchecked, not wrong', async (t) => {
  const report = await check(soundMembers('current', fewKeys), { limits: { maxIds: 3 } });
  t.equal(report.verdict, 'incomplete');
  t.ok(report.findings.every(({ code }) => code === 'too-many-ids'));
  t.ok(report.files.flatMap((file) => file.references).some(({ verified, why }) => !verified && why !== ''));
});

t.test('an aborted check ends with the reason of the signal', async (t) => {
  await t.rejects(
    check(soundMembers('current'), { signal: AbortSignal.abort(new Error('enough')) }),
    /enough/,
  );
});

t.test('text from the archive cannot steer the terminal', async (t) => {
  const members = soundMembers('current', fewKeys);
  inMessages({ is_draft: '\u001b[2Jx\u202e' })(members);
  members.set('a\u001b]0;x\u0007.txt', Buffer.from(''));
  const text = renderText(await check(members));
  t.notMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u);
  t.match(text, '\\u{1b}[2Jx\\u{202e}');
});
