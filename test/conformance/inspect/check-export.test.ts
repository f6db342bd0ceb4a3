import stringWidth from 'string-width';
import t from 'tap';
import { run } from '../../../cli/check.ts';
import { UsageError } from '../../../cli/usage-error.ts';
import { type CheckOptions, type CheckReport, checkExport, renderText } from '../../../conformance/index.ts';
import { coverageOf } from '../../../conformance/inspect/coverage.ts';
import { headerOf, profiles } from '../../../schemas/index.ts';
import {
  addLine,
  breakages,
  inMessages,
  messages,
  replace,
  row,
} from '../../helpers/inspect/broken-exports.ts';
import {
  cellOf,
  csv,
  entriesOf,
  fewKeys,
  type Members,
  soundMembers,
  table,
  withFile,
  withFiles,
  zip,
} from '../../helpers/inspect/fixtures.ts';

const check = (members: Members, options: CheckOptions = {}): Promise<CheckReport> =>
  withFile(zip(entriesOf(members)), (path) => checkExport(path, options));

/** Each finding in one line: code, member, column, count, line of the first. */
const told = ({ findings }: CheckReport): string[] =>
  findings.map(({ code, member = '', column = '', count, examples }) =>
    [code, member, column, count, examples[0]?.line ?? ''].join(' ').replace(/ +/g, ' ').trim(),
  );

t.test('an export with rows in every file has nothing to report, in each profile', async (t) => {
  for (const profile of profiles) {
    const report = await check(soundMembers(profile));
    t.same(told(report), [], profile);
    t.equal(report.verdict, 'sound');
    t.equal(report.profiles[0]?.profile, profile);
    t.ok(report.files.every(({ rows, whole, header }) => rows === 2 && whole && header === 'same'));
    t.equal(report.references.verifiable, profile !== 'user');
    t.equal(report.attachments.verified, true);
  }
});

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

t.test('a thread of a network that is not in the export may refer to what only that one has', async (t) => {
  const lost = ['unresolved-reference Messages.csv sender_id 1 9'];
  const threads = (network: string) => (members: Members) => {
    const rows = [row('MessageThreads', 2, { original_network: network })];
    members.set('MessageThreads.csv', csv([headerOf('MessageThreads', 'current'), ...rows]));
    members.set('log.txt', Buffer.from(String(members.get('log.txt')).replace('THREADS: 2', 'THREADS: 1')));
  };
  const cases: readonly (readonly [what: string, change: (members: Members) => unknown, found: string[]])[] =
    [
      ['a thread of another network', threads('elsewhere.example'), []],
      ['a thread of a network in the export', threads(cellOf('Networks', 'permalink', 1)), lost],
      [
        'another thread of another network',
        (m) => m.set('MessageThreads.csv', table('current', 'MessageThreads')),
        lost,
      ],
      ['no list of such threads', (m) => m.delete('MessageThreads.csv'), ['logged-but-absent log.txt 1 5']],
    ];
  for (const [what, change, found] of cases) {
    const members = soundMembers('current', fewKeys);
    inMessages({ sender_id: '42' })(members);
    change(members);
    t.same(told(await check(members)), found, what);
  }
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

t.test('columns line up beside names in CJK, with emoji and with combining marks', async (t) => {
  const names = ['会議の記録.csv', '🎉.csv', 'Re\u0301sume\u0301.csv', 'Plain.csv'];
  const members = new Map(names.map((name) => [name, Buffer.from('"a"\n"1"\n')]));
  const text = renderText(await check(members));
  const lines = names.map((name) => text.split('\n').find((line) => line.includes(` ${name} `)) ?? '');
  const places = lines.map((line) => stringWidth(line.slice(0, line.indexOf('unknown file'))));
  t.ok(
    places.every((place) => place > 20 && place === places[0]),
    text,
  );
});

t.test('the command answers with an exit code, and complains to stderr only', async (t) => {
  const partial = soundMembers('current', fewKeys);
  addLine('log.txt', 'could not export Tags\n')(partial);
  const wrong = soundMembers('current', fewKeys);
  inMessages({ is_draft: 'maybe' })(wrong);
  const bytes = [soundMembers('current', fewKeys), wrong, partial].map((members) => zip(entriesOf(members)));
  await withFiles(bytes, async ([sound = '', failed = '', incomplete = '']) => {
    const cases: readonly (readonly [args: readonly string[], code: number])[] = [
      [[sound], 0],
      [['--', sound], 0],
      [[failed, sound, incomplete], 1],
      [[incomplete, '--json', sound], 3],
      [['--examples', '0', '--max-ids', '1000', failed], 1],
      [[sound, `${sound}.none`, failed], 2],
      [['--json', `${sound}.none`], 2],
      [[process.cwd()], 2],
    ];
    for (const [args, code] of cases) {
      const out = t.capture(process.stdout, 'write', () => true);
      const complaints = t.capture(process.stderr, 'write', () => true);
      const ended = await run(args);
      const [text, told] = [out, complaints].map((calls) =>
        calls()
          .map(({ args: [one] }) => String(one))
          .join(''),
      );
      out.restore();
      complaints.restore();
      t.equal(ended, code, args.join(' '));
      if (args.includes('--json')) t.equal(JSON.parse(text ?? '').version, 1);
      t.equal(told !== '', code === 2 && !args.includes('--json'));
    }
  });
  await t.rejects(run([]), UsageError);
  await t.rejects(run(['--wat', 'x']), UsageError);
  await t.rejects(run(['x', '--max-ids', 'many']), UsageError);
});
