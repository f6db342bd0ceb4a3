import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'csv-parse/sync';
import t from 'tap';
import { dataScenarios } from '../../../server/scenarios/catalogue/data.ts';
import { partialScenarios } from '../../../server/scenarios/catalogue/partial.ts';
import type { Scenario } from '../../../server/scenarios/scenario.ts';
import { explainStep, stepKinds } from '../../../server/scenarios/step-kinds.ts';
import { csvNameSchema } from '../../../server/scenarios/steps/csv-names.ts';
import {
  found,
  make,
  makeArchive,
  occasions,
  type PlanStep,
  planOf,
  planSteps,
  whole,
  withRowsMadeOnce,
} from '../../helpers/scenarios/data-exports.ts';
import { expected } from '../../helpers/scenarios/expected-data.ts';
import { edited, tables } from '../../helpers/scenarios/export-parts.ts';
import { unzip } from '../../helpers/unzip.ts';

/** Reads every table, so that each is written again. */
const readAll = tables(undefined, (table) => void table.rows);
const scenarios = [...dataScenarios, ...partialScenarios];
const planned = scenarios.filter(({ name }) => !name.startsWith('ids-'));

t.test('each scenario makes only the announced changes, in every kind of export', async (t) => {
  t.strictSame(
    planned.map(({ name }) => name),
    Object.keys(expected),
    'the table contains every scenario',
  );
  for (const [where, occasion] of Object.entries(occasions)) {
    const plan = withRowsMadeOnce(await planOf(occasion));
    const sound = await make(plan, []);
    t.strictSame([...edited(sound.members, readAll)], [...sound.members], `${where}: the test can read it`);
    for (const scenario of planned) {
      const title = `${scenario.name}: ${where}`;
      const steps = planSteps(scenario, 1);
      const { archive, fired } = await makeArchive(plan, steps);
      const changed = !archive.equals(sound.archive);
      const made = changed ? await unzip(archive) : sound.members;
      const wanted = edited(sound.members, expected[scenario.name]?.[0] ?? (() => {}));
      t.strictSame([...made.keys()], [...wanted.keys()], `${title}: the members`);
      for (const [name, bytes] of wanted) {
        if (!made.get(name)?.equals(bytes)) t.fail(`${title}: ${name} differs from the expected content`);
      }
      if (occasion === whole || steps.length === 1) t.equal(fired.length, changed ? steps.length : 0, title);
      if (occasion === whole) t.ok(changed, title);
    }
  }
});

t.test('a check of the export has the expected findings', async (t) => {
  const plan = withRowsMadeOnce(await planOf(whole));
  const sound = await found(t.testdir(), (await makeArchive(plan, [])).archive);
  t.strictSame(sound, { codes: [], verdict: 'sound', log: { ...sound.log, failures: [] } });
  for (const scenario of planned) {
    const { archive } = await makeArchive(plan, planSteps(scenario, 1));
    const { codes, verdict, log } = await found(t.testdir(), archive);
    const wanted = expected[scenario.name]?.[1] ?? [];
    t.strictSame(codes, wanted, scenario.name);
    t.equal(verdict === 'incomplete', wanted.join() === 'export-failed', `${scenario.name}: ${verdict}`);
    t.equal(log.failures.length > 0, wanted.includes('export-failed'), scenario.name);
  }
});

t.test('the first export of partial-once is partial, later ones are complete', async (t) => {
  const scenario = partialScenarios.find(({ name }) => name === 'partial-once') as Scenario;
  t.strictSame(
    [1, 2, 3].map((number) => planSteps(scenario, number).length),
    [1, 0, 0],
  );
});

t.test('every step of the catalogue matches its schema and has an explanation', async (t) => {
  const ajv = new Ajv2020({ strict: true });
  for (const { name, rules, area } of scenarios) {
    t.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    t.equal(area, dataScenarios.some((one) => one.name === name) ? 'data' : 'partial');
    for (const step of rules.flatMap(({ steps }) => steps)) {
      const { properties, required } = stepKinds[step.do];
      const { do: _, ...rest } = step;
      t.ok(ajv.validate({ type: 'object', properties, required, additionalProperties: false }, rest), name);
      t.match(explainStep(step), /^[a-z]+ [^\n]*[^.,\s]$/, name);
    }
  }
  const messages = csvNameSchema.enum as string[];
  t.ok(
    ['Messages', 'MessageThreads.Outbound', 'MessageThreadOutbound'].every((name) => messages.includes(name)),
  );
});

t.test('the explanations of steps', async (t) => {
  const said: readonly (readonly [step: PlanStep, sentence: string])[] = [
    [{ do: 'csv-dialect' }, 'writes every CSV unchanged'],
    [
      { do: 'csv-dialect', file: 'Users', newline: 'crlf', bom: true, encoding: 'utf-16le' },
      'writes Users.csv with CR LF as line ends, in UTF-16, little-endian, with a byte order mark',
    ],
    [{ do: 'csv-no-rows' }, 'removes all rows except the header from every CSV, and exports no attachment'],
    [{ do: 'csv-no-rows', file: 'Users' }, 'removes all rows except the header from Users.csv'],
    [{ do: 'csv-repeat', file: 'Users', every: 1 }, 'writes every row of Users.csv twice'],
    [
      { do: 'csv-reference', file: 'Users', column: 'deleted_by_id', every: 2 },
      'writes an id that does not exist to the column deleted_by_id in one in 2 rows with a reference of Users.csv',
    ],
    [
      { do: 'fail-model', logged: true },
      'leaves out every CSV and the attachments and reports this in log.txt',
    ],
    [
      { do: 'fail-model', files: ['Users', 'Tags'], rows: 2, logged: false },
      'ends Users.csv, Tags.csv after 2 rows and reports this nowhere',
    ],
  ];
  for (const [step, sentence] of said) t.equal(explainStep(step), sentence);
});

t.test('the two scenarios of ids use the announced styles', async (t) => {
  const styles = [
    ['ids-beyond-2-53', 'large', (id: string) => id.length === 18 && BigInt(id) > 2n ** 53n],
    ['ids-10-digits', 'small', (id: string) => id.length === 10 && BigInt(id) < 2n ** 31n],
  ] as const;
  const sound = await make(await planOf(whole), []);
  for (const [name, style, fits] of styles) {
    const [scenario] = scenarios.filter((one) => one.name === name);
    t.strictSame(scenario?.rules, [{ steps: [{ do: 'ids', style }] }]);
    const made = await make(await planOf({ ...whole, options: { ids: style } }), []);
    t.equal(String(made.members.get('log.txt')), String(sound.members.get('log.txt')), name);
    const rows = parse(made.members.get('Messages.csv') ?? '', { columns: true }) as Record<string, string>[];
    t.ok(rows.length > 0 && rows.every(({ id = '', sender_id = '' }) => fits(id) && fits(sender_id)), name);
  }
});
