import t, { type Test } from 'tap';
import type { Network, Row } from '../../generators/index.ts';
import { HOUR_MS, MINUTE_MS } from '../../schemas/durations.ts';
import type { FileKey } from '../../schemas/index.ts';
import { networks, timeOf, worlds } from '../helpers/asked-networks.ts';
import { allRows, NOON } from '../helpers/world.ts';

/*
 * Questions that people who run a network ask of its export. The laws of the data hold what one row or a join
 * of two can show; these need more.
 */

const filled = (value: unknown) => value !== '' && value !== undefined;

/** Returns the rows of each network that a test finds wrong, and fails without any row to look at. */
function rejectRows(
  t: Test,
  key: FileKey,
  wrong: (row: Row, network: Network) => boolean,
  when: (row: Row) => boolean = () => true,
) {
  let seen = 0;
  for (const network of networks) {
    const rows = allRows(network, key).filter(when);
    seen += rows.length;
    t.same(rows.filter((row) => wrong(row, network)).slice(0, 3), [], `${key} of ${network.name}`);
  }
  t.ok(seen > 0, `${seen} rows of ${key}`);
}

const adminsOf = new Map(
  networks.map((network) => [network, new Set(allRows(network, 'Admins').map(({ id }) => String(id)))]),
);
const isAdmin = (network: Network, id: unknown) => adminsOf.get(network)?.has(String(id)) === true;

t.test('what is decided about others is decided by an administrator', async (t) => {
  const decided: readonly [file: FileKey, by: string, owner?: string][] = [
    ['Messages', 'deleted_by_id', 'sender_id'],
    ['Files', 'deleted_by_user_id', 'uploader_id'],
    ['MutedThreads', 'updated_by_id'],
    ['MutedUser', 'muted_by'],
    ['WatchAlertDetectedThreads', 'updated_by_id'],
  ];
  for (const [key, by, owner] of decided) {
    const wrong = (row: Row, network: Network) => {
      const home = key !== 'Messages' || network.conversation(String(row.thread_id), NOON)?.network.id;
      const foreign = typeof home === 'string' && home !== network.id;
      return !foreign && (owner === undefined || row[by] !== row[owner]) && !isAdmin(network, row[by]);
    };
    rejectRows(t, key, wrong, (row) => filled(row[by]));
  }
  rejectRows(
    t,
    'VivaTopicCurationStateLogs',
    (row, network) => !isAdmin(network, row.acting_user_id),
    (row) => row.topic_curation_state_update !== 'CREATE_PENDING',
  );
});

t.test('a version of a file that goes back to another one has the same bytes', async (t) => {
  let seen = 0;
  for (const network of networks) {
    const rows = new Map(allRows(network, 'Files').map((row) => [row.id, row]));
    for (const { file_id: file, id, path, reverted_to_id: source, deleted_at: deleted } of rows.values()) {
      // A deleted file has no content.
      if (!filled(source) || !filled(path) || filled(deleted)) continue;
      const both = [id, source].map((version) => network.content(String(file), String(version), NOON));
      const [one, other] = await Promise.all(both.map((each) => bytesOf(each?.content())));
      t.ok(one?.length && other && one.equals(other), `${id} goes back to ${source}`);
      seen++;
    }
  }
  t.ok(seen > 3, `${seen} reverted files`);
});

async function bytesOf(pieces: Iterable<Buffer> | AsyncIterable<Buffer> | undefined): Promise<Buffer> {
  const found: Buffer[] = [];
  for await (const piece of pieces ?? []) found.push(piece);
  return Buffer.concat(found);
}

