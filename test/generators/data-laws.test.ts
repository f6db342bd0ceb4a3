import t from 'tap';
import type { Breach } from '../../conformance/inspect/laws/law-check.ts';
import { DAY_MS, HOUR_MS } from '../../schemas/durations.ts';
import { columnsOf, laws } from '../../schemas/index.ts';
import { breachesIn } from '../helpers/laws.ts';
import fc from '../helpers/properties.ts';
import { NOON, worldOf } from '../helpers/world.ts';

/** Fails with the first breach of each law. */
function rejectBreaches(breaches: readonly Breach[]): void {
  const first = new Map(breaches.map((breach) => [breach.law.id, breach]));
  const found = [...first.values()].map(({ law, line, value }) => `${law.id}, line ${line}: ${value}`);
  if (found.length > 0) throw new Error(`${breaches.length} breaches\n${found.join('\n')}`);
}

t.test('the smallest network keeps every law of the data, with every seed and at every time', async () => {
  const ages = fc.integer({ min: 1, max: 200 * DAY_MS });
  const property = fc.asyncProperty(fc.string({ maxLength: 8 }), ages, async (seed, age) => {
    const now = NOON - age;
    const { networks } = await worldOf({ seed }, now);
    rejectBreaches(breachesIn(networks, { from: 0, now }));
  });
  await fc.assert(property, { numRuns: 8, examples: [['7', 1]] });
});

t.test('a small network keeps every law of the data', async () => {
  for (const seed of ['7', '8', 'laws']) {
    const { networks } = await worldOf({ seed, size: 'small' });
    rejectBreaches(breachesIn(networks, { from: 0, now: NOON }));
  }
});

t.test('the last minutes of the largest network keep every law of the data', async () => {
  for (const seed of ['7', '8', 'laws']) {
    const { networks } = await worldOf({ seed, size: 'huge' });
    rejectBreaches(breachesIn(networks.slice(1), { from: NOON - HOUR_MS / 4, now: NOON }));
  }
});

t.test('every law names columns of its file, and is written once', (t) => {
  const ids = new Set(laws.map(({ id }) => id));
  t.equal(ids.size, laws.length);
  t.ok(laws.length > 80, `${laws.length} laws`);
  for (const { id, file, rule } of laws) {
    const known = new Set(
      (['current', 'user', '2018'] as const).flatMap((profile) =>
        columnsOf(file, profile).map(([name]) => name),
      ),
    );
    const conditions =
      rule.kind === 'row' ? [...rule.when, ...rule.then] : 'when' in rule ? (rule.when ?? []) : [];
    const named = [
      ...conditions.flatMap((each) => [
        each.column,
        each.equals,
        each.differsFrom,
        each.endsWith,
        each.contains,
      ]),
      ...(rule.kind === 'order' ? [rule.first, rule.second] : []),
      ...(rule.kind === 'unique' ? rule.columns : []),
      ...(rule.kind === 'joined' ? [rule.by, rule.own] : []),
      ...(rule.kind === 'turns' ? [...rule.by, rule.column, rule.time] : []),
    ].filter((name) => name !== undefined);
    t.same(
      named.filter((name) => !known.has(name)),
      [],
      id,
    );
  }
  t.end();
});
