import { type Recipe, TYPES } from './recipe.ts';

const error: Recipe = {
  title: 'Add an error',
  values: { reader: 'parameters' },
  edits: [
    {
      file: 'schemas/errors.ts',
      at: '  parameter_missing: {\n',
      place: 'before',
      insert: `  too_many_models: {
    status: 400,
    contentType: text,
    body: 'The parameter model is not valid: expected at most <most> values, received <received>',
    when: 'The request has more values of \`model\` than the service reads.',
    endpoints: ['network', 'user'],
    evidence: 'assumed',
  },
`,
    },
    {
      file: 'server/request/errors.ts',
      at: '  unsupportedModels: (',
      place: 'before',
      insert: `  tooManyModels: (most: number, received: number): ErrorResponse =>
    errorResponse(
      'too_many_models',
      { most: String(most), received: String(received) },
      \`model: expected at most \${most} values, got \${received}\`,
    ),

`,
    },
    {
      file: 'server/request/parameters.ts',
      at: "  const asked = valuesOf(query, 'model');\n",
      insert:
        '  if (asked.length > MOST_MODELS) return errorResponses.tooManyModels(MOST_MODELS, asked.length);\n',
    },
    {
      file: 'server/request/parameters.ts',
      at: 'function readModels(',
      place: 'before',
      insert: '/** The maximum number of values of `model`. */\nconst MOST_MODELS = 1000;\n\n',
    },
    {
      file: 'schemas/fidelity-areas.ts',
      at: "      ['unknown-network-model', 'An unknown model:",
      place: 'before',
      insert: "      ['fixed', 'More than 1,000 values of `model`: 400.'],\n",
    },
    {
      file: 'test/server/request/errors.test.ts',
      at: "  [\n    'an unknown model',\n    '?since=0&model=Mesages',\n",
      place: 'before',
      insert: `  [
    'too many models',
    \`?since=0\${'&model=User'.repeat(1001)}\`,
    400,
    TEXT_TYPE,
    'The parameter model is not valid: expected at most 1000 values, received 1001',
    'model: expected at most 1000 values, got 1001',
  ],
`,
    },
  ],
  fails: {
    'schemas/errors.ts': TYPES,
    'server/request/errors.ts': TYPES,
    'server/request/parameters.ts': 'test/server/request/errors.test.ts',
  },
};

const assumption: Recipe = {
  title: 'Add a switch for an assumption',
  values: { place: 'export/headers', proofs: 'responses' },
  edits: [
    {
      file: 'schemas/assumptions.ts',
      at: "  'token-precedence': {\n",
      place: 'before',
      insert: `  'download-name': {
    about: 'The number in the name of a download',
    values: [
      { value: 'milliseconds', does: 'It is the Unix time in milliseconds.' },
      { value: 'seconds', does: 'It is the Unix time in seconds.' },
    ],
  },
`,
    },
    {
      file: 'server/export/headers.ts',
      at: 'plan.now}',
      place: 'instead',
      insert: 'number}',
    },
    {
      file: 'server/export/headers.ts',
      at: '  const named =',
      place: 'before',
      insert:
        "  const number = assumptions['download-name'] === 'seconds' ? Math.floor(plan.now / 1000) : plan.now;\n",
    },
    {
      file: 'schemas/fidelity-areas.ts',
      at: "      ['wrong-method', 'The response to another method",
      place: 'before',
      insert: "      ['download-name', 'The number in that name is in milliseconds.'],\n",
    },
    {
      file: 'test/helpers/assumptions/responses.ts',
      at: "  'token-precedence': {\n",
      place: 'before',
      insert: `  'download-name': {
    see: async (askIn) =>
      (await askIn('current')(\`\${EXPORT}?since=0&model=Tags\`)).headers['content-disposition'],
    seen: {
      milliseconds: \`attachment; filename="export-\${NOW}.zip"\`,
      seconds: \`attachment; filename="export-\${NOW / 1000}.zip"\`,
    },
  },
`,
    },
  ],
  fails: {
    'schemas/assumptions.ts': TYPES,
    'server/export/headers.ts': 'test/server/assumptions.test.ts',
    'schemas/fidelity-areas.ts': 'test/server/assumptions.test.ts',
    'test/helpers/assumptions/responses.ts': TYPES,
  },
};

/** The recipes of the server: an error, a scenario, a step, a switch. */
export const serverRecipes: readonly Recipe[] = [error, assumption];
