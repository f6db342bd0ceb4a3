import t from 'tap';
import type { FoundUser, Row } from '../../generators/index.ts';
import { DAY_MS, MINUTE_MS } from '../../schemas/durations.ts';
import type { FileKey } from '../../schemas/index.ts';
import { allRows, NOON, worldOf } from '../helpers/world.ts';

/* The files of a user's export that are about the user alone. */

interface Person {
  readonly user: FoundUser;
  readonly joinedAt: number;
  rows(key: FileKey): Row[];
}

const [network] = (await worldOf({ seed: '7', size: 'small' })).networks;
const people: readonly Person[] = allRows(network, 'Users').flatMap(({ id, joined_at: joined }) => {
  const user = network.findUser(String(id), NOON);
  if (!user || user.index < 0) return [];
  return [
    {
      user,
      joinedAt: Date.parse(String(joined)),
      rows: (key: FileKey) => [...network.userRows(key, user, NOON)],
    },
  ];
});
const timeOf = (value: unknown) => Date.parse(String(value));

t.test('a hero has written for a while before an administrator gives the badge', async (t) => {
  let heroes = 0;
  for (const { user, joinedAt, rows } of people) {
    const hero = rows('USER_BADGE').find((row) => String(row.badge_name).includes('hero'));
    if (!hero) continue;
    heroes += 1;
    const first = rows('USER_BADGE').find((row) => row.badge_name === 'First post');
    t.ok(String(first?.awarded_at) < String(hero.awarded_at), `user ${user.id} wrote before`);
    t.ok(timeOf(hero.awarded_at) > joinedAt + DAY_MS, `user ${user.id} did not just join`);
  }
  t.ok(heroes > 5, `${heroes} heroes`);
});

t.test('nothing is done within a minute of joining, nor with a feature before its launch', async (t) => {
  let banners = 0;
  for (const { user, joinedAt, rows } of people) {
    for (const { banner_name: name, created_at: at } of rows('Banners')) {
      banners += 1;
      if (timeOf(at) < joinedAt + MINUTE_MS) t.fail(`user ${user.id}: ${name} at once`);
      if (name === 'storyline_launch' && String(at) < '2022-08') t.fail(`user ${user.id}: ${name} at ${at}`);
    }
    for (const { registered_at: at } of rows('UserNotificationDevices'))
      if (timeOf(at) < joinedAt + MINUTE_MS) t.fail(`user ${user.id}: a device at once`);
  }
  t.ok(banners > 100, `${banners} banners`);
});

t.test('a setting in the file is not the default', async (t) => {
  const values = people.flatMap(({ rows }) => rows('USER_SETTING').map((row) => row.setting_value));
  t.ok(values.length > 100, `${values.length} settings`);
  t.notOk(values.includes(''));
});

t.test('the newest device of a user is in use, with an app of its time', async (t) => {
  let writers = 0;
  const versions: [at: string, version: string][] = [];
  for (const { user, rows } of people) {
    const devices = rows('UserNotificationDevices');
    const used = devices.map((row) => String(row.last_used_at)).sort();
    const messages = rows('Messages').map((row) => String(row.created_at));
    const last = messages.sort().at(-1);
    for (const { registered_at: from, last_used_at: to, app_version: version } of devices) {
      if (to !== '' && String(to) < String(from)) t.fail(`user ${user.id}: used before it was added`);
      versions.push([String(to || from), String(version)]);
    }
    if (!last || devices.length === 0) continue;
    writers += 1;
    // An edit of a message is on the same day or the next one.
    const behind = timeOf(last) - timeOf(used.at(-1));
    if (behind > DAY_MS) t.fail(`user ${user.id}: ${used.at(-1)} and writes at ${last}`);
  }
  t.ok(writers > 50, `${writers} users write`);
  versions.sort(([a], [b]) => (a < b ? -1 : 1));
  const majors = versions.map(([, version]) => Number.parseInt(version, 10));
  t.same(
    majors,
    majors.toSorted((a, b) => a - b),
    'versions rise with time',
  );
  t.ok(new Set(majors).size > 2, `versions ${[...new Set(majors)].join()}`);
});
