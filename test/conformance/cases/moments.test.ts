import t from 'tap';
import { cases } from '../../../conformance/cases/index.ts';
import { optionsOf } from '../../../conformance/cases/world.ts';
import { createWorld, type Row, worldOptions } from '../../../generators/index.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../../schemas/durations.ts';
import { filesOf } from '../../../schemas/index.ts';

/** The case with this id, its clock, and the home network of its world. */
async function worldOf(id: string) {
  const one = cases.find((each) => each.id === id);
  if (one === undefined) throw new Error(`expected a case ${id}, got none.`);
  const options = optionsOf(one);
  const { networks } = await createWorld(worldOptions(options, options.now));
  const rows = (file: string, from: number, to: number): readonly Row[] => [
    ...networks[0].rows(file, { from, to, now: to }),
  ];
  return { one, now: options.now, rows };
}

const timesOf = (rows: readonly Row[]) => rows.map(({ created_at }) => Date.parse(String(created_at)));

t.test('the second in which a window ends has a message, after the clock of the first run', async (t) => {
  const { now, rows } = await worldOf('windows.ends-within-a-second');
  const end = Math.floor(now / SECOND_MS) * SECOND_MS + SECOND_MS;
  t.ok(timesOf(rows('Messages', now + 1, end)).length > 0, 'move SEAM to the second of another message');
});

t.test('the second window ends at the millisecond of a message', async (t) => {
  const { one, now, rows } = await worldOf('windows.ends-within-a-second');
  const end = now + (one.runs[1]?.advanceMs ?? 0);
  const near = timesOf(rows('Messages', end - DAY_MS, end + DAY_MS)).map((at) => new Date(at).toISOString());
  t.ok(near.includes(new Date(end).toISOString()), `move UNTIL_A_MESSAGE_MS to one of ${near.join(', ')}`);
});

t.test('the second of until has a message', async (t) => {
  const { one, rows } = await worldOf('windows.until-at-a-second');
  const second = Date.parse(one.runs[0]?.parameters?.until ?? '');
  t.ok(timesOf(rows('Messages', second, second + SECOND_MS)).length > 0);
  t.equal(Date.parse(one.runs[1]?.parameters?.since ?? ''), second + SECOND_MS);
});

t.test('the empty window has no rows, and the windows beside it have some', async (t) => {
  const { now, rows } = await worldOf('windows.empty');
  // Networks.csv and Admins.csv describe the network in every window.
  const files = filesOf('current').filter((key) => key !== 'Networks' && key !== 'Admins');
  const all = (from: number, to: number) => files.flatMap((key) => rows(key, from, to));
  const [begins, ends] = [now + DAY_MS, now + DAY_MS + 10 * MINUTE_MS];
  t.same(all(begins + 1, ends + 1), []);
  t.ok(all(now, begins).length > 0);
  t.ok(all(ends + 1, ends + DAY_MS).length > 0);
});

t.test('the attachment of another CRC is in the export', async (t) => {
  const { rows, now } = await worldOf('attachments.wrong-byte');
  const [step] =
    JSON.stringify(cases.find(({ id }) => id === 'attachments.wrong-byte')).match(/files\/\d+/) ?? [];
  const ids = rows('Files', Date.UTC(2024, 5, 1), now).map(({ id }) => `files/${id}`);
  t.ok(ids.includes(String(step)), `move ATTACHMENT to one of ${ids.join(', ')}`);
});
