import type { JsonSchema } from '../../schemas/index.ts';
import { addresses, type modes, operations, optionNames, outputForms } from '../model/client-description.ts';
import { defaultFolderLimits } from '../sandbox/look.ts';
import { clientDefaults } from './defaults.ts';

type Written = (typeof modes)[number];

const argv = (description: string): JsonSchema => ({
  description,
  type: 'array',
  minItems: 1,
  maxItems: 200,
  items: { type: 'string', maxLength: 10_000 },
});

const codes = (description: string, byDefault: readonly number[]): JsonSchema => ({
  description,
  type: 'array',
  uniqueItems: true,
  items: { type: 'integer', minimum: 0, maximum: 255 },
  default: byDefault,
});

const names = (description: string, all: readonly string[]): JsonSchema => ({
  description,
  type: 'array',
  uniqueItems: true,
  items: { enum: all },
});

const globs = (description: string, byDefault: readonly string[]): JsonSchema => ({
  description,
  type: 'array',
  items: { type: 'string', minLength: 1, maxLength: 1000 },
  maxItems: 100,
  default: byDefault,
});

const meanings: Readonly<Record<(typeof operations)[number], string>> = {
  network: 'Exports a window of the network that is given: {since}, and {until} if it is an option.',
  resume: 'Exports the network from the end of the last run, which the client stores in {state_dir}.',
  user: 'Exports one user: {user_id}.',
  files:
    'Exports the files of a window that is given, {since} and {until}, by the Files Export API: creates an export request, waits, and downloads the archives.',
};

const { process, attached } = clientDefaults.timeLimitSeconds;

/** The properties of every description. */
const common = {
  $schema: { description: 'The location of this schema, for editors.', type: 'string' },
  name: { description: 'The name of the client in reports.', type: 'string', minLength: 1, maxLength: 200 },
  output: {
    description:
      'The output of the client in {out_dir}: the ZIP, its members as files, or rows as CSV, JSON or NDJSON; or a list of these, each of which holds the whole export.',
    if: { type: 'array' },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { type: 'array', items: { enum: outputForms }, minItems: 1, uniqueItems: true },
    else: { enum: outputForms },
    default: clientDefaults.output,
  },
  clock: {
    description:
      'The clock of the client: that of the service, from responses, {now} or ENGAGE_NOW; or that of the machine, which the kit sets where libfaketime is installed.',
    enum: ['service', 'machine'],
    default: 'service',
  },
  address: {
    description:
      'The way in which the client reaches the service: by {base_url}; or by https://www.yammer.com in its source, through a proxy of the environment, or because the names lead to the mock in a namespace of their own (Linux).',
    enum: addresses,
    default: 'base-url',
  },
  exports: globs('Globs of the files in {out_dir} that are an export, such as current/**.', ['**']),
  ignore: globs(
    'Globs of files in {out_dir} that are no part of an export, such as status.json or logs/**.',
    [],
  ),
  tokenFiles: globs(
    'Globs of files below HOME and {state_dir} in which the client keeps the token on purpose, such as .config/tool/token: the token in them is no leak.',
    [],
  ),
  timeLimitSeconds: {
    description: `The time limit of one run, seconds. Default ${process}, and ${attached} when attached.`,
    type: 'number',
    exclusiveMinimum: 0,
    maximum: 3600,
  },
  limits: {
    description: 'The limits for the folders of the client. A client that exceeds them fails the case.',
    type: 'object',
    properties: {
      files: {
        description: 'Files, folders and everything else, together.',
        type: 'integer',
        minimum: 1,
        maximum: 10_000_000,
        default: defaultFolderLimits.files,
      },
      bytes: {
        description: 'The sizes of all files together, bytes.',
        type: 'integer',
        minimum: 1,
        maximum: Number.MAX_SAFE_INTEGER,
        default: defaultFolderLimits.bytes,
      },
      depth: {
        description: 'Folders inside each other.',
        type: 'integer',
        minimum: 1,
        maximum: 1000,
        default: defaultFolderLimits.depth,
      },
    },
    additionalProperties: false,
  },
} as const satisfies Readonly<Record<string, JsonSchema>>;

