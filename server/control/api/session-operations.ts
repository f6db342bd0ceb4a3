import { examples } from './examples.ts';
import { type OperationSpec, type ResponseSpec, ref, text } from './operation.ts';
import { changing, controlError, json, noSession, reading, shared } from './responses.ts';

const showing = json('The clock.', 'Clock', examples.clock);
const done: ResponseSpec = { description: 'Done.' };

const clockBody = {
  description: 'Exactly one change.',
  required: true,
  schema: ref('ClockMove'),
  examples: {
    set: { summary: 'Stop the clock at an instant.', value: { set: '2024-06-30T12:00:00Z' } },
    advance: { summary: 'Move the clock by a minute.', value: { advance_ms: 60_000 } },
  },
} as const;

const RESETTING =
  'restores the initial state: the clock, the counters of scenarios, the rate limit and the journal. The scenario stays.';
const PLAYING =
  'plays the scenario for all requests that select none, from its first request on. `none` ends a scenario.';
const playBody = {
  description: 'The scenario.',
  required: true,
  schema: ref('Play'),
  examples: {
    name: { summary: 'A scenario of the catalogue.', value: { scenario: 'rate-limited' } },
    none: { summary: 'No scenario.', value: { scenario: 'none' } },
  },
} as const;
const playing = json('The session.', 'Session', examples.session);
const MOVING =
  'either stops the clock at an instant, or moves it. Exports that are under way keep their window. The response is the clock after the change.';

/** The operations on the server, on sessions and on clocks, by path and method. */
export const sessionOperations = {
  '/health': {
    GET: {
      operationId: 'getHealth',
      tag: 'server',
      summary: 'Check that the server is ready',
      description: 'The server answers as soon as it listens.',
      responses: { 200: json('The server is ready.', 'Health', { status: 'ok' }), ...reading },
    },
  },
  '/info': {
    GET: {
      operationId: 'getInfo',
      tag: 'server',
      summary: 'Describe the data of the server',
      description:
        'The networks, the administrators, the tokens, and a few users of each state: the values that requests for exports need.',
      responses: { 200: json('The data of the server’s own session.', 'Info', examples.info), ...reading },
    },
  },
  '/reset': {
    POST: {
      operationId: 'resetServer',
      tag: 'server',
      summary: 'Reset the server’s own session',
      description: `The call ${RESETTING} Other sessions stay as they are.`,
      responses: { 204: done, ...changing },
    },
  },
  '/scenario': {
    POST: {
      operationId: 'playScenario',
      tag: 'scenarios',
      summary: 'Play a scenario in the server’s own session',
      description: `The call ${PLAYING}`,
      body: playBody,
      responses: { 200: playing, ...changing, 400: shared('BadPlay') },
    },
  },
  '/clock': {
    GET: {
      operationId: 'getClock',
      tag: 'clock',
      summary: 'Show the clock of the server’s own session',
      description: 'The clock is fixed after `--now` or after it was set.',
      responses: { 200: showing, ...reading },
    },
    POST: {
      operationId: 'moveClock',
      tag: 'clock',
      summary: 'Set or move the clock of the server’s own session',
      description: `The call ${MOVING}`,
      body: clockBody,
      responses: { 200: showing, ...changing, 400: shared('BadMove') },
    },
  },
  '/sessions': {
    GET: {
      operationId: 'listSessions',
      tag: 'sessions',
      summary: 'List the sessions',
      description: 'The server’s own session is not listed: its id is `main`.',
      responses: {
        200: json('The sessions.', 'SessionList', { sessions: [examples.session] }),
        ...reading,
      },
    },
    POST: {
      operationId: 'beginSession',
      tag: 'sessions',
      summary: 'Begin a session',
      description:
        'Requests select the session with its base URL, or with its token. It ends when it is deleted, or half an hour after its last use. The body may be left out.',
      body: {
        description: 'The options that differ from those of the server.',
        required: false,
        schema: ref('SessionOptions'),
        examples: {
          scenario: {
            summary: 'A scenario of the catalogue, in another network.',
            value: { scenario: 'rate-limited', seed: '7' },
          },
          limit: {
            summary: 'The rate limit of the real service, in a fast test.',
            value: { rate_limit: { requests: 10, seconds: 30 }, time_scale: 100 },
          },
        },
      },
      responses: {
        201: {
          ...json('The session, with its token.', 'Session', examples.begun),
          headers: {
            location: {
              description: 'The path of the session below `/__admin`.',
              schema: text('A path.'),
            },
          },
        },
        ...changing,
        400: shared('BadSession'),
        429: controlError(
          'The server has no room for another session or for its scenario.',
          'expected at most 10000 sessions at the same time, got one more: end sessions that are no longer needed.',
          '',
        ),
      },
    },
  },
  '/sessions/:id': {
    GET: {
      operationId: 'getSession',
      tag: 'sessions',
      summary: 'Show a session',
      description: 'The call counts as a use of the session.',
      responses: { 200: json('The session.', 'Session', examples.session), ...reading, ...noSession },
    },
    DELETE: {
      operationId: 'endSession',
      tag: 'sessions',
      summary: 'End a session',
      description: 'Its journal is removed. Responses that are under way continue.',
      responses: {
        204: done,
        ...changing,
        ...noSession,
        409: controlError(
          'The session is the server’s own.',
          'The server’s own session cannot end: reset it instead.',
        ),
      },
    },
  },
  '/sessions/:id/clock': {
    GET: {
      operationId: 'getSessionClock',
      tag: 'clock',
      summary: 'Show the clock of a session',
      description: 'The call counts as a use of the session.',
      responses: { 200: showing, ...reading, ...noSession },
    },
    POST: {
      operationId: 'moveSessionClock',
      tag: 'clock',
      summary: 'Set or move the clock of a session',
      description: `The call ${MOVING}`,
      body: clockBody,
      responses: { 200: showing, ...changing, ...noSession, 400: shared('BadMove') },
    },
  },
  '/sessions/:id/reset': {
    POST: {
      operationId: 'resetSession',
      tag: 'sessions',
      summary: 'Reset a session',
      description: `The call ${RESETTING}`,
      responses: { 204: done, ...changing, ...noSession },
    },
  },
  '/sessions/:id/scenario': {
    POST: {
      operationId: 'playSessionScenario',
      tag: 'scenarios',
      summary: 'Play a scenario in a session',
      description: `The call ${PLAYING}`,
      body: playBody,
      responses: { 200: playing, ...changing, ...noSession, 400: shared('BadPlay') },
    },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, OperationSpec>>>>;
