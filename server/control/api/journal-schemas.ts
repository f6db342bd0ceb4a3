import type { JsonSchema } from '../../../schemas/index.ts';
import type { ArchivePart, Exchange, Har, HarEntry, Lint, RefusedConnection } from '../../journal/index.ts';
import { lintRules } from '../../journal/lint-rules.ts';
import { refusalKinds } from '../../journal/refused-connection.ts';
import { stepKinds } from '../../scenarios/index.ts';
import { closed, count, flag, instant, listOf, orNull, ref, text, wordOf } from './operation.ts';

const pairs = (description: string, name: string): JsonSchema =>
  listOf(description, {
    description: `A ${name} and its value.`,
    type: 'array',
    items: { type: 'string' },
    minItems: 2,
    maxItems: 2,
  });
const ms = (description: string): JsonSchema => ({ description, type: 'number', minimum: 0 });
const status: JsonSchema = { description: 'The status.', type: 'integer', minimum: 0, maximum: 999 };

const exchange: { readonly [K in keyof Exchange]: JsonSchema } = {
  id: { description: 'The number among the exchanges of the server, from 1.', type: 'integer', minimum: 1 },
  session: text('The id of the session; `main` is the server’s own.'),
  number: {
    description: 'The number among the exchanges of the session, from 1.',
    type: 'integer',
    minimum: 1,
  },
  at: instant('The beginning by the session’s clock.'),
  request: closed<Exchange['request']>('The request.', {
    method: text('The method.'),
    scheme: { type: 'string', enum: ['http', 'https'], description: 'The scheme.' },
    proxied: { type: 'boolean', description: 'Whether the client used this server as its proxy.' },
    target: text('The request target without secrets.'),
    path: text('The path without the query and without `/s/<session>`.'),
    version: text('The HTTP version, for example `1.1`.'),
    headers: pairs('The headers in order. Secrets are cut.', 'header'),
    port: count('The client’s port.'),
  }),
  operation: orNull(wordOf('The requested export; null for other requests.', ['network', 'user', 'files'])),
  parameters: orNull(
    pairs(
      'The parameters as the server understood them, with defaults; null when it did not read them.',
      'parameter',
    ),
  ),
  plan: orNull(
    closed<NonNullable<Exchange['plan']>>('The planned contents of the export; null without an export.', {
      csvs: listOf('The names of the CSVs in order.', { type: 'string' }),
      attachments: flag('Whether attachments are in the export.'),
    }),
  ),
  archive: listOf(
    'The parts of the archive that the response has begun to send, in order; empty without an archive.',
    closed<ArchivePart>(
      'A member, the attachments of a folder, which follow each other, or the directory of the archive.',
      {
        name: orNull(
          text('The name of the member, or the folder of the attachments; null for the directory.'),
        ),
        byte: count('The number of body bytes before the part.'),
        members: count('The number of members; 0 for the directory.'),
      },
    ),
  ),
  scenario: orNull(
    closed<NonNullable<Exchange['scenario']>>('The scenario of the request; null without one.', {
      name: text('The name.'),
      number: count('The number of the request in the scenario, from 1.'),
    }),
  ),
  steps: listOf(
    'The steps of the scenario that took effect, in order.',
    closed<Exchange['steps'][number]>('A step.', {
      do: wordOf('The kind of the step.', Object.keys(stepKinds)),
      text: text('The step in words, as the predicate of a sentence.'),
      byte: orNull(count('The number of body bytes before the step; null when it has no place in the body.')),
      endsBody: flag('Whether the body ends at this step.'),
    }),
  ),
  response: orNull(
    closed<NonNullable<Exchange['response']>>(
      'The head of the response; null while there is none, or when there was none.',
      { status, reason: text('The reason phrase.'), headers: pairs('The headers in order.', 'header') },
    ),
  ),
  bytes: closed<Exchange['bytes']>('The bytes on the wire so far.', {
    head: count('The bytes of the head.'),
    body: count('The bytes of the body; chunk sizes count.'),
  }),
  ms: closed<Exchange['ms']>('The times, milliseconds.', {
    start: ms('The arrival of the request by a monotonic clock.'),
    head: orNull(ms('The time from there to the head of the response; null when there is none yet.')),
    total: orNull(ms('The time from there to the end of the response; null before it.')),
  }),
  ending: wordOf('The end: `aborted` by the client, `cut` by a step of the scenario.', [
    'complete',
    'aborted',
    'cut',
    'under-way',
  ]),
  hint: orNull(text('The correct form of a request that got an error response; null when there is no hint.')),
  lints: listOf(
    'The problems of the request that do not depend on the response.',
    closed<Lint>('A problem.', {
      id: wordOf('The rule.', Object.keys(lintRules)),
      text: text('The value that came, and the correct one.'),
      source: text('The source of the rule.'),
    }),
  ),
};

