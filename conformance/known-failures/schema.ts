import type { JsonSchema } from '../../schemas/index.ts';

const list = (description: string): JsonSchema => ({
  description,
  type: ['array', 'null'],
  items: { $ref: '#/$defs/entry' },
});

/** The JSON Schema of a list of known failures. */
export const baselineSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:engage-export-kit:baseline:1',
  title: 'Known failures of a client of the export API',
  description: 'What engage-export test --baseline reads, in YAML or JSON.',
  type: 'object',
  properties: {
    failures: list('Checks that fail every time. One that passes fails the run.'),
    flaky: list('Checks that fail now and then. One that fails because the client crashed counts as ever.'),
  },
  additionalProperties: false,
  $defs: {
    entry: {
      description: 'A check that fails, and why that is accepted.',
      type: 'object',
      properties: {
        check: {
          description: 'Its id: `download.cut-mid-member-chunked/says-how-it-ended`.',
          type: 'string',
          pattern: '^[^/]+/.+$',
        },
        reason: { description: 'Why it is accepted.', type: 'string', minLength: 1 },
        link: {
          description: 'Where it is being mended.',
          type: 'string',
          pattern: '^https?://[^\\s]+$',
        },
        until: {
          description: 'The last day on which it is accepted, in UTC: 2026-12-31.',
          type: 'string',
          pattern: '^\\d{4}-\\d{2}-\\d{2}$',
        },
      },
      required: ['check', 'reason'],
      additionalProperties: false,
    },
  },
};
