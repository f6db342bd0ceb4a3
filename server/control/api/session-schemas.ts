import { assumptionEntries, type JsonSchema } from '../../../schemas/index.ts';
import { playSchema, sessionSchema } from '../../config/index.ts';
import { tokens } from '../../http/auth.ts';
import { optionWords } from '../../sessions/option-readers.ts';
import { clockMoveSchema } from '../clock.ts';
import { closed, count, flag, instant, listOf, orNull, ref, text, wordOf } from './operation.ts';

/** The options in a request; the option readers accept more forms of some values. */
const sessionOptions: JsonSchema = {
  ...sessionSchema,
  description:
    'The options of a new session. The server’s own apply to those that are left out. Words may be in upper or lower case, dates may have every form that the export endpoints accept, or be Unix milliseconds, and a status as the value of a switch may be a number.',
};

const network = {
  seed: text('The seed of the network.'),
  size: wordOf('The size of the network; `custom` when its numbers were set one by one.', [
    ...optionWords.size,
    'custom',
  ]),
  users: count('The number of users on the first day.'),
  messages_per_day: count('The number of messages a day.'),
  start: instant('The first day with messages; a later one cuts off old rows and changes no other.'),
  ids: wordOf('The length of ids.', optionWords.ids),
  attachment_bytes: count('The average size of an attachment, bytes.'),
  profile: wordOf('The documentation page that the network export follows.', optionWords.profile),
  assumptions: {
    description: 'The switches that are not at their default; docs/fidelity.md lists all.',
    type: 'object',
    properties: Object.fromEntries(
      assumptionEntries.map(([name, { about }]) => [name, { description: about, type: 'string' }]),
    ),
    additionalProperties: false,
  },
  clock: ref('Clock'),
} as const;

const session = {
  id: text('The id: 16 hexadecimal digits, or `main` for the server’s own session.'),
  base_url: {
    description:
      'The base URL for clients, as the request named the server. The session of a scenario that refuses connections has a port at which nothing listens.',
    type: 'string',
    format: 'uri',
  },
  token: text(
    'The token of a verified administrator that selects the session, for clients whose base URL cannot have a path. It is complete in the response that begins the session, and cut in all others.',
  ),
  scenario: orNull(text('The scenario of all requests that select none; null when there is none.')),
  rate_limit: orNull(
    closed('The rate limit per token; null when there is none.', {
      requests: count('The maximum number of requests.'),
      seconds: count('The period, seconds.'),
    }),
  ),
  time_scale: { description: 'The divisor of all waits in scenarios.', type: 'number', minimum: 1 },
  compression: wordOf('The compression of the ZIP.', optionWords.compression),
  links: text('The place that addresses in rows lead to: `service`, `mock`, or a base URL.'),
  external_networks: count('The number of external networks.'),
  requests: count('The number of exchanges so far, including those that the journal no longer holds.'),
  expires: orNull(
    instant(
      'The end of the session if it is not used, by its own clock: half an hour after its last use; null for the server’s own session.',
    ),
  ),
  ...network,
} as const;

const info = {
  ...network,
  networks: listOf(
    'The home network, then its external networks.',
    closed('A network.', {
      id: text('The id.'),
      permalink: text('The permalink, a value of the parameter `network`.'),
      name: text('The name.'),
      external: flag('Whether it is an external network.'),
    }),
  ),
  admins: listOf(
    'The administrators of the home network.',
    closed('An administrator.', {
      id: text('The id of the user.'),
      name: text('The name.'),
      email: text('The email address.'),
      roles: listOf('The roles.', { type: 'string' }),
    }),
  ),
  tokens: listOf(
    'The public tokens: `verified-admin` is accepted everywhere, `admin` by the user export, the others nowhere.',
    {
      type: 'string',
      enum: Object.keys(tokens),
    },
  ),
  sample_users: listOf(
    'A few users of the home network, with every state among them.',
    closed('A user.', {
      id: text('The id, a value of `user_id`.'),
      state: wordOf('The state.', ['active', 'suspended', 'deleted']),
      external: flag('Whether the user is a guest from another network.'),
    }),
  ),
} as const;

/** The schemas of sessions, clocks and the server, by their name in the document. */
export const sessionSchemas = {
  Play: { ...playSchema, description: 'A scenario to play; the name `none` plays none.' },
  Clock: closed('A clock.', {
    now: instant('The time of the clock.'),
    fixed: flag('Whether the clock stands still; otherwise it runs with the clock of the machine.'),
  }),
  ClockMove: clockMoveSchema,
  Health: closed('The state of the server.', { status: { description: 'Always ok.', const: 'ok' } }),
  Info: closed('The data of the server’s own session, and the tokens for it.', info),
  Session: closed('A session.', session),
  SessionList: closed('The sessions of a server.', {
    sessions: listOf('All sessions but the server’s own, the oldest first.', ref('Session')),
  }),
  SessionOptions: sessionOptions,
} as const satisfies Readonly<Record<string, JsonSchema>>;