const refused: { readonly [K in keyof RefusedConnection]: JsonSchema } = {
  id: {
    description: 'The number among the refused connections of the server, from 1.',
    type: 'integer',
    minimum: 1,
  },
  session: text('The id of the session whose port the client used; `main` for the port of the server.'),
  at: instant('The time by the session’s clock.'),
  kind: wordOf(
    'The kind. `certificate`: the client refused the certificate. `no-request`: it ended the connection after the handshake.',
    refusalKinds,
  ),
  scheme: { type: 'string', enum: ['http', 'https'], description: 'The scheme.' },
  proxied: { type: 'boolean', description: 'Whether the client used this server as its proxy.' },
  name: orNull(text('The name that the client asked for, by TLS (SNI) or by CONNECT; null without one.')),
  address: text('The client’s address; empty when unknown.'),
  port: count('The client’s port; 0 when unknown.'),
  status: orNull({ ...status, description: 'The status of the response; null when there was none.' }),
  reason: text('The reason, and what to do.'),
};

const none: JsonSchema = { description: 'Always empty.', type: 'array', items: {}, maxItems: 0 };
const named = (description: string): JsonSchema =>
  listOf(description, closed('A name and a value.', { name: text('The name.'), value: text('The value.') }));
const bytes = (description: string): JsonSchema => ({ description, type: 'integer', minimum: -1 });

const { at: _at, request: _request, response: _response, bytes: _bytes, ms: _ms, ...beyondHar } = exchange;

const harEntry: { readonly [K in keyof HarEntry]: JsonSchema } = {
  startedDateTime: instant('The beginning by the session’s clock.'),
  time: ms('The duration, milliseconds.'),
  request: closed<HarEntry['request']>('The request.', {
    method: text('The method.'),
    url: { description: 'The URL without secrets.', type: 'string', format: 'uri' },
    httpVersion: text('The HTTP version.'),
    cookies: none,
    headers: named('The headers in order. Secrets are cut.'),
    queryString: named('The parameters in order.'),
    headersSize: { description: 'Unknown.', const: -1 },
    bodySize: bytes('The announced size of the body.'),
  }),
  response: closed<HarEntry['response']>('The response.', {
    status: { ...status, description: 'The status; 0 when there was no response.' },
    statusText: text('The reason phrase.'),
    httpVersion: text('The HTTP version.'),
    cookies: none,
    headers: named('The headers in order.'),
    content: closed('The body, which is left out.', {
      size: count('The bytes on the wire.'),
      mimeType: text('The media type.'),
    }),
    redirectURL: text('The target of a redirect; empty when it is none.'),
    headersSize: bytes('The bytes of the head; -1 without a response.'),
    bodySize: bytes('The bytes of the body; -1 without a response.'),
  }),
  cache: { description: 'Always empty.', type: 'object', maxProperties: 0 },
  timings: closed<HarEntry['timings']>('The parts of the duration, milliseconds.', {
    send: ms('Always 0.'),
    wait: ms('The time to the head of the response.'),
    receive: ms('The time from the head to the end.'),
  }),
  connection: text('The client’s port.'),
  _exchange: closed<HarEntry['_exchange']>(
    'The data for which the format has no field: the other properties of an exchange.',
    beyondHar,
  ),
};

/** The schemas of the journal, by their name in the document. */
export const journalSchemas = {
  Exchange: closed<Exchange>('One request to the export endpoints, and its response.', exchange),
  ExchangeList: closed('Exchanges.', {
    exchanges: listOf('The exchanges in the order in which they began.', ref('Exchange')),
  }),
  RefusedConnection: closed<RefusedConnection>(
    'A connection that ended below HTTP, before the mock had a request.',
    refused,
  ),
  RefusedList: closed('Refused connections.', {
    refused: listOf('The refused connections in their order.', ref('RefusedConnection')),
  }),
  Har: closed<Har>('An HTTP Archive 1.2 of the exchanges that are over.', {
    log: closed<Har['log']>('The archive.', {
      version: { description: 'The version of the format.', const: '1.2' },
      creator: closed('The program.', { name: text('The name.'), version: text('The version.') }),
      entries: listOf('The exchanges.', ref('HarEntry')),
    }),
  }),
  HarEntry: closed<HarEntry>('An exchange in HTTP Archive 1.2.', harEntry),
} as const satisfies Readonly<Record<string, JsonSchema>>;
