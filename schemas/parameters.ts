import type { Endpoint, Evidence } from './evidence.ts';

/** One parameter of an endpoint, as data. Names are exact; a parameter that no table names is ignored. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  /** The meaning and the accepted values. */
  readonly rule: string;
  readonly required: boolean;
  /** True when it may be given several times; the values add up. */
  readonly repeatable: boolean;
  /** The behaviour when it is left out; absent for a required one. */
  readonly default?: string;
  readonly kind: 'date' | 'model' | 'boolean' | 'text' | 'id';
  /** The accepted values (case does not matter), where they can be listed and are not models. */
  readonly values?: readonly string[];
  readonly evidence: Evidence;
  /** A part without evidence, decided here. */
  readonly assumed?: string;
}

const accessToken = {
  name: 'access_token',
  in: 'query',
  rule: 'The token, for clients that do not send it in `Authorization`.',
  required: false,
  repeatable: false,
  default: 'the token of the header',
  kind: 'text',
  evidence: 'observed',
  assumed: 'When both are sent, the header counts.',
} as const satisfies Parameter;

/** The parameters of both endpoints, in the order of the pages. */
export const parameters = {
  network: [
    {
      name: 'model',
      in: 'query',
      rule: 'The models to export; case does not matter: the name of a model, the base name of its CSV, or `File`.',
      required: false,
      repeatable: true,
      default: 'every model',
      kind: 'model',
      evidence: 'documented',
      assumed: 'The names of models that no page lists, and the response to an unknown one.',
    },
    {
      name: 'since',
      in: 'query',
      rule: 'Start of the window, ISO 8601, inclusive. Without an offset it is UTC; `0` and dates before the network existed mean everything.',
      required: true,
      repeatable: false,
      kind: 'date',
      evidence: 'documented',
      assumed: 'UTC without an offset, and the response to a missing or invalid date.',
    },
    {
      name: 'until',
      in: 'query',
      rule: 'End of the window, ISO 8601, inclusive to the second.',
      required: false,
      repeatable: false,
      default: 'now',
      kind: 'date',
      evidence: 'documented',
      assumed: 'The time of day of the default, and the response when it is before `since`.',
    },
    {
      name: 'include',
      in: 'query',
      rule: '`csv` excludes the attachments, `all` includes them; case does not matter.',
      required: false,
      repeatable: false,
      default: 'all',
      kind: 'text',
      values: ['csv', 'all'],
      evidence: 'documented',
      assumed: 'The default, and the response to another value.',
    },
    {
      name: 'network',
      in: 'query',
      rule: 'The networks to export, by id or permalink: the home network of the token or an external network associated with it.',
      required: false,
      repeatable: true,
      default: 'the home network',
      kind: 'text',
      evidence: 'documented',
      assumed:
        'The permalink, the repetition, and the response to a network that the token has no access to.',
    },
    {
      name: 'include_ens',
      in: 'query',
      rule: '`true` adds every external network associated with the home network.',
      required: false,
      repeatable: false,
      default: 'false',
      kind: 'boolean',
      values: ['true', 'false'],
      evidence: 'documented',
      assumed: 'The response to another value.',
    },
    accessToken,
  ],
  user: [
    {
      name: 'user_id',
      in: 'path',
      rule: 'The person whose data is exported: a 64-bit integer.',
      required: true,
      repeatable: false,
      kind: 'id',
      evidence: 'documented',
      assumed: 'The response to anything else is that for a person who does not exist.',
    },
    {
      name: 'model',
      in: 'query',
      rule: 'The models to export; case does not matter; `File` is another name of `UploadedFileVersion`.',
      required: false,
      repeatable: true,
      default: 'every model',
      kind: 'model',
      evidence: 'documented',
    },
    {
      name: 'exclude_files',
      in: 'query',
      rule: '`true` excludes the attachments.',
      required: false,
      repeatable: false,
      default: 'false',
      kind: 'boolean',
      values: ['true', 'false'],
      evidence: 'documented',
      assumed: 'The response to another value.',
    },
    accessToken,
  ],
} as const satisfies Readonly<Record<Endpoint, readonly Parameter[]>>;

/** The parameters of an endpoint, in the order of its page. */
export function parametersOf(endpoint: Endpoint): readonly Parameter[] {
  return parameters[endpoint];
}
