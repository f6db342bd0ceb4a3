import { sizes } from '../../generators/index.ts';
import { assumptionEntries, type JsonSchema } from '../../schemas/index.ts';
import { DAY, INSTANT, NAME } from '../scenarios/expectation.ts';

/** A session as people write it. What is left out is as the command line or the defaults have it. */
export interface WrittenSession {
  /** A name of the catalogue or of `scenarios`, or a scenario. */
  readonly scenario?: unknown;
  readonly seed?: string | number;
  readonly size?: keyof typeof sizes;
  readonly users?: number;
  readonly messages_per_day?: number;
  readonly start?: string;
  readonly external_networks?: number;
  readonly ids?: 'current' | 'small' | 'large';
  readonly attachment_bytes?: number;
  readonly profile?: 'current' | 'legacy';
  readonly now?: string;
  readonly compression?: 'deflate' | 'store';
  readonly assumptions?: Readonly<Record<string, string>>;
  readonly rate_limit?: { readonly requests: number; readonly seconds: number };
  readonly time_scale?: number;
}

/** What each number of a world may be is checked by whoever makes worlds. */
const count = { type: 'integer', minimum: 0 } as const;

const properties = {
  scenario: {
    description: 'The scenario of everybody who chooses none: its name, or the scenario itself.',
    if: { type: 'string' },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then: { type: 'string', pattern: NAME, maxLength: 64 },
    else: { $ref: '#/$defs/scenario' },
  },
  seed: {
    description: 'Another seed is another network.',
    oneOf: [{ type: 'string', minLength: 1, maxLength: 1000 }, { type: 'number' }],
  },
  size: { description: 'How large the network is.', enum: Object.keys(sizes) },
  users: { ...count, description: 'Users, instead of what the size says.' },
  messages_per_day: { ...count, description: 'Messages a day, instead of what the size says.' },
  start: {
    description: 'The first day of the network, instead of what the size says.',
    type: 'string',
    pattern: DAY,
  },
  external_networks: { ...count, description: 'How many external networks there are.' },
  ids: { description: 'Ids of 16 digits, of ten, or of 18.', enum: ['current', 'small', 'large'] },
  attachment_bytes: { ...count, description: 'The average size of an attachment.' },
  profile: { description: 'The page that the network export follows.', enum: ['current', 'legacy'] },
  now: {
    description: 'A clock that stands still; the machine’s clock when left out.',
    type: 'string',
    pattern: INSTANT,
  },
  compression: { description: 'How the ZIP is packed.', enum: ['deflate', 'store'] },
  assumptions: {
    description: 'What holds where nobody outside the service can know; docs/fidelity.md lists the switches.',
    type: 'object',
    properties: Object.fromEntries(assumptionEntries.map((entry) => [entry[0], switchSchema(entry)])),
    additionalProperties: false,
  },
  rate_limit: {
    description: 'The service’s own limit is 10 requests in 30 seconds; there is none when left out.',
    type: 'object',
    properties: {
      requests: { type: 'integer', minimum: 1, maximum: 100_000 },
      seconds: { type: 'integer', minimum: 1, maximum: 86_400 },
    },
    required: ['requests', 'seconds'],
    additionalProperties: false,
  },
  time_scale: {
    description: 'Waits of scenarios take one part in so many of their time.',
    type: 'number',
    minimum: 1,
    maximum: 1_000_000,
  },
} as const satisfies Readonly<Record<keyof WrittenSession, JsonSchema>>;

function switchSchema([, { about, values }]: (typeof assumptionEntries)[number]): JsonSchema {
  const words = values.map(({ value }) => value);
  if (values.every(({ pattern }) => pattern === undefined)) return { description: about, enum: words };
  const patterns = values.map(({ value, pattern = `^${value}$` }) => pattern);
  return { description: `${words.join(', or as ')}.`, type: 'string', pattern: patterns.join('|') };
}

/** A scenario that is written out has to have the form of one; whether there is one of a name is found out by its reader. */
const scenarioForm = {
  if: { type: 'object' },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
  then: { $ref: '#/$defs/scenario' },
} as const;

/** The form of a session, which is all that is judged by a schema: its values are read by the one who reads them through every door. */
export const sessionForm: JsonSchema = {
  type: 'object',
  properties: Object.fromEntries(
    Object.keys(properties).map((name) => [name, name === 'scenario' ? scenarioForm : {}]),
  ),
  additionalProperties: false,
};

/** The JSON Schema of a session; it refers to the definitions of scenarios. */
export const sessionSchema: JsonSchema = {
  description: 'What sessions begin from, the server’s own included.',
  type: 'object',
  properties,
  additionalProperties: false,
};