t.test('a segment of places or a department has the people of it', async (t) => {
  let seen = 0;
  for (const network of networks) {
    // A guest belongs to no segment of a network.
    const users = allRows(network, 'Users').filter((user) => filled(user.office_user_id));
    const inHeadOffice = ({ location }: Row) => /, United (Kingdom|States)$/.test(String(location));
    for (const { segment_id: id, segment_name: name } of allRows(network, 'Segments')) {
      const members = users.filter((user) => String(user.user_segment_ids).split(',').includes(String(id)));
      const staff = /^(.*) staff$/.exec(String(name))?.[1];
      const isMember =
        name === 'Head offices'
          ? inHeadOffice
          : name === 'Branch offices'
            ? (user: Row) => !inHeadOffice(user)
            : staff !== undefined && staff !== 'Frontline'
              ? (user: Row) => user.department === staff
              : undefined;
      if (isMember === undefined) continue;
      t.same(members, users.filter(isMember), String(name));
      seen += members.length;
    }
  }
  t.ok(seen > 100, `${seen} people in segments`);
});

t.test('a job that exists once has one holder, and a name of a segment is used once', async (t) => {
  for (const network of networks) {
    const chiefs = allRows(network, 'Users').filter((user) => String(user.job_title).startsWith('Chief'));
    t.equal(new Set(chiefs.map((user) => user.job_title)).size, chiefs.length, network.name);
    t.equal(chiefs.length, 1);
    for (const [key, column] of [
      ['Groups', 'name'],
      ['Segments', 'segment_name'],
      ['Topics', 'name'],
      ['VivaTopics', 'name'],
    ] as const) {
      const names = allRows(network, key).map((row) => row[column]);
      t.equal(new Set(names).size, names.length, `${key} of ${network.name}`);
    }
  }
});

t.test('people plan for full hours and quarters, and do not return after whole days', async (t) => {
  rejectRows(
    t,
    'Messages',
    (row) => timeOf(row.poll_voting_closed_at) % HOUR_MS !== 0,
    (row) => filled(row.poll_voting_closed_at),
  );
  rejectRows(
    t,
    'Messages',
    (row) => timeOf(row.scheduled_publish_at) % (15 * MINUTE_MS) !== 0,
    (row) => filled(row.scheduled_publish_at),
  );
  for (const key of [
    'MutedThreads',
    'VivaTopicApplications',
    'WatchAlertDetectedThreads',
    'WatchAlertThemes',
  ] as const)
    rejectRows(
      t,
      key,
      (row) => (timeOf(row.updated_at) - timeOf(row.created_at)) % HOUR_MS === 0,
      (row) => row.updated_at !== row.created_at,
    );
});

t.test('only members announce, and only leaders to their audience', async (t) => {
  for (const { networks } of worlds) {
    for (const network of networks) {
      const leaders = new Set(allRows(network, 'VivaEngageLeaders').map((row) => row.leader_id));
      const announcements = allRows(network, 'Messages').filter((row) => row.message_type === 'announcement');
      for (const {
        id,
        sender_id: sender,
        sender_email: email,
        notification_target: target,
      } of announcements) {
        const home = network.conversation(String(id), NOON)?.network;
        t.match(email, `@${home?.permalink}`, 'from the network of the thread');
        if (target === 'AUDIENCE' && home?.id === network.id) t.ok(leaders.has(sender), 'a leader');
      }
    }
  }
});

t.test('nothing is written in a thread that is closed', async (t) => {
  let closed = 0;
  for (const network of networks) {
    const firstSeen = new Map<unknown, { thread: unknown; at: number }>();
    for (const { id, thread_id: thread, created_at: at } of allRows(network, 'MessageVersions'))
      if (!firstSeen.has(id)) firstSeen.set(id, { thread, at: timeOf(at) });
    for (let hours = 6; hours < 60 * 24; hours += 30) {
      const earlier = NOON - hours * HOUR_MS;
      const threads = allRows(network, 'MessageThreads.Outbound', earlier);
      const shut = new Set(threads.filter((row) => row.is_reply_disabled).map((row) => String(row.id)));
      const later = [...firstSeen.values()].filter(
        ({ thread, at }) => at > earlier && shut.has(String(thread)),
      );
      t.same(later, [], `${network.name}, ${hours} hours ago`);
      closed += shut.size;
    }
  }
  t.ok(closed > 10, `${closed} closed threads`);
});
