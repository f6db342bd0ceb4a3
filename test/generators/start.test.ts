import t from 'tap';
import { type Network, type Row, worldOptions } from '../../generators/index.ts';
import { DAY_MS, HOUR_MS } from '../../schemas/durations.ts';
import { filesOf } from '../../schemas/index.ts';
import fc from '../helpers/properties.ts';
import { allRows, bag, datedFiles, NOON, networkFiles, rowsOf, worldOf } from '../helpers/world.ts';

/** The last moment of a month, or of a year, and the length of the window that ends there. */
const BORDERS = [
  ['a month', Date.UTC(2026, 5, 1)],
  ['a year', Date.UTC(2027, 0, 1)],
  ['a leap day', Date.UTC(2028, 2, 1)],
] as const;
const seeds = fc.string({ maxLength: 8 });
const WINDOW = 14 * DAY_MS;

/**
 * Tells whether a row is about a thread that began before the instant: it is cut off together with the
 * thread.
 */
function namesThreadBefore(row: Row, instant: number): boolean {
  // Ids hold the time in units of 1/1024 of a millisecond.
  return row.thread_id !== undefined && Number(row.thread_id) < instant * 1024;
}

t.test('both sides of the end of a month or a year have the same rows in the same window', async () => {
  const property = fc.asyncProperty(
    fc.constantFrom('tiny', 'small'),
    fc.constantFrom(...BORDERS),
    seeds,
    async (size, [, border], seed) => {
      const before = await worldOf({ seed, size }, border - 1000);
      const after = await worldOf({ seed, size }, border + 1000);
      if (before.options.start === after.options.start) throw new Error('the start did not move');
      for (const [index, network] of before.networks.entries()) {
        const other = after.networks[index] as Network;
        for (const key of datedFiles) {
          const clock = border - 1000;
          const rows = rowsOf(network, key, border - WINDOW, border - 1000, clock);
          const expected = bag(rows.filter((row) => !namesThreadBefore(row, after.options.start)));
          const got = bag(rowsOf(other, key, border - WINDOW, border - 1000, clock));
          if (got.join() !== expected.join()) throw new Error(`${key}: ${expected.length}, ${got.length}`);
        }
      }
    },
  );
  await fc.assert(property, { numRuns: 12, examples: BORDERS.map((border) => ['tiny', border, '7']) });
});

t.test('a size begins on the first of a month, so that a restart shows the same network', (t) => {
  t.equal(worldOptions({ size: 'tiny' }, NOON).start, Date.UTC(2026, 8, 1));
  t.equal(worldOptions({ size: 'tiny' }, NOON + 5 * DAY_MS).start, Date.UTC(2026, 8, 1));
  t.equal(worldOptions({ size: 'large' }, NOON).start, Date.UTC(2021, 0, 1));
  t.equal(worldOptions({ size: 'huge' }, NOON).start, Date.UTC(2017, 0, 1));
  t.equal(worldOptions({ size: 'huge' }, NOON + 800 * DAY_MS).start, Date.UTC(2019, 0, 1));
  t.end();
});

t.test('networks of every size are the same on both sides of every new year', async (t) => {
  for (let year = 2018; year <= 2040; year++) {
    for (const size of ['tiny', 'small', 'medium', 'large', 'huge']) {
      const border = Date.UTC(year, 0, 1);
      const known = async (now: number) =>
        (await worldOf({ seed: '7', size }, now)).networks.map((network) => [
          network.id,
          network.createdAt,
          network.admins(border - 1000),
        ]);
      t.same(await known(border + 1000), await known(border - 1000), `${size}, ${year}`);
    }
  }
});

t.test('the largest network has the same messages on both sides of a year', async (t) => {
  const border = Date.UTC(2027, 0, 1);
  const minute = async (now: number) => {
    const { networks } = await worldOf({ seed: '7', size: 'huge' }, now);
    const rows = rowsOf(networks[0], 'Messages', border - 2 * DAY_MS, border - 2 * DAY_MS + 60_000, border);
    return bag(rows.filter((row) => !namesThreadBefore(row, border - 30 * DAY_MS)));
  };
  const rows = await minute(border - 1000);
  t.ok(rows.length > 0);
  t.same(await minute(border + 1000), rows);
});

t.test('a start that moves cuts old rows off, and adds or changes none', async () => {
  const days = fc.integer({ min: 1, max: 60 });
  const property = fc.asyncProperty(seeds, days, fc.integer({ min: 1, max: 40 }), async (seed, age, cut) => {
    const start = Date.UTC(2026, 0, 1);
    const now = start + (age + cut) * DAY_MS;
    const size = { users: 22, messagesPerDay: 9 };
    const long = await worldOf({ seed, ...size, start }, now);
    const short = await worldOf({ seed, ...size, start: start + cut * DAY_MS }, now);
    for (const [index, network] of long.networks.entries()) {
      const other = short.networks[index] as Network;
      for (const key of networkFiles) {
        const known = new Set(bag(allRows(network, key, now)));
        const added = bag(allRows(other, key, now)).find((row) => !known.has(row));
        if (added) throw new Error(`${key}: ${added} is only in the shorter network`);
      }
    }
  });
  await fc.assert(property, { numRuns: 15 });
});

t.test("a user's export is the same but for what was cut off", async (t) => {
  const border = Date.UTC(2026, 5, 1);
  const before = (await worldOf({ seed: '7' }, border - 1000)).networks[0];
  const after = (await worldOf({ seed: '7' }, border + 1000)).networks[0];
  const clock = border - 1000;
  let rows = 0;
  for (const { id } of allRows(after, 'Users', clock)) {
    const user = before.findUser(String(id), clock);
    const same = after.findUser(String(id), clock);
    t.same(same, user);
    for (const key of filesOf('user')) {
      if (!user || !same) continue;
      const known = new Set(bag(before.userRows(key, user, clock)));
      const kept = bag(after.userRows(key, same, clock));
      rows += kept.length;
      const added = kept.find((row) => !known.has(row));
      if (added) t.fail(`${key}: ${added}`);
    }
  }
  t.ok(rows > 500, `there was something to look at: ${rows}`);
});

t.test('a network that begins with the numbering has its first hours and its last one', async (t) => {
  const start = Date.UTC(2001, 0, 1);
  const clock = Date.UTC(2199, 5, 19);
  const options = { seed: '1', users: 600, messagesPerDay: 13_800, start };
  const { networks } = await worldOf(options, clock);
  for (const from of [start, Date.UTC(2001, 0, 8), clock - HOUR_MS])
    for (const key of networkFiles) rowsOf(networks[0], key, from, from + HOUR_MS, clock);
  t.ok(rowsOf(networks[0], 'Messages', clock - HOUR_MS, clock, clock).length > 10);
});

t.test('the smallest network is as large on every day', async (t) => {
  for (let month = 0; month < 12; month++) {
    const now = Date.UTC(2026, month, 1 + ((month * 7) % 28), 12);
    const [network] = (await worldOf({}, now)).networks;
    const users = allRows(network, 'Users', now).length;
    const messages = allRows(network, 'Messages', now).length;
    t.ok(users > 20 && users < 32, `${users} users`);
    t.ok(messages > 200 && messages < 900, `${messages} messages`);
  }
});