/** Nobody can give a person an environment. */
const { address: _, ...withoutAddress } = common;

const env: JsonSchema = {
  description: 'Environment of the client, besides ENGAGE_BASE_URL, ENGAGE_TOKEN and the like.',
  type: 'object',
  additionalProperties: { type: 'string' },
};

const passEnv: JsonSchema = {
  description:
    "Names of variables of the kit's environment that the client gets, besides PATH and those of runtimes and certificates.",
  type: 'array',
  items: { type: 'string', minLength: 1, maxLength: 200 },
  maxItems: 200,
  default: [],
};

/** The operations and options of a client that takes no arguments. */
const spoken = {
  operations: { ...names('The operations that the client supports.', operations), minItems: 1 },
  options: names(
    'The options that the client supports. A case that needs another one is unsupported.',
    optionNames,
  ),
} as const satisfies Readonly<Record<string, JsonSchema>>;

/** The JSON Schema of a `client.json` for each mode. */
export const modeSchemas: Readonly<Record<Written, JsonSchema>> = {
  process: {
    description: 'A process for every run.',
    type: 'object',
    properties: {
      ...common,
      mode: { description: 'A process for every run; the same when it is left out.', const: 'process' },
      commands: {
        description: 'The arguments of each operation that the client has, the program first. No shell.',
        type: 'object',
        properties: Object.fromEntries(operations.map((name) => [name, argv(meanings[name])])),
        minProperties: 1,
        additionalProperties: false,
      },
      options: {
        description:
          'The arguments of each option that it has. A case that needs another one is unsupported.',
        type: 'object',
        properties: Object.fromEntries(
          optionNames.map((name) => [
            name,
            argv(`Come where {options} stands, or last; {${name}} is the value.`),
          ]),
        ),
        additionalProperties: false,
      },
      dump: argv(
        "A command that writes the rows of the client's database to {out_dir}, the program first. No shell. The kit runs it after every run.",
      ),
      partialTexts: {
        description:
          'Texts in the output of a client whose exit code means complete: with one of them, the export is partial.',
        type: 'array',
        items: { type: 'string', minLength: 1, maxLength: 1000 },
        maxItems: 100,
        default: [],
      },
      exitCodes: {
        description: 'The meaning of exit codes. Every other code means that the run failed.',
        type: 'object',
        properties: {
          complete: codes('The export is complete.', clientDefaults.exitCodes.complete),
          partial: codes('The export holds less than was asked for.', clientDefaults.exitCodes.partial),
          unsupported: codes('The client cannot do what it was asked.', clientDefaults.exitCodes.unsupported),
        },
        additionalProperties: false,
      },
      env,
      passEnv,
    },
    required: ['name', 'commands'],
    additionalProperties: false,
  },
  'json-lines': {
    description: 'A long-lived process with requests and responses as JSON lines.',
    type: 'object',
    properties: {
      ...common,
      mode: { description: 'A process that stays.', const: 'json-lines' },
      serve: argv(
        'The command that starts it, the program first. No shell, and no placeholders: values come with each request.',
      ),
      ...spoken,
      env,
      passEnv,
    },
    required: ['name', 'mode', 'serve', 'operations'],
    additionalProperties: false,
  },
  attached: {
    description: 'No command: the kit prints each request and waits for the outcome.',
    type: 'object',
    properties: {
      ...withoutAddress,
      mode: { description: 'No command.', const: 'attached' },
      ...spoken,
    },
    required: ['name', 'mode', 'operations'],
    additionalProperties: false,
  },
};

/** The JSON Schema of a `client.json`. */
export const clientSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:engage-export-kit:client',
  title: 'A client description',
  oneOf: Object.values(modeSchemas),
};
