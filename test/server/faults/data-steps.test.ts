import t from 'tap';
import type { Row } from '../../../generators/index.ts';
import type { JsonSchema } from '../../../schemas/index.ts';
import { csvWriter, dialectWriter, usualDialect } from '../../../server/csv/index.ts';
import { Tally } from '../../../server/export/log-txt.ts';
import { members } from '../../../server/export/members.ts';
import type { ExportPlan } from '../../../server/export/plan.ts';
import { alterPlan } from '../../../server/faults/data/index.ts';
import type { Step } from '../../../server/scenarios/scenario.ts';
import { csvNameSchema } from '../../../server/scenarios/steps/csv-names.ts';
import { dataKinds } from '../../../server/scenarios/steps/data.ts';
import { partKinds } from '../../../server/scenarios/steps/part.ts';
import fc, { anyCharacter } from '../../helpers/properties.ts';
import {
  make,
  makeArchive,
  occasions,
  type PlanStep,
  planOf,
  whole,
  withRowsMadeOnce,
} from '../../helpers/scenarios/data-exports.ts';
import { NOW } from '../../helpers/serve.ts';

/** A plan with an infinite number of rows. */
function endless(): { plan: ExportPlan; drawn: () => number; closed: () => boolean } {
  let drawn = 0;
  let closed = false;
  function* rows(): Generator<Row> {
    try {
      for (; ; drawn += 1) yield { id: String(drawn), body: 'text', sender_id: '7' };
    } finally {
      closed = true;
    }
  }
  const columns = ['id', 'body', 'sender_id'].map((name) => ({ name, kind: 'text' as const }));
  const csv = { member: 'Messages.csv', key: 'Messages', profile: 'current', columns, rows } as const;
  const log = { written: true, countsOff: 0, failures: [] };
  const plan = {
    now: NOW,
    requestText: '',
    parameters: [],
    textFolders: [''],
    csvs: [csv],
    attachments: [],
    log,
  };
  return { plan, drawn: () => drawn, closed: () => closed };
}

t.test(
  'rows are changed when they are read, and a step fires at the first row that it changes',
  async (t) => {
    const [file, column, every] = ['Messages', 'body', 1] as const;
    const steps: readonly PlanStep[] = [
      { do: 'csv-dialect', newline: 'crlf' },
      { do: 'csv-add-column', file, column: 'x', at: 'end' },
      { do: 'csv-no-rows' },
      { do: 'csv-repeat', file, every },
      ...(['long', 'nul', 'invalid-utf8'] as const).map(
        (text) => ({ do: 'csv-text', file, column, every, text }) as const,
      ),
      { do: 'csv-reference', file, column: 'sender_id', every },
      { do: 'fail-model', rows: 5, logged: true },
    ];
    for (const step of steps) {
      const { plan, drawn, closed } = endless();
      const fired: Step[] = [];
      const altered = alterPlan(plan, [step], (one) => fired.push(one));
      t.equal(drawn(), 0, `${step.do}: no row is read during planning`);
      for (const member of members(altered, 'deflate', new Tally())) {
        if (member.name !== 'Messages.csv') continue;
        for await (const chunk of member.content) if (chunk.length > 0) break;
        break;
      }
      t.ok(drawn() < 10_000, `${step.do}: ${drawn()} rows for the first bytes`);
      t.ok(closed(), `${step.do}: the rows are closed when reading stops`);
      t.strictSame(fired, [step], `${step.do}: reported once`);
    }
  },
);

t.test('a step finds a file by its name in any profile, in the folders of all networks', async (t) => {
  const names = ['MessageThreads.Outbound', 'MessageThreadOutbound'];
  for (const occasion of [
    occasions['the legacy profile'],
    occasions['several networks'],
    occasions['one user'],
  ]) {
    const plan = await planOf(occasion ?? whole);
    const outbound = plan.csvs.filter(({ key }) => key === 'MessageThreads.Outbound');
    for (const file of names) {
      const fired: Step[] = [];
      const { csvs } = alterPlan(plan, [{ do: 'csv-missing', file }], (step) => fired.push(step));
      t.strictSame(
        csvs,
        plan.csvs.filter((csv) => !outbound.includes(csv)),
      );
      t.equal(fired.length, outbound.length > 0 ? 1 : 0);
    }
  }
});

t.test('steps are applied in the order of the rule', async (t) => {
  const file = 'Messages';
  const cases: readonly (readonly [steps: readonly PlanStep[], csv: string])[] = [
    [
      [
        { do: 'csv-dialect', newline: 'crlf', quotes: 'needed' },
        { do: 'csv-rename-column', file, column: 'body', to: 'words' },
        { do: 'csv-text', file, column: 'body', every: 1, text: 'nul' },
        { do: 'csv-text', file, column: 'words', every: 2, text: 'invalid-utf8' },
        { do: 'csv-remove-column', file, column: 'sender_id' },
        { do: 'fail-model', files: [file], rows: 2, logged: true },
        { do: 'csv-repeat', file, every: 2 },
      ],
      ['id,words', '0,text', ...Array(2).fill('1,text \xff\xc0\xaf\xed\xa0\x80\xe2\x82'), ''].join('\r\n'),
    ],
    [
      [
        { do: 'csv-remove-column', file, column: 'id' },
        { do: 'csv-remove-column', file, column: 'sender_id' },
        { do: 'csv-remove-column', file, column: 'body' },
        { do: 'fail-model', rows: 1, logged: false },
        { do: 'csv-dialect', quotes: 'needed', bom: true, encoding: 'windows-1252' },
      ],
      'body\ntext\n',
    ],
  ];
  for (const [steps, csv] of cases) {
    const made = await make(endless().plan, steps);
    t.equal(made.members.get('Messages.csv')?.toString('latin1'), csv);
  }
});

