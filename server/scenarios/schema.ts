import { INSTANT, type JsonSchema, NAME, networkModels, RANGES, userModels } from '../../schemas/index.ts';
import { stepKinds } from './step-kinds.ts';
import { anchorSchema } from './steps/anchor.ts';
import { csvNameSchema } from './steps/csv-names.ts';
import type { StepKind } from './steps/kind.ts';

/** Limits of one scenario, so that no scenario costs a server more than a request does. */
export const most = {
  rules: 100,
  /** Per rule. */
  steps: 50,
  /** Characters of the scenario as JSON. */
  characters: 2_000_000,
  /** Numbers, strings, arrays and objects in the scenario. */
  values: 20_000,
} as const;

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';
const text = { type: 'string', maxLength: 1000 } as const;
const instant = { type: 'string', pattern: INSTANT } as const;
const name = {
  description: 'The name that selects the scenario: lower-case letters, digits and single hyphens.',
  type: 'string',
  pattern: NAME,
  maxLength: 64,
} as const;

/** Definitions that the schema contains once, however often they are used. */
const shared: ReadonlyMap<unknown, JsonSchema> = new Map<unknown, JsonSchema>([
  [csvNameSchema, { $ref: '#/$defs/csv' }],
  [anchorSchema, { $ref: '#/$defs/place' }],
]);

const when: JsonSchema = {
  description: 'The condition of a rule. A request must match every property that is set.',
  type: 'object',
  properties: {
    requests: {
      description: 'Ordinal numbers of the requests for the scenario, counted per token or session, from 1.',
      type: 'string',
      pattern: RANGES,
      maxLength: 200,
    },
    operation: {
      description: 'The endpoint: network export, user export, or the Files Export API.',
      enum: ['network', 'user', 'files'],
    },
    model: {
      description:
        'A model that the request asks for, by name or because it asks for all; for example `Message`.',
      type: 'string',
      minLength: 1,
      maxLength: 100,
      examples: [...new Set([...networkModels('current'), ...userModels()])],
    },
    user: {
      description: 'The id of the user whose data the request asks for.',
      type: 'string',
      minLength: 1,
      maxLength: 100,
    },
    window: {
      description: 'A window that the requested window overlaps.',
      type: 'object',
      properties: { since: instant, until: { ...instant, description: 'Exclusive.' } },
      additionalProperties: false,
    },
    percent: {
      description: 'The percentage of requests; always the same requests for the same seed.',
      type: 'integer',
      minimum: 1,
      maximum: 100,
    },
  },
  additionalProperties: false,
};

const rule: JsonSchema = {
  description: 'Steps and their condition; without `when` they apply to every request.',
  type: 'object',
  properties: {
    when: { $ref: '#/$defs/when' },
    steps: { type: 'array', minItems: 1, maxItems: most.steps, items: { $ref: '#/$defs/step' } },
  },
  required: ['steps'],
  additionalProperties: false,
};

const scenario: JsonSchema = {
  description: 'A named behaviour of the server.',
  type: 'object',
  properties: {
    name,
    what: { ...text, description: 'The behaviour in one sentence.' },
    cycle: {
      description:
        'The number of requests after which the numbering restarts; without it the numbering never restarts.',
      type: 'integer',
      minimum: 1,
      maximum: 999_999,
    },
    per: {
      description:
        'The requests that are numbered together: `selection` (the default) means those that select the scenario in the same way, `token` those with the same signed token.',
      enum: ['selection', 'token'],
    },
    rules: {
      description: 'All rules that match a request are applied, in this order.',
      type: 'array',
      minItems: 1,
      maxItems: most.rules,
      items: { $ref: '#/$defs/rule' },
    },
  },
  required: ['name', 'rules'],
  additionalProperties: false,
};

/** A step is validated by its `do` only, so that a message refers to that kind of step. */
const step: JsonSchema = {
  description: 'One fault or change that the server applies.',
  type: 'object',
  properties: { do: { description: 'The kind of the step.', enum: Object.keys(stepKinds) } },
  required: ['do'],
  allOf: Object.entries(stepKinds).map(([word, kind]) => ({
    if: { type: 'object', properties: { do: { const: word } }, required: ['do'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then: propertiesOf(word, kind as StepKind<{ do: string }>),
  })),
};

function propertiesOf(word: string, { properties, required }: StepKind<{ do: string }>): JsonSchema {
  return {
    type: 'object',
    properties: { do: { const: word }, ...(withShared(properties) as object) },
    required: ['do', ...required],
    additionalProperties: false,
  };
}

function withShared(part: unknown): unknown {
  const reference = shared.get(part);
  if (reference !== undefined) return reference;
  if (Array.isArray(part)) return part.map(withShared);
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, withShared(value)]));
}

/** The definitions of a scenario, for schemas that contain scenarios: `{ $ref: '#/$defs/scenario' }`. */
export const scenarioDefinitions: JsonSchema = {
  scenario,
  rule,
  when,
  step,
  place: anchorSchema,
  csv: csvNameSchema,
};

/** A complete schema document that includes the definitions of scenarios. */
export function documentSchema(id: string, title: string, body: JsonSchema): JsonSchema {
  return { $schema: DIALECT, $id: `urn:engage-export-kit:${id}`, title, ...body, $defs: scenarioDefinitions };
}

/** The JSON Schema (draft 2020-12) of a scenario that users write. */
export const scenarioSchema: JsonSchema = documentSchema('scenario', 'A custom scenario', {
  $ref: '#/$defs/scenario',
});
