import { type Recipe, TYPES } from './recipe.ts';

const oneCase: Recipe = {
  title: 'Add a case',
  values: { area: 'errors', case: 'status-206' },
  edits: [
    {
      file: 'conformance/cases/errors.ts',
      at: "    scenario: answers('no-content', { do: 'answer', status: 204 }),\n    rule: 'The status of an export is 200.',\n    label: 'documented',\n  },\n",
      insert: `  {
    id: 'status-206',
    title: 'A 206 is reported as a failure.',
    scenario: answers('partial-content', { do: 'answer', status: 206 }),
    rule: 'The status of an export is 200.',
    label: 'documented',
  },
`,
    },
  ],
  fails: { 'conformance/cases/errors.ts': 'npm run mutants -- --only errors.status-206 --write' },
};

const mutant: Recipe = {
  title: 'Add a mutant',
  values: { group: 'messages', mutant: 'optimist' },
  edits: [
    {
      file: 'conformance/mutants/messages.ts',
      at: "  {\n    name: 'silent',\n",
      place: 'before',
      insert: `  {
    name: 'optimist',
    does: 'Ends with exit code 0 after an error of the service.',
    run: async (_, asReference) => {
      await asReference();
      return 0;
    },
    in: ['errors.status-500', 'errors.status-502-html'],
  },
`,
    },
  ],
  fails: { 'conformance/mutants/messages.ts': 'npm run mutants -- --mutant optimist --write' },
};

const check: Recipe = {
  title: 'Add a kind of check',
  values: { kind: 'request', area: 'request', case: 'since', group: 'requests' },
  edits: [
    { file: 'conformance/model/check.ts', at: "  | 'accepts-a-zip'\n", insert: "  | 'asks-for-no-part'\n" },
    {
      file: 'conformance/checks/request.ts',
      at: "  'sends-the-token-in-the-header': each(",
      place: 'before',
      insert: `  'asks-for-no-part': each(
    'The request has no Range header',
    (exchange) => headerOf(exchange, 'range') === undefined,
  ),
`,
    },
    {
      file: 'conformance/reports/faults.ts',
      at: "  'sends-the-token-in-the-header':",
      place: 'before',
      insert: "  'asks-for-no-part': 'too-many-requests',\n",
    },
    {
      file: 'conformance/cases/request.ts',
      at: 'const once: readonly CheckSpec[] = [\n',
      insert: `  {
    check: 'asks-for-no-part',
    level: 'SHOULD',
    rule: 'Each request makes a new export, and parts of two exports together are no ZIP.',
    label: 'assumed',
    why: 'The parts do not fit together, and the archive cannot be opened.',
  },
`,
    },
    {
      file: 'conformance/mutants/requests.ts',
      at: "  {\n    name: 'csv-only',\n",
      place: 'before',
      insert: `  {
    name: 'part-asker',
    does: 'Asks for a part of the export.',
    parts: {
      buildRequest: (...given) => {
        const request = buildRequest(...given);
        return { ...request, headers: { ...request.headers, range: 'bytes=0-' } };
      },
    },
    in: ['request.since'],
  },
`,
    },
  ],
  fails: {
    'conformance/model/check.ts': TYPES,
    'conformance/checks/request.ts': TYPES,
    'conformance/reports/faults.ts': TYPES,
    'conformance/mutants/requests.ts': 'npm run mutants -- --only request.since --write',
  },
};

/** The recipes of the conformance kit: a case, a mutant, a kind of check. */
export const conformanceRecipes: readonly Recipe[] = [oneCase, mutant, check];
