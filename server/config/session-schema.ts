import { type SizeName, worldBounds } from '../../generators/index.ts';
import {
  assumptionEntries,
  INSTANT,
  type JsonSchema,
  NAME,
  type NetworkProfile,
} from '../../schemas/index.ts';
import { BASE_URL, optionLimits, optionWords } from '../sessions/option-readers.ts';

/**
 * The JSON form of a session. Options that are left out have the value of the command line, or their default.
 */
export interface WrittenSession {
  /** A scenario, or the name of one in the catalogue or in `scenarios`. */
  readonly scenario?: unknown;
  readonly seed?: string | number;
  readonly size?: SizeName;
  readonly users?: number;
  readonly messages_per_day?: number;
  readonly start?: string;
  readonly external_networks?: number;
  readonly ids?: 'current' | 'small' | 'large';
  readonly attachment_bytes?: number;
  readonly profile?: NetworkProfile;
  readonly now?: string;
  readonly compression?: 'deflate' | 'store';
  readonly links?: string;
  readonly assumptions?: Readonly<Record<string, string>>;
  readonly rate_limit?: { readonly requests: number; readonly seconds: number };
  readonly time_scale?: number;
}

/** A number of the network, with the bounds of the generators. */
function count(name: keyof typeof worldBounds): JsonSchema {
  const [minimum, maximum] = worldBounds[name];
  return { type: 'integer', minimum, maximum };
}

const properties = {
  scenario: {
    description: 'The scenario of all requests that select none: its name, or the scenario itself.',
    if: { type: 'string' },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then: { type: 'string', pattern: NAME, maxLength: 64 },
    else: { $ref: '#/$defs/scenario' },
  },
  seed: {
    description: 'The seed of the network. Another seed makes another network.',
    oneOf: [{ type: 'string', minLength: 1, maxLength: optionLimits.seed }, { type: 'number' }],
  },
  size: { description: 'The size of the network.', enum: optionWords.size },
  users: {
    ...count('users'),
    description: 'The number of users on the first day, instead of that of the size.',
  },
  messages_per_day: {
    ...count('messagesPerDay'),
    description: 'The number of messages a day, instead of that of the size.',
  },
  start: {
    description: 'The first day of the network, or its first second, instead of the day of the size.',
    type: 'string',
    pattern: INSTANT,
  },
  external_networks: { ...count('externalNetworks'), description: 'The number of external networks.' },
  ids: {
    description: 'The length of ids: current has 16 digits, small 10, large 18.',
    enum: optionWords.ids,
  },
  attachment_bytes: { ...count('attachmentBytes'), description: 'The average size of an attachment, bytes.' },
  profile: {
    description: 'The documentation page that the network export follows.',
    enum: optionWords.profile,
  },
  now: {
    description: 'The instant of a fixed clock. Default: the clock of the machine.',
    type: 'string',
    pattern: INSTANT,
  },
  compression: { description: 'The compression of the ZIP.', enum: optionWords.compression },
  links: {
    description:
      'The place that addresses in rows lead to: service is the real one, mock is the address of the request; or a base URL.',
    type: 'string',
    pattern: `^(?:${optionWords.links.join('|')})$|${BASE_URL}`,
    maxLength: optionLimits.links,
  },
  assumptions: {
    description:
      'The choices where the behaviour of the service is unknown; docs/fidelity.md lists the switches.',
    type: 'object',
    properties: Object.fromEntries(assumptionEntries.map((entry) => [entry[0], switchSchema(entry)])),
    additionalProperties: false,
  },
  rate_limit: {
    description: 'The rate limit. The real service allows 10 requests in 30 seconds. Default: no limit.',
    type: 'object',
    properties: {
      requests: { type: 'integer', minimum: 1, maximum: optionLimits.requests },
      seconds: { type: 'integer', minimum: 1, maximum: optionLimits.seconds },
    },
    required: ['requests', 'seconds'],
    additionalProperties: false,
  },
  time_scale: {
    description: 'The divisor of all waits in scenarios: 100 makes them 100 times shorter.',
    type: 'number',
    minimum: 1,
    maximum: optionLimits.timeScale,
  },
} as const satisfies Readonly<Record<keyof WrittenSession, JsonSchema>>;

function switchSchema([, { about, values }]: (typeof assumptionEntries)[number]): JsonSchema {
  const words = values.map(({ value }) => value);
  if (values.every(({ pattern }) => pattern === undefined)) return { description: about, enum: words };
  const patterns = values.map(({ value, pattern = `^${value}$` }) => pattern);
  return { description: `${words.join(', or as ')}.`, type: 'string', pattern: patterns.join('|') };
}

/** The form of an inline scenario. Names are checked later. */
const scenarioForm = {
  if: { type: 'object' },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
  then: { $ref: '#/$defs/scenario' },
} as const;

/** The form of a session without the values: the option readers check them for every entry point. */
export const sessionForm: JsonSchema = {
  type: 'object',
  properties: Object.fromEntries(
    Object.keys(properties).map((name) => [name, name === 'scenario' ? scenarioForm : {}]),
  ),
  additionalProperties: false,
};

/** The form of the body that plays a scenario, without the values. */
export const playForm: JsonSchema = {
  type: 'object',
  properties: { scenario: scenarioForm },
  required: ['scenario'],
  additionalProperties: false,
};

/** The JSON Schema of the body that plays a scenario. It refers to the definitions of scenarios. */
export const playSchema: JsonSchema = { ...playForm, properties: { scenario: properties.scenario } };

/** The JSON Schema of a session. It refers to the definitions of scenarios. */
export const sessionSchema: JsonSchema = {
  description: 'The defaults of all sessions, including the server’s own.',
  type: 'object',
  properties,
  additionalProperties: false,
};
