import type { JsonSchema } from '../../schemas/index.ts';
import { levels } from '../model/check.ts';
import { operations } from '../model/client-description.ts';
import { verdicts } from '../model/report.ts';

const text = { type: 'string' } as const;
const count = { type: 'integer', minimum: 0 } as const;
const time = { type: 'number', minimum: 0 } as const;
const instant = {
  type: 'string',
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})$',
} as const;

function said(description: string, schema: JsonSchema = text): JsonSchema {
  return { description, ...schema };
}

function listOf(description: string, items: JsonSchema): JsonSchema {
  return { description, type: 'array', items };
}

/** An object that has these and nothing else; those named last may be missing. */
function shape(
  description: string,
  properties: Readonly<Record<string, JsonSchema>>,
  optional: readonly string[] = [],
): JsonSchema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { description, type: 'object', properties, required, additionalProperties: false };
}

const check = shape(
  'What came of a check.',
  {
    id: said('Stable: `download.cut-mid-member-chunked/says-how-it-ended`.', {
      type: 'string',
      pattern: '^[^/]+/.+$',
    }),
    level: said('Only a MUST that fails makes the client fail.', { enum: [...levels] }),
    demand: said('What is demanded, as a sentence.'),
    rule: said('The line of the protocol that it rests on.'),
    label: said('How sure that line is.', { enum: ['documented', 'observed', 'assumed'] }),
    why: said('What goes wrong for people when a client fails it.'),
    verdict: said('The worst of them when the case was repeated.', { enum: [...verdicts] }),
    expected: text,
    seen: said('What was seen; for what was not judged, why not.'),
    tally: {
      ...shape(
        'How often each verdict came; there when the case was repeated.',
        Object.fromEntries(verdicts.map((verdict) => [verdict, count])),
        verdicts,
      ),
      minProperties: 1,
    },
    known: shape(
      'There when a list of known failures has the check, and it failed.',
      {
        list: said('`failures` fail every time, `flaky` ones now and then.', { enum: ['failures', 'flaky'] }),
        reason: text,
        link: text,
      },
      ['link'],
    ),
  },
  ['tally', 'known'],
);

const archive = shape('The archive that a run asked for, as it would be without a scenario.', {
  bytes: count,
  members: listOf(
    'In the order of the archive.',
    shape('A member of it.', {
      name: text,
      from: said('Bytes from the beginning of the archive to its local header.', count),
      to: said('The same to the first byte after its data.', count),
    }),
  ),
});

const exchange = shape('A request of a run and what became of it.', {
  method: text,
  target: said('`{base_url}` and the like stand for what is different every time.'),
  status: said('null when there was no answer.', { type: ['integer', 'null'], minimum: 100, maximum: 599 }),
  steps: listOf(
    'What of the scenario happened, in order.',
    shape('One thing that happened.', {
      text: said('As the predicate of a sentence.'),
      byte: said('After so many bytes of the body; null where there is no such place.', {
        type: ['integer', 'null'],
        minimum: 0,
      }),
    }),
  ),
});

const run = shape('One run of the client.', {
  operation: said('What the client was asked to do.', { enum: [...operations] }),
  parameters: said('What was asked for, by the names of the placeholders.', {
    type: 'object',
    additionalProperties: text,
  }),
  now: said("The server's clock.", instant),
  scenario: said('Name of the scenario; null for a server that does as it should.', {
    type: ['string', 'null'],
  }),
  ended: said('How it ended, in words.'),
  stdout: said('The last that it printed.'),
  stderr: said('The last that it printed.'),
  exchanges: listOf('Its requests, in order.', { $ref: '#/$defs/exchange' }),
  archive: said('null when there is no such export, or it is too large to be looked at.', {
    anyOf: [{ $ref: '#/$defs/archive' }, { type: 'null' }],
  }),
  files: listOf('What lay in the output folder afterwards.', shape('A file.', { path: text, bytes: count })),
});

const oneCase = shape('What came of a case.', {
  id: said('Stable: `download.cut-mid-member-chunked`.', { type: 'string', minLength: 1 }),
  area: text,
  title: said('What a client that passes has shown, as a sentence.'),
  checks: listOf('In the order of the case.', { $ref: '#/$defs/check' }),
  runs: listOf('Empty when the client lacks what the case needs.', { $ref: '#/$defs/run' }),
  ms: said('Milliseconds of the whole case.', time),
  clientMs: said("Milliseconds of the client's runs in it.", time),
});

/** The JSON Schema of a `report.json` of the conformance kit. */
export const reportSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:engage-export-kit:report:1',
  title: 'What a client of the export API gets right and wrong',
  ...shape(
    'The result of `engage-export test`, of which every other report is a view.',
    {
      version: said('Of this form.', { const: 1 }),
      kit: said("The kit's own version."),
      client: said('The name of the client.'),
      startedAt: said('When the run began; of several that were merged, the first.', instant),
      ms: said('Milliseconds that the run took; of several that were merged, the sum.', time),
      shard: shape('There when only a part of the cases was run.', {
        index: said('From 1.', { type: 'integer', minimum: 1 }),
        of: { type: 'integer', minimum: 1 },
      }),
      outcome: said('How the whole run ended.', { enum: ['passed', 'failed', 'incomplete'] }),
      counts: shape(
        'How many checks have which verdict.',
        Object.fromEntries(verdicts.map((name) => [name, count])),
      ),
      baseline: shape('What a list of known failures came to.', {
        problems: listOf('What is wrong with the list, a sentence each; any of them fails the run.', text),
      }),
      cases: listOf('In the order of the catalogue.', { $ref: '#/$defs/case' }),
    },
    ['shard', 'baseline'],
  ),
  $defs: { archive, case: oneCase, check, exchange, run },
};
