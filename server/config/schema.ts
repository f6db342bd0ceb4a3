import type { JsonSchema } from '../../schemas/index.ts';
import { documentSchema } from '../scenarios/index.ts';
import { sessionSchema } from './session-schema.ts';

/** The JSON Schema (draft 2020-12) of a configuration file. */
export const configSchema: JsonSchema = documentSchema('config', 'A configuration of engage-export serve', {
  type: 'object',
  properties: {
    $schema: { description: 'The address of this schema, for editors.', type: 'string' },
    scenarios: {
      description: 'Scenarios of one’s own, to be chosen by name.',
      type: 'array',
      maxItems: 1000,
      items: { $ref: '#/$defs/scenario' },
    },
    session: sessionSchema,
  },
  additionalProperties: false,
});
