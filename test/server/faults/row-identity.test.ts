import t from 'tap';
import { alterPlan } from '../../../server/faults/data/index.ts';
import fc from '../../helpers/properties.ts';
import { type PlanStep, planOf } from '../../helpers/scenarios/data-exports.ts';
import { NOW } from '../../helpers/serve.ts';

const DAY_MS = 86_400_000;
const every = fc.integer({ min: 1, max: 7 });
const file = fc.constantFrom('Messages', 'MessageVersions', 'Files');
const text = fc.constantFrom<'nul' | 'control' | 'formula' | 'line-breaks' | 'invalid-utf8'>(
  'nul',
  'control',
  'formula',
  'line-breaks',
  'invalid-utf8',
);
const step: fc.Arbitrary<PlanStep> = fc.oneof(
  fc.record({ do: fc.constant('csv-repeat' as const), file, every }),
  fc.record({ do: fc.constant('csv-text' as const), file, column: fc.constant('body'), every, text }),
  fc.record({
    do: fc.constant('csv-reference' as const),
    file: fc.constant('Messages'),
    column: fc.constant('sender_id'),
    every,
  }),
);

/** The rows of each file in a window with the faults, by file and id: several for a repeated row. */
async function rowsIn(since: number, until: number, steps: readonly PlanStep[]) {
  const query = `since=${new Date(since).toISOString()}&until=${new Date(until).toISOString()}&include=csv`;
  let fired = 0;
  const plan = alterPlan(await planOf({ query }), steps, () => {
    fired += 1;
  });
  const byId = new Map<string, string[]>();
  for (const { member, rows } of plan.csvs) {
    for (const row of rows()) {
      const id = `${member} ${row.id} ${member === 'MessageVersions.csv' ? row.created_at : ''}`;
      byId.set(id, [...(byId.get(id) ?? []), JSON.stringify(row)]);
    }
  }
  return { byId, fired };
}

/** The rows of one window without and with the faults. */
async function bothIn(since: number, until: number, steps: readonly PlanStep[]) {
  return { right: await rowsIn(since, until, []), wrong: await rowsIn(since, until, steps) };
}

t.test('two answers that carry the same row agree on its fault', async (t) => {
  const day = fc.integer({ min: 0, max: 20 });
  const steps = fc.array(step, { minLength: 1, maxLength: 2 });
  const from = (days: number) => NOW - (days + 1) * DAY_MS;
  let compared = 0;
  let fired = 0;
  const property = fc.asyncProperty(day, day, day, steps, async (a, b, c, faults) => {
    const one = await bothIn(from(a), NOW, faults);
    const other = await bothIn(from(Math.max(b, c)), from(Math.min(b, c)) + DAY_MS, faults);
    fired += one.wrong.fired + other.wrong.fired;
    const text = (rows: readonly string[] | undefined) => rows?.join('\n');
    for (const [id, rows] of other.right.byId) {
      // A row that shows the current state may differ from window to window.
      if (text(rows) !== text(one.right.byId.get(id))) continue;
      compared += 1;
      const [first, second] = [text(one.wrong.byId.get(id)), text(other.wrong.byId.get(id))];
      if (first !== second) throw new Error(`${id}: ${first} and ${second}`);
    }
  });
  await fc.assert(property, { numRuns: 30 });
  t.ok(compared > 1000, `${compared} rows compared`);
  t.ok(fired > 20, `${fired} faults`);
});
