import t from 'tap';
import { type Row, sizes, type WorldInput, WorldOptionsError, worldOptions } from '../../generators/index.ts';
import { DAY_MS } from '../../schemas/durations.ts';
import { allowedValues, columnsOf, type FileKey, fileByKey, filesOf } from '../../schemas/index.ts';
import { signs } from '../helpers/hazard-signs.ts';
import { allRows, datedFiles, NOON, networkFiles, networkOf, rowsOf, worldOf } from '../helpers/world.ts';

t.test('every file has rows in every size', async (t) => {
  for (const size of Object.keys(sizes)) {
    const [network] = (await worldOf({ size })).networks;
    const window = { from: 0, to: NOON + 1, now: NOON };
    const empty = networkFiles.filter((key) => network.rows(key, window)[Symbol.iterator]().next().done);
    t.same(empty, [], size);
  }
});

t.test('every file has rows in the smallest network for every seed', async (t) => {
  for (let seed = 0; seed < 40; seed++) {
    const network = await networkOf({ seed: `tiny ${seed}` });
    const empty = networkFiles.filter((key) => allRows(network, key).length === 0);
    t.same(empty, [], `seed ${seed}`);
  }
});

t.test('every file of the user export has rows for some user of the smallest network', async (t) => {
  const network = await networkOf({});
  const left = new Set<FileKey>(filesOf('user'));
  for (const row of allRows(network, 'Users')) {
    const user = network.findUser(String(row.id), NOON);
    for (const key of left)
      if (user && !network.userRows(key, user, NOON)[Symbol.iterator]().next().done) left.delete(key);
  }
  t.same([...left], []);
});

t.test('a busy user is active and wrote more than most', async (t) => {
  for (const size of ['tiny', 'small'] as const) {
    const network = await networkOf({ size });
    const busy = network.busyUser(NOON);
    t.match(busy, { state: 'active', external: false });
    const written = new Map<unknown, number>();
    for (const { sender_id: id } of allRows(network, 'Messages')) written.set(id, (written.get(id) ?? 0) + 1);
    const own = written.get(busy?.id) ?? 0;
    const more = [...written.values()].filter((count) => count > own).length;
    t.ok(more * 8 < written.size, `${size}: ${more} of ${written.size} wrote more`);
    t.equal(network.busyUser(network.createdAt - 1), undefined, 'nobody is there before the beginning');
  }
});

t.test('the smallest network is small enough to read', async (t) => {
  const network = await networkOf({});
  t.equal(allRows(network, 'Users').length, 28);
  const messages = allRows(network, 'Messages').length;
  t.ok(messages > 200 && messages < 600, `a few hundred messages, ${messages}`);
});

