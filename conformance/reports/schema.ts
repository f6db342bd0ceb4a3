import type { JsonSchema } from '../../schemas/index.ts';
import { levels } from '../model/check.ts';
import { operations } from '../model/client-description.ts';
import { features } from '../model/feature.ts';
import { featureStates } from '../model/reach.ts';
import { verdicts } from '../model/report.ts';
import { count, instant, listOf, said, shape, text, time } from './schema-shapes.ts';
import { setup } from './setup-schema.ts';

const check = shape(
  'The result of a check.',
  {
    id: said('Stable: `download.cut-mid-member-chunked/says-how-it-ended`.', {
      type: 'string',
      pattern: '^[^/]+/.+$',
    }),
    level: said('Only a MUST that fails makes the client fail.', { enum: [...levels] }),
    demand: said('The demand, as a sentence.'),
    rule: said('The rule of the protocol that the check is based on.'),
    label: said('The certainty of the rule.', { enum: ['documented', 'observed', 'assumed'] }),
    why: said('The damage that a client causes when it fails the check.'),
    verdict: said('The verdict; the worst one if the case was repeated.', { enum: [...verdicts] }),
    expected: text,
    seen: said('The observation; for a check that was not judged, the reason.'),
    tally: {
      ...shape(
        'The number of times of each verdict; present if the case was repeated.',
        Object.fromEntries(verdicts.map((verdict) => [verdict, count])),
        verdicts,
      ),
      minProperties: 1,
    },
    known: shape(
      'Present if the check failed and is in the list of known failures.',
      {
        list: said('`failures` fail every time, `flaky` ones sometimes.', { enum: ['failures', 'flaky'] }),
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
    shape('A member of the archive.', {
      name: text,
      from: said('Bytes from the beginning of the archive to its local header.', count),
      to: said(
        'Bytes from the beginning of the archive to the first byte after the data of the member.',
        count,
      ),
    }),
  ),
});

const exchange = shape('A request of a run and its response.', {
  method: text,
  target: said(
    'The target of the request; placeholders such as `{base_url}` replace values that differ in every run.',
  ),
  status: said('The status of the response; null if there was none.', {
    type: ['integer', 'null'],
    minimum: 100,
    maximum: 599,
  }),
  steps: listOf(
    'The steps of the scenario that took effect, in order.',
    shape(
      'A step of the scenario.',
      {
        text: said('The effect, as the predicate of a sentence.'),
        byte: said('The number of body bytes before the effect; null if it has no position in the body.', {
          type: ['integer', 'null'],
          minimum: 0,
        }),
        endsBody: said('Present if the body ends at this byte.', { const: true }),
      },
      ['endsBody'],
    ),
  ),
});

const run = shape('One run of the client.', {
  operation: said('The operation that the client was asked for.', { enum: [...operations] }),
  parameters: said('The parameters of the run, by the names of the placeholders.', {
    type: 'object',
    additionalProperties: text,
  }),
  now: said("The server's clock.", instant),
  scenario: said('The name of the scenario; null for a server that behaves correctly.', {
    type: ['string', 'null'],
  }),
  ended: said('The end of the run, in words.'),
  stdout: said('The end of the standard output.'),
  stderr: said('The end of the standard error output.'),
  exchanges: listOf('The requests of the run, in order.', { $ref: '#/$defs/exchange' }),
  archive: said('The archive; null if there is no such export or it is too large to examine.', {
    anyOf: [{ $ref: '#/$defs/archive' }, { type: 'null' }],
  }),
  files: listOf(
    'The files in the output folder after the run.',
    shape('A file.', { path: text, bytes: count }),
  ),
});

const oneCase = shape('The result of a case.', {
  id: said('Stable: `download.cut-mid-member-chunked`.', { type: 'string', minLength: 1 }),
  area: text,
  title: said('The behaviour that a client shows by passing, as a sentence.'),
  needs: listOf('The features that a client needs for the case.', { enum: [...features] }),
  checks: listOf('In the order of the case.', { $ref: '#/$defs/check' }),
  runs: listOf('The runs; empty if the client lacks an operation or option that the case needs.', {
    $ref: '#/$defs/run',
  }),
  ms: said('The time of the whole case, milliseconds.', time),
  clientMs: said(
    "The time of the client's runs in the case, and of the waiting between them, milliseconds.",
    time,
  ),
});

const machine = shape('A machine on which the kit ran.', {
  node: said('The version of Node.'),
  platform: said('Such as `linux`.'),
  release: said('The release of the system.'),
  arch: said('The architecture, such as `x64`.'),
});

const selection = shape(
  'The selection of cases and checks, as it was given.',
  {
    only: listOf('The patterns of `--only`.', text),
    skip: listOf('The patterns of `--skip`.', text),
    levels: listOf('The levels of `--level`.', { enum: [...levels] }),
    catalogue: shape('The size of the whole catalogue of the kit.', { cases: count, checks: count }),
  },
  ['only', 'skip', 'levels'],
);

const feature = shape(
  'The part of the run that needs one feature.',
  {
    name: said('The operation or option; the option `network` is `network-option`.', {
      enum: [...features],
    }),
    state: said(
      '`judged`: a check of a case that needs it passed or failed; `left-out`: no case of the run needs it.',
      { enum: [...featureStates] },
    ),
    cases: said('The number of cases that need it.', count),
    judged: said('The number of these cases with a judged check.', count),
    why: said('The most frequent reason for a feature that is unsupported or untested.'),
  },
  ['why'],
);

/** The JSON Schema of a `report.json` of the conformance kit. */
export const reportSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:engage-export-kit:report:1',
  title: 'A conformance report for a client of the export API',
  ...shape(
    'The result of `engage-export test`, of which every other report is a view.',
    {
      version: said('The version of this format.', { const: 1 }),
      kit: said('The version of the kit.'),
      client: said('The name of the client.'),
      startedAt: said('The start of the run; of merged reports, the earliest.', instant),
      ms: said('The time of the run, milliseconds; of merged reports, the sum.', time),
      shard: shape('Present if only a part of the cases was run.', {
        index: said('From 1.', { type: 'integer', minimum: 1 }),
        of: { type: 'integer', minimum: 1 },
      }),
      setup: { $ref: '#/$defs/setup' },
      machines: listOf('The machine; of merged reports, every different one.', { $ref: '#/$defs/machine' }),
      selection: { $ref: '#/$defs/selection' },
      outcome: said('The outcome of the whole run.', { enum: ['passed', 'failed', 'incomplete'] }),
      counts: shape(
        'The number of checks with each verdict.',
        Object.fromEntries(verdicts.map((name) => [name, count])),
      ),
      reach: listOf('The part of the API that was judged, feature by feature.', {
        $ref: '#/$defs/feature',
      }),
      required: shape('Present if features are required.', {
        features: listOf('The features that the run must judge.', { enum: [...features] }),
        problems: listOf('The features that it did not judge, a sentence each; any fails the run.', text),
      }),
      baseline: shape('The comparison with a list of known failures.', {
        problems: listOf('The problems of the list, a sentence each; any problem fails the run.', text),
      }),
      cases: listOf('The cases, in the order of the catalogue.', { $ref: '#/$defs/case' }),
    },
    ['shard', 'required', 'baseline'],
  ),
  $defs: { archive, case: oneCase, check, exchange, feature, machine, run, selection, setup },
};