t.test('a row of one empty field is not a blank line', async (t) => {
  const write = dialectWriter([{ name: 'a', kind: 'text' }], { ...usualDialect, quotes: 'needed' });
  t.equal(
    Buffer.concat([...write([{ a: '' }, { a: 'b' }, { a: '"' }, { a: '\r' }])]).toString(),
    'a\n""\nb\n""""\n"\r"\n',
  );
});

t.test('an export contains at most 32 long texts', async (t) => {
  const { plan } = endless();
  const long = { do: 'csv-text', file: 'Messages', column: 'body', every: 1, text: 'long' } as const;
  const altered = alterPlan(plan, [long, { do: 'fail-model', rows: 50, logged: false }], () => {});
  const lengths = Array.from(altered.csvs[0]?.rows() ?? [], ({ body }) => String(body).length);
  t.strictSame(lengths, [...Array<number>(32).fill(1_000_000), ...Array<number>(18).fill(4)]);
});

/** Values that a schema allows, mostly names that an export contains. */
function allowed(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema === csvNameSchema) {
    const names = ['Messages', 'Users', 'Files', 'Groups', 'MessageThreadOutbound', 'AMAs', 'Networks'];
    return fc.constantFrom(...names);
  }
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as string[]));
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'integer')
    return fc.integer({ min: Number(schema.minimum), max: Number(schema.minimum) + 3 });
  if (schema.type === 'array')
    return fc.array(allowed(schema.items as JsonSchema), { minLength: 1, maxLength: 3 });
  return fc.constantFrom(
    'id',
    'body',
    'sender_id',
    'participants',
    'path',
    'qna_app_enabled',
    '__proto__',
    '1',
    'x"',
  );
}

const kinds = Object.entries({ ...dataKinds, ...partKinds });
const anyStep = fc.oneof(
  ...kinds.map(([name, { properties, required }]) => {
    const values = Object.entries(properties).map(([property, schema]) => [property, allowed(schema)]);
    const requiredKeys = ['do', ...required] as never[];
    return fc.record({ do: fc.constant(name), ...Object.fromEntries(values) }, { requiredKeys });
  }),
) as fc.Arbitrary<PlanStep>;

const plans = await Promise.all(
  Object.values(occasions)
    .filter(({ query }) => query !== 'since=0')
    .map(async (occasion) => {
      const plan = withRowsMadeOnce(await planOf(occasion));
      return { plan, sound: (await makeArchive(plan, [])).archive };
    }),
);

t.test('a step fires when it changes a byte, and only then', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...plans), anyStep, async ({ plan, sound }, step) => {
      const made = await makeArchive(plan, [step]);
      return made.fired.length === (made.archive.equals(sound) ? 0 : 1);
    }),
    { numRuns: 150 },
  );
});

t.test('with any combination of steps the ZIP is readable, and repeatable', async () => {
  const steps = fc.array(anyStep, { minLength: 2, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...plans), steps, async ({ plan }, together) => {
      const before = JSON.stringify(together);
      const [once, again] = [await make(plan, together), await makeArchive(plan, together)];
      const firedOnce = new Set(once.fired).size === once.fired.length;
      return once.archive.equals(again.archive) && firedOnce && JSON.stringify(together) === before;
    }),
    { numRuns: 80 },
  );
});

t.test('the baseline dialect gives the bytes of csvWriter', async (t) => {
  const columns = ['a', 'b', 'c'].map((name) => ({ name, kind: 'text' as const }));
  const cell = fc.oneof(
    fc.string({ unit: anyCharacter }),
    fc.constantFrom('', '"', ',', '\r\n', '\ud83d\ude00'),
    fc.boolean(),
  );
  const bytes = (chunks: Iterable<Buffer>) => Buffer.concat([...chunks]);
  fc.assert(
    fc.property(fc.array(fc.record({ a: cell, b: cell, c: cell })), (rows) => {
      const [baseline, same] = [csvWriter(columns)(rows), dialectWriter(columns, usualDialect)(rows)];
      return bytes(baseline).equals(bytes(same)) && baseline.rowCount === same.rowCount;
    }),
  );
  t.throws(() => bytes(dialectWriter(columns, usualDialect)([{ a: '', b: '' }])), { name: 'TypeError' });
});

t.test(
  'Windows-1252 uses its own characters from 0x80, and a question mark for characters that it lacks',
  async (t) => {
    const write = dialectWriter([{ name: 'a', kind: 'text' }], {
      ...usualDialect,
      header: false,
      encoding: 'windows-1252',
    });
    const written = Buffer.concat([...write([{ a: 'a\t€‚Žž“”™Ÿ é\u0085日😀' }])]);
    t.equal(written.toString('hex'), '22610980828e9e93949' + '99f20e93f3f3f220a');
  },
);
