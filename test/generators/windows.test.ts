import t from 'tap';
import type { Row } from '../../generators/index.ts';
import { DAY_MS } from '../../schemas/durations.ts';
import { type FileKey, fileByKey } from '../../schemas/index.ts';
import fc from '../helpers/properties.ts';
import { DATED, identityOf, TOUCHED, timeOf } from '../helpers/row-times.ts';
import { allRows, bag, datedFiles, NOON, networkOf, rowsOf, worldOf } from '../helpers/world.ts';

const seeds = fc.string({ maxLength: 8 });
const cuts = fc.array(fc.integer({ min: -3 * DAY_MS, max: 95 * DAY_MS }), { minLength: 1, maxLength: 12 });

/** The windows between the given distances from the start, from the beginning to the clock. */
function windowsOf(start: number, offsets: readonly number[]): { from: number; to: number }[] {
  const marks = [...offsets.map((offset) => Math.min(start + offset, NOON + 1)), 0, NOON + 1];
  marks.sort((a, b) => a - b);
  return marks.slice(1).map((to, i) => ({ from: marks[i] as number, to }));
}

t.test('neighbouring windows together hold exactly the events of the whole', async () => {
  const property = fc.asyncProperty(seeds, cuts, async (seed, offsets) => {
    const { networks, options } = await worldOf({ seed });
    const [network] = networks;
    for (const key of datedFiles.filter((each) => fileByKey(each).window !== 'touched')) {
      const parts = windowsOf(options.start, offsets).flatMap(({ from, to }) =>
        rowsOf(network, key, from, to),
      );
      const whole = allRows(network, key);
      if (bag(parts).join() !== bag(whole).join())
        throw new Error(`${key}: ${parts.length} of ${whole.length}`);
    }
  });
  await fc.assert(property, { numRuns: 14, examples: [['7', [0]]] });
});

t.test('a thing is in every window in which it was created or changed, in its current state', async () => {
  const property = fc.asyncProperty(seeds, cuts, async (seed, offsets) => {
    const { networks, options } = await worldOf({ seed });
    const [network] = networks;
    for (const key of datedFiles.filter((each) => fileByKey(each).window === 'touched')) {
      const whole = new Map(allRows(network, key).map((row) => [identityOf(key, row), JSON.stringify(row)]));
      const seen = new Set<string>();
      for (const { from, to } of windowsOf(options.start, offsets)) {
        const inIt = new Set<string>();
        for (const row of rowsOf(network, key, from, to)) {
          const identity = identityOf(key, row);
          if (inIt.has(identity)) throw new Error(`${key}: ${identity} is in a window twice`);
          if (whole.get(identity) !== JSON.stringify(row))
            throw new Error(`${key}: ${identity} is not current`);
          inIt.add(identity);
          seen.add(identity);
        }
        for (const [identity, text] of whole) {
          const times = (TOUCHED[key] ?? []).map((name) => Date.parse(JSON.parse(text)[name]));
          const touched = times.find((time) => time >= from && time < to);
          if (touched !== undefined && !inIt.has(identity)) throw new Error(`${key}: ${text} is missing`);
        }
      }
      if (seen.size !== whole.size) throw new Error(`${key}: ${seen.size} of ${whole.size}`);
    }
  });
  const days = Array.from({ length: 95 }, (_, day) => day * DAY_MS);
  await fc.assert(property, {
    numRuns: 14,
    examples: [
      ['7', [0, 30 * DAY_MS]],
      ['7', days],
    ],
  });
});

t.test('by the latest change, a thing is in one window only', async () => {
  const property = fc.asyncProperty(seeds, cuts, async (seed, offsets) => {
    const { networks, options } = await worldOf({ seed });
    const [network] = networks;
    for (const key of datedFiles) {
      const parts = windowsOf(options.start, offsets).flatMap((window) => [
        ...network.rows(key, { ...window, now: NOON, things: 'latest' }),
      ]);
      if (bag(parts).join() !== bag(allRows(network, key)).join()) throw new Error(`${key}: ${parts.length}`);
    }
  });
  await fc.assert(property, { numRuns: 10, examples: [['7', [0]]] });
});

t.test('the time that a row shows lies in its window', async (t) => {
  const network = await networkOf({ seed: 'times' });
  for (let from = NOON - 60 * DAY_MS; from < NOON; from += 7 * DAY_MS) {
    const window = { from, to: from + 7 * DAY_MS, now: NOON, things: 'latest' } as const;
    for (const [key, columns] of Object.entries(DATED) as [FileKey, string[]][]) {
      const outside = [...network.rows(key, window)].filter((row) => {
        const time = timeOf(row, columns);
        return time < from || time >= from + 7 * DAY_MS;
      });
      t.same(outside, [], key);
    }
  }
});

t.test('a window that is over has the same events and the same things for good', async () => {
  const property = fc.asyncProperty(seeds, fc.integer({ min: 1, max: 30 * DAY_MS }), async (seed, later) => {
    const network = await networkOf({ seed });
    const from = NOON - 20 * DAY_MS;
    const to = NOON - 10 * DAY_MS;
    for (const key of datedFiles) {
      const rule = fileByKey(key).window;
      const seen = (row: Row) => (rule === 'events' ? JSON.stringify(row) : identityOf(key, row));
      const before = rowsOf(network, key, from, to, NOON).map(seen).sort();
      const after = rowsOf(network, key, from, to, NOON + later)
        .map(seen)
        .sort();
      // An edit moves a message to a later window.
      const expected = rule === 'latest' ? before.filter((each) => after.includes(each)) : before;
      if (after.join() !== expected.join()) throw new Error(`${key}: ${before.length}, ${after.length}`);
    }
  });
  await fc.assert(property, { numRuns: 14, examples: [['7', 5 * DAY_MS]] });
});
