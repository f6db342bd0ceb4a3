import { type Recipe, TYPES } from './recipe.ts';

const DATA = 'test/server/faults/data.test.ts';

const scenario: Recipe = {
  title: 'Add a scenario',
  values: { catalogue: 'data', proof: 'data', test: 'data' },
  edits: [
    {
      file: 'server/scenarios/catalogue/data.ts',
      at: "  dataScenario(\n    'csv-unresolved-reference',\n",
      place: 'before',
      insert: `  dataScenario(
    'csv-duplicate-groups',
    'Groups.csv contains one in 3 rows twice.',
    'A client fails at the primary key of its table of communities.',
    'Assumed: duplicates within one export.',
    { do: 'csv-repeat', file: 'Groups', every: 3 },
  ),
`,
    },
    {
      file: 'test/helpers/scenarios/expected-data.ts',
      at: "  'csv-unresolved-reference': [\n",
      place: 'before',
      insert: `  'csv-duplicate-groups': [
    tables('Groups', (table) => {
      table.rows = table.rows.flatMap((row) =>
        Array<string[]>(twice(row[table.columns.indexOf('id')])).fill(row),
      );
    }),
    ['duplicate-identity'],
  ],
`,
    },
  ],
  fails: {
    'server/scenarios/catalogue/data.ts': DATA,
    'test/helpers/scenarios/expected-data.ts': DATA,
  },
};

const step: Recipe = {
  title: 'Add a step',
  values: { family: 'data', handler: 'data/rows', catalogue: 'data', proof: 'data', test: 'data' },
  edits: [
    {
      file: 'server/scenarios/steps/data.ts',
      at: '  /** The CSV has no byte, not even the header. */\n',
      place: 'before',
      insert: `  /** The log counts the rows that remain. */
  | { readonly do: 'csv-lose-rows'; readonly file: string; readonly every: number }
`,
    },
    {
      file: 'server/scenarios/steps/data.ts',
      at: "  'csv-empty': {\n",
      place: 'before',
      insert: `  'csv-lose-rows': {
    properties: { file: csvNameSchema, every },
    required: ['file', 'every'],
    explain: (step) => \`leaves out \${rows(step)} of \${csvName(step.file)}\`,
  },
`,
    },
    {
      file: 'server/faults/data/rows.ts',
      at: "'csv-no-rows' | 'csv-repeat' |",
      insert: " 'csv-lose-rows' |",
    },
    {
      file: 'server/faults/data/rows.ts',
      at: "  'csv-missing': (plan, { file }, fire) => {\n",
      place: 'before',
      insert: `  'csv-lose-rows': (plan, { file, every }, fire) =>
    changeCsvs(plan, file, (csv) => ({ ...csv, rows: () => withoutSome(csv, every, fire) })),
`,
    },
    {
      file: 'server/faults/data/rows.ts',
      at: '/** The cells of a column that change, and their new values. */\n',
      place: 'before',
      insert: `function* withoutSome(csv: PlannedCsv, every: number, fire: () => void): Generator<Row> {
  const numberOf = rowNumberOf(csv);
  for (const row of csv.rows()) {
    if (isChosen(numberOf(row), every)) fire();
    else yield row;
  }
}

`,
    },
    {
      file: 'server/scenarios/catalogue/data.ts',
      at: "  dataScenario(\n    'csv-unresolved-reference',\n",
      place: 'before',
      insert: `  dataScenario(
    'csv-lost-followers',
    'TopicSubscriptions.csv lacks one in 3 rows.',
    'A client that counts the followers of a topic counts too few.',
    'Assumed: the service loses rows without a message.',
    { do: 'csv-lose-rows', file: 'TopicSubscriptions', every: 3 },
  ),
`,
    },
    {
      file: 'test/helpers/scenarios/expected-data.ts',
      at: "  'csv-unresolved-reference': [\n",
      place: 'before',
      insert: `  'csv-lost-followers': [
    tables('TopicSubscriptions', (table) => {
      const id = table.columns.indexOf('id');
      table.rows = table.rows.filter((row) => !isChosen(numberOf([row[id] ?? '']), 3));
    }),
    [],
  ],
`,
    },
  ],
  fails: {
    'server/scenarios/steps/data.ts': TYPES,
    'server/faults/data/rows.ts': TYPES,
  },
};

export const scenarioRecipes: readonly Recipe[] = [scenario, step];