t.test('the smallest network has every hazard that a text can have', async (t) => {
  const network = await networkOf({});
  const bodies = allRows(network, 'MessageVersions').map((row) => String(row.body));
  for (const [hazard, sign] of Object.entries(signs)) {
    // Mentions and tags follow the text, so markers at its end or of the whole text are searched for without
    // them.
    const found = bodies.some(
      (body) => sign.test(body) || sign.test(body.replace(/ ?(\[\[user:|\[Tag:).*$/, '')),
    );
    t.ok(found, hazard);
  }
});

t.test('a small network has every value that a column may have', async (t) => {
  const network = await networkOf({ size: 'small' });
  for (const key of networkFiles) {
    const listed = columnsOf(key, 'current').filter(([, column]) => allowedValues(column).length > 0);
    if (listed.length === 0) continue;
    // A meeting is in each of its states at some time.
    const clocks = key === 'AMAs' ? [NOON, ...meetingTimes(allRows(network, key))] : [NOON];
    const rows = clocks.flatMap((now) => allRows(network, key, now));
    for (const [name, column] of listed) {
      const seen = new Set(rows.flatMap((row) => valuesOf(row[name], column.kind === 'array')));
      t.same(
        allowedValues(column).filter(
          (value) => !seen.has(value) && !ELSEWHERE.includes(`${key}.${name} ${value}`),
        ),
        [],
        `${key}.${name}`,
      );
    }
  }
});

/**
 * A column of a deletion whose rows are not deleted, a state of 2018, which only a switch writes, and a mood
 * that is too rare among the few threads that mention a leader.
 */
const ELSEWHERE = [
  'LikedMessageHistory.deleted_by_type User',
  'Users.state soft_delete',
  'Sentie.text_sentiment negative',
];

/** The times at which the first meeting is announced, begins and ends. */
function meetingTimes([meeting]: readonly Row[]): number[] {
  return [meeting?.created_at, meeting?.start_time, meeting?.end_time].map((time) =>
    Date.parse(String(time)),
  );
}

t.test('the files that only the user export has hold every value that their columns may have', async (t) => {
  const network = await networkOf({ size: 'small' });
  const users = allRows(network, 'Users').flatMap((row) => network.findUser(String(row.id), NOON) ?? []);
  for (const key of filesOf('user').filter((key) => !(networkFiles as readonly string[]).includes(key))) {
    const rows = users.flatMap((user) => [...network.userRows(key, user, NOON)]);
    for (const [name, column] of columnsOf(key, 'user')) {
      const seen = new Set(rows.map((row) => row[name]));
      const expected = key === 'Broadcast' || key === 'BestReplyMessages' ? [] : allowedValues(column);
      t.same(
        expected.filter((value) => !seen.has(value)),
        [],
        `${key}.${name}`,
      );
    }
  }
});

function valuesOf(value: Row[string] | undefined, array: boolean): string[] {
  return array ? (JSON.parse(String(value)) as string[]) : [String(value)];
}

t.test('ids have the requested style, rise with time and are unique over all kinds', async (t) => {
  const styles = { current: /^\d{16}$/, small: /^1\d{9}$|^2[01]\d{8}$/, large: /^90\d{16}$/ } as const;
  for (const [ids, form] of Object.entries(styles) as [keyof typeof styles, RegExp][]) {
    const network = await networkOf({ ids, size: ids === 'small' ? 'tiny' : 'small' });
    const seen = new Map<unknown, string>();
    for (const key of ['Users', 'Groups', 'Messages', 'Files', 'Topics', 'AnswerVotes'] as const) {
      const rows = allRows(network, key);
      t.ok(
        rows.every((row) => form.test(String(row.id))),
        `${ids}: ${key}`,
      );
      for (const { id } of rows) {
        if (seen.has(id)) t.fail(`${id} is in ${seen.get(id)} and in ${key}`);
        seen.set(id, key);
      }
    }
    const votes = allRows(network, 'AnswerVotes').map((row) => BigInt(String(row.id)));
    t.ok(
      votes.every((id, i) => i === 0 || id > (votes[i - 1] as bigint)),
      `${ids}: votes come in order of time`,
    );
    if (ids === 'small')
      t.ok(
        [...seen.keys()].every((id) => Number(id) < 2 ** 31),
        'small ids fit into 32 bits',
      );
    if (ids === 'large')
      t.ok(
        [...seen.keys()].every((id) => Number(id) > 2 ** 53),
        'large ids do not fit into a double',
      );
  }
});

t.test('every user is found by id, and no user by an unknown id', async (t) => {
  for (const ids of ['current', 'small', 'large'] as const) {
    const network = await networkOf({ ids });
    for (const { id } of allRows(network, 'Users')) t.equal(network.findUser(String(id), NOON)?.id, id);
    const message = String(allRows(network, 'Messages')[0]?.id);
    const strangers = [
      '0',
      '-1',
      '',
      ' ',
      '1e3',
      '12.5',
      'abc',
      message,
      '9223372036854775807',
      '9'.repeat(40),
      '1000000000000000',
    ];
    for (const id of strangers) t.equal(network.findUser(id, NOON), undefined, `${ids}: ${id}`);
  }
});

t.test('a user who has not joined yet is not there', async (t) => {
  const network = await networkOf({ size: 'small' });
  const last = allRows(network, 'Users').reduce((a, b) =>
    String(a.joined_at) > String(b.joined_at) ? a : b,
  );
  const joined = Date.parse(String(last.joined_at));
  t.ok(network.findUser(String(last.id), joined));
  t.equal(network.findUser(String(last.id), joined - 1), undefined);
});

t.test('stored files and only they have an attachment, by the path in their row', async (t) => {
  for (const network of (await worldOf({ size: 'small' })).networks) {
    const window = { from: NOON - 30 * DAY_MS, to: NOON + 1, now: NOON };
    const paths = [...network.rows('Files', window)].map((row) => row.path).filter((path) => path !== '');
    t.same(
      Array.from(network.attachments(window), (attachment) => attachment.path),
      paths,
    );
    t.equal(new Set(paths).size, paths.length, 'no two have the same path');
    t.ok(paths.length > 5);
  }
});

t.test('an attachment is as large as the switch says, in the middle', async (t) => {
  const network = await networkOf({ attachmentBytes: 50_000 });
  let total = 0;
  let count = 0;
  for (const attachment of network.attachments({ from: 0, to: NOON + 1, now: NOON })) {
    for await (const piece of attachment.content()) total += piece.length;
    count++;
  }
  t.ok(total / count > 30_000 && total / count < 70_000, `${total / count}`);
});

t.test('before the network began there is nothing, and after the clock there is nothing yet', async (t) => {
  const network = await networkOf({});
  for (const key of datedFiles) {
    const begins = fileByKey(key).window === 'touched' ? network.createdAt : network.startsAt;
    t.same(rowsOf(network, key, 0, begins), [], `${key} before`);
    t.same(rowsOf(network, key, NOON + 1, NOON + DAY_MS), [], `${key} after`);
    t.same(rowsOf(network, key, 0, NOON, begins - DAY_MS), [], `${key} with a clock before`);
  }
});

t.test('an impossible world is rejected with the expected and the given value', (t) => {
  const wrong: [WorldInput, RegExp][] = [
    [{ size: 'gigantic' }, /size: expected one of tiny, small, medium, large, huge, got "gigantic"/],
    [{ users: 3 }, /users: expected a whole number from 16 to 2000000, got 3/],
    [{ users: 20.5 }, /users: .*, got 20.5/],
    [{ messagesPerDay: 0 }, /messagesPerDay: .* got 0/],
    [{ externalNetworks: 16 }, /externalNetworks: .* from 0 to 15, got 16/],
    [{ attachmentBytes: -1 }, /attachmentBytes: .* got -1/],
    [{ start: Number.NaN }, /start: expected a day .* got NaN/],
    [{ start: NOON + 1 }, /start: expected a day .* got 2026-11-20T12:00:00.001Z/],
    [
      { size: 'huge', ids: 'small' },
      /ids: expected at most \d+ messages .* for ids of ten digits, got \d+\. Use/,
    ],
    [{ messagesPerDay: 1_000_000, start: 0 }, /start|messagesPerDay/],
  ];
  for (const [input, message] of wrong) {
    t.throws(() => worldOptions(input, NOON), { name: WorldOptionsError.name, message });
  }
  t.end();
});
