import type { JsonSchema } from '../../schemas/index.ts';
import { MOST_WORKERS } from '../export/workers.ts';
import { documentSchema } from '../scenarios/index.ts';
import { optionLimits } from '../sessions/option-readers.ts';
import { sessionForm, sessionSchema } from './session-schema.ts';

const WORKERS =
  'The maximum number of threads that help with large exports; 0 for none. Default: one fewer than cores, at most 4. It is read at the start only.';

const content = (session: JsonSchema, workers: JsonSchema): JsonSchema => ({
  type: 'object',
  properties: {
    $schema: { description: 'The URL of this schema, for editors.', type: 'string' },
    scenarios: {
      description: 'Own scenarios, which can be selected by name.',
      type: 'array',
      maxItems: optionLimits.ownScenarios,
      items: { $ref: '#/$defs/scenario' },
    },
    session,
    control: {
      description:
        'The clients that may control the server besides this machine: host names by which they reach it, and their addresses or networks. true: this machine only; false: nobody. It is read at the start only.',
      if: { type: 'array' },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
      then: { type: 'array', maxItems: 100, items: { type: 'string', minLength: 1, maxLength: 300 } },
      else: { type: 'boolean' },
    },
    workers,
  },
  additionalProperties: false,
});

const TITLE = 'A configuration of engage-export serve';

/** The JSON Schema (draft 2020-12) of a configuration file. */
export const configSchema: JsonSchema = documentSchema(
  'config',
  TITLE,
  content(sessionSchema, { description: WORKERS, type: 'integer', minimum: 0, maximum: MOST_WORKERS }),
);

/** The schema by which a configuration file is checked before its options are read. */
export const configForm: JsonSchema = documentSchema('config-form', TITLE, content(sessionForm, {}));
