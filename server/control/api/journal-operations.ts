import { listParameters } from '../requests.ts';
import { examples } from './examples.ts';
import { type OperationSpec, type ParameterSpec, type ResponseSpec, ref } from './operation.ts';
import { noSession, reading, shared } from './responses.ts';

/** The meanings of the parameters of the journal. */
const meanings: Readonly<Record<keyof typeof listParameters, string>> = {
  session: 'The id of a session; `main` is the server’s own. Default: all sessions.',
  after: 'Only exchanges with a greater `id`.',
  method: 'The method, in upper or lower case.',
  path: 'The path without query and without `/s/<session>`; a `*` at the end matches any rest.',
  status: 'A status such as `404`, or a class such as `4xx`.',
  scenario: 'The name of the scenario of the request.',
  ending: 'The end of the exchange.',
  lint: 'A problem that the request has.',
  limit:
    'The maximum number of exchanges: the latest ones, or with `after` the first ones after it. Default: 1000.',
  format:
    'The format of the response: JSON, a JSON text per line, an HTTP Archive, or server-sent events. Events go on until the client leaves or the session ends: first `server` with an id of the server, which another start changes; then `exchange` with an exchange that begins or ends, `refused` with a connection that was refused below HTTP (without a filter other than `session`, `after` and `limit`), `lost` with the number of exchanges that were dropped because the client reads too slowly, and `cleared` with a session that was reset.',
  wait: 'Milliseconds to wait for the next matching exchange that ends. The response has this exchange, or none when the time is over. With `after`, an exchange that was over before counts, too. With `events`, the time after which the response ends.',
};

const parameters = Object.fromEntries(
  Object.entries(listParameters).map(([name, schema]) => [
    name,
    { description: meanings[name as keyof typeof meanings], schema },
  ]),
) as Readonly<Record<keyof typeof listParameters, ParameterSpec>>;
const { session: _session, ...withoutSession } = parameters;

const exchanges: ResponseSpec = {
  description: 'The matching exchanges, in the format of the request.',
  content: {
    'application/json': {
      schema: { anyOf: [ref('ExchangeList'), ref('Har')] },
      example: { exchanges: [examples.exchange] },
    },
    'application/x-ndjson; charset=utf-8': {
      schema: { description: 'One exchange as JSON in each line.', type: 'string' },
      example: `${JSON.stringify(examples.exchange)}\n`,
    },
    'text/event-stream; charset=utf-8': {
      schema: { description: 'An exchange as JSON in each event.', type: 'string' },
      example: `event: exchange\ndata: ${JSON.stringify(examples.exchange)}\n\n`,
    },
  },
};

const refused: ResponseSpec = {
  description: 'The refused connections.',
  content: {
    'application/json': { schema: ref('RefusedList'), example: { refused: [examples.refused] } },
  },
};

const REFUSED =
  'Connections that ended below HTTP, for example because the client does not trust the certificate. They are no exchanges and count as no requests.';

const SELECTING = 'The parameters select exchanges; an exchange must match all of them.';

/** The operations on the journal, by path and method. */
export const journalOperations = {
  '/requests': {
    GET: {
      operationId: 'listExchanges',
      tag: 'journal',
      summary: 'List the exchanges of all sessions',
      description: `${SELECTING} A session holds its last 200 exchanges, the server’s own session its last 1000.`,
      query: parameters,
      responses: { 200: exchanges, ...reading, 400: shared('BadFilter') },
    },
  },
  '/refused': {
    GET: {
      operationId: 'listRefused',
      tag: 'journal',
      summary: 'List the refused connections of all sessions',
      description: `${REFUSED} A session holds its last 200, the server’s own session its last 1000.`,
      responses: { 200: refused, ...reading },
    },
  },
  '/sessions/:id/refused': {
    GET: {
      operationId: 'listSessionRefused',
      tag: 'journal',
      summary: 'List the refused connections of a session',
      description: `${REFUSED} Those at the port of the server belong to \`main\`.`,
      responses: { 200: refused, ...reading, ...noSession },
    },
  },
  '/sessions/:id/requests': {
    GET: {
      operationId: 'listSessionExchanges',
      tag: 'journal',
      summary: 'List the exchanges of a session',
      description: SELECTING,
      query: withoutSession,
      responses: { 200: exchanges, ...reading, ...noSession, 400: shared('BadFilter') },
    },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, OperationSpec>>>>;
