import { type JsonSchema, networkModels, userModels } from '../../schemas/index.ts';
import { INSTANT, NAME } from './expectation.ts';
import { RANGES } from './schedule.ts';
import { stepKinds } from './step-kinds.ts';
import { anchorSchema } from './steps/anchor.ts';
import { csvNameSchema } from './steps/csv-names.ts';
import type { StepKind } from './steps/kind.ts';

/** How much there may be in one scenario, so that none costs a server more than a request does. */
export const most = {
  rules: 100,
  /** In one rule. */
  steps: 50,
  /** Of all that is written, as JSON. */
  characters: 2_000_000,
  /** Numbers, texts, lists and objects in it. */
  values: 20_000,
} as const;

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';
const text = { type: 'string', maxLength: 1000 } as const;
const instant = { type: 'string', pattern: INSTANT } as const;
const name = {
  description: 'What it is chosen by: small letters, digits and single hyphens.',
  type: 'string',
  pattern: NAME,
  maxLength: 64,
} as const;

/** Definitions that stand once in the schema, however often they are used. */
const shared: ReadonlyMap<unknown, JsonSchema> = new Map<unknown, JsonSchema>([
  [csvNameSchema, { $ref: '#/$defs/csv' }],
  [anchorSchema, { $ref: '#/$defs/place' }],
]);

const when: JsonSchema = {
  description: 'Which requests a rule is for: those that fit everything that is said here.',
  type: 'object',
  properties: {
    requests: {
      description: 'Numbers of the requests of whoever chose the scenario, from 1.',
      type: 'string',
      pattern: RANGES,
      maxLength: 200,
    },
    operation: { description: 'Which of the two exports is asked for.', enum: ['network', 'user'] },
    model: {
      description: 'A model that is asked for, by name or because all are, as `Message`.',
      type: 'string',
      minLength: 1,
      maxLength: 100,
      examples: [...new Set([...networkModels('current'), ...userModels()])],
    },
    user: {
      description: 'The id of the user that is exported.',
      type: 'string',
      minLength: 1,
      maxLength: 100,
    },
    window: {
      description: 'The window that is asked for has something in common with this one.',
      type: 'object',
      properties: { since: instant, until: { ...instant, description: 'Exclusive.' } },
      additionalProperties: false,
    },
    percent: {
      description: 'So many requests in a hundred, always the same ones.',
      type: 'integer',
      minimum: 1,
      maximum: 100,
    },
  },
  additionalProperties: false,
};

const rule: JsonSchema = {
  description: 'What happens, and when; on every request without `when`.',
  type: 'object',
  properties: {
    when: { $ref: '#/$defs/when' },
    steps: { type: 'array', minItems: 1, maxItems: most.steps, items: { $ref: '#/$defs/step' } },
  },
  required: ['steps'],
  additionalProperties: false,
};

const scenario: JsonSchema = {
  description: 'A behaviour of the server that has a name.',
  type: 'object',
  properties: {
    name,
    what: { ...text, description: 'What happens, in a sentence.' },
    cycle: {
      description: 'After so many requests the numbers begin again; never when left out.',
      type: 'integer',
      minimum: 1,
      maximum: 999_999,
    },
    rules: {
      description: 'All that fit a request hold, one after another.',
      type: 'array',
      minItems: 1,
      maxItems: most.rules,
      items: { $ref: '#/$defs/rule' },
    },
  },
  required: ['name', 'rules'],
  additionalProperties: false,
};

/** A step is judged by its word alone, so that a mistake is told in its terms. */
const step: JsonSchema = {
  description: 'One thing that happens.',
  type: 'object',
  properties: { do: { description: 'The word for what happens.', enum: Object.keys(stepKinds) } },
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

/** What a scenario's schema is made of, for schemas that have scenarios in them: `{ $ref: '#/$defs/scenario' }`. */
export const scenarioDefinitions: JsonSchema = {
  scenario,
  rule,
  when,
  step,
  place: anchorSchema,
  csv: csvNameSchema,
};

/** A schema of its own, with the definitions of scenarios. */
export function documentSchema(id: string, title: string, body: JsonSchema): JsonSchema {
  return { $schema: DIALECT, $id: `urn:engage-export-kit:${id}`, title, ...body, $defs: scenarioDefinitions };
}

/** The JSON Schema (draft 2020-12) of a scenario as people write it. */
export const scenarioSchema: JsonSchema = documentSchema('scenario', 'A scenario of one’s own', {
  $ref: '#/$defs/scenario',
});
