import { examples, ownScenario } from './examples.ts';
import { type OperationSpec, ref } from './operation.ts';
import { changing, controlError, json, reading, shared } from './responses.ts';

const noScenario = { 404: shared('NoScenario') } as const;

/** The operations on scenarios, by path and method. */
export const scenarioOperations = {
  '/scenarios': {
    GET: {
      operationId: 'listScenarios',
      tag: 'scenarios',
      summary: 'List the scenarios',
      description: 'Every scenario that can be selected by name. docs/scenarios.md explains them.',
      responses: {
        200: json('The scenarios.', 'ScenarioList', { scenarios: [examples.listedScenario] }),
        ...reading,
      },
    },
    POST: {
      operationId: 'addScenario',
      tag: 'scenarios',
      summary: 'Add an own scenario',
      description:
        'Every session can select it. It replaces an own scenario of the same name, which then starts again.',
      body: {
        description: 'The scenario.',
        required: true,
        schema: ref('Scenario'),
        examples: { busy: { summary: 'Two responses with status 429.', value: ownScenario } },
      },
      responses: {
        200: json('The scenario has replaced one of the same name.', 'ListedScenario', examples.ownListed),
        201: json('The scenario is new.', 'ListedScenario', examples.ownListed),
        ...changing,
        400: shared('BadScenario'),
        409: controlError(
          'A scenario of the catalogue has the name.',
          '/name: expected a name that is not in use, got "csv-bom", which is a name of the catalogue.',
          '/name',
        ),
        429: controlError(
          'There are 1000 own scenarios, or all scenarios together are too large.',
          'expected at most 1000 own scenarios, got one more: DELETE some.',
        ),
      },
    },
  },
  '/scenarios/:name': {
    GET: {
      operationId: 'getScenario',
      tag: 'scenarios',
      summary: 'Show a scenario with its rules',
      description: 'The rules are those that `POST /__admin/scenarios` takes.',
      responses: {
        200: json('The scenario.', 'ShownScenario', examples.shownScenario),
        ...reading,
        ...noScenario,
      },
    },
    DELETE: {
      operationId: 'removeScenario',
      tag: 'scenarios',
      summary: 'Remove an own scenario',
      description: 'Sessions that began with the scenario keep it.',
      responses: {
        204: { description: 'Done.' },
        ...changing,
        ...noScenario,
        409: controlError(
          'The scenario is one of the catalogue or of the configuration.',
          'csv-bom: expected a scenario that was added by POST, got one of the catalogue or the configuration.',
        ),
      },
    },
  },
  '/check/scenario': {
    POST: {
      operationId: 'checkScenario',
      tag: 'scenarios',
      summary: 'Check a scenario',
      description:
        'Says what is wrong with a scenario, each mistake at its place, or explains it. It is not added: an editor can ask while somebody types.',
      body: {
        description: 'A scenario, or an attempt at one.',
        required: true,
        schema: {},
        examples: { busy: { summary: 'Two responses with status 429.', value: ownScenario } },
      },
      responses: {
        200: json('The mistakes, and the scenario when its form is right.', 'CheckedScenario', {
          mistakes: [],
          scenario: examples.ownListed,
        }),
        ...changing,
      },
    },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, OperationSpec>>>>;
