import { DAY, type JsonSchema } from '../../schemas/index.ts';

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
  description: 'The list that engage-export test --baseline reads, in YAML or JSON.',
  type: 'object',
  properties: {
    failures: list('The checks that fail every time. A listed check that passes fails the run.'),
    flaky: list('The checks that fail sometimes. A failure because of a crash of the client is not excused.'),
  },
  additionalProperties: false,
  $defs: {
    entry: {
      description: 'A check that is known to fail.',
      type: 'object',
      properties: {
        check: {
          description: 'The id of the check: `download.cut-mid-member-chunked/says-how-it-ended`.',
          type: 'string',
          pattern: '^[^/]+/.+$',
        },
        reason: { description: 'The reason why the failure is accepted.', type: 'string', minLength: 1 },
        link: {
          description: 'The address of the issue or change that fixes it.',
          type: 'string',
          pattern: '^https?://[^\\s]+$',
        },
        until: {
          description: 'The last day on which the failure is accepted, in UTC: 2026-12-31.',
          type: 'string',
          pattern: DAY,
        },
      },
      required: ['check', 'reason'],
      additionalProperties: false,
    },
  },
};
