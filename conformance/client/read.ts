import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { nearest } from '../../schemas/index.ts';
import { redactArguments } from '../../server/index.ts';
import {
  type ClientDescription,
  modes,
  type Operation,
  type OptionName,
  operations,
  optionNames,
  withoutArguments,
} from '../model/client-description.ts';
import { defaultFolderLimits } from '../sandbox/look.ts';
import { placeholders } from './command.ts';
import { modeSchemas } from './schema.ts';

/** A description of a client that cannot be meant. The message has a line for each mistake: where, what was expected, what came. */
export class ClientDescriptionError extends Error {
  override readonly name = 'ClientDescriptionError';
}

/** What a `client.json` says, defaults filled in. Throws a `ClientDescriptionError`. */
export function readClient(value: unknown): ClientDescription {
  const mode = modeOf(value);
  const ajv = new Ajv2020({ allErrors: true, strict: true, verbose: true });
  const validate = ajv.compile(modeSchemas[mode]);
  if (!validate(value)) throw new ClientDescriptionError(shortly((validate.errors ?? []).map(told)));
  return mode === 'process' ? completed(value as Given) : spokenTo(value as Spoken);
}

/** The description of a client of which only a command is known: the network export, in a process of its own. Throws a `ClientDescriptionError` for a placeholder that does not exist. */
export function clientOfCommand(argv: readonly string[]): ClientDescription {
  return completed({ name: redactArguments(argv).join(' '), commands: { network: argv } });
}

/** The description of a client of which nothing is known but that it cannot be started by a command: whoever runs it says what it cannot do. */
export function attachedClient(name: string): ClientDescription {
  return spokenTo({ name, mode: 'attached', operations, options: optionNames });
}

/** Whoever has given another file is not told all that it is not. */
const MOST_TOLD = 6;

function shortly(mistakes: readonly string[]): string {
  const more = mistakes.length - MOST_TOLD;
  return [...mistakes.slice(0, MOST_TOLD), ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}

type Common = Pick<ClientDescription, 'name'> &
  Partial<Pick<ClientDescription, 'output' | 'env' | 'timeLimitSeconds'>> & {
    readonly limits?: Partial<ClientDescription['limits']>;
  };

type Given = Common &
  Pick<ClientDescription, 'commands'> & {
    readonly options?: ClientDescription['options'];
    readonly exitCodes?: Partial<ClientDescription['exitCodes']>;
  };

type Spoken = Common & {
  readonly mode: 'json-lines' | 'attached';
  readonly serve?: readonly string[];
  readonly operations: readonly Operation[];
  readonly options?: readonly OptionName[];
};

const timeLimitSecondsOf = { process: 60, 'json-lines': 60, attached: 3600 } as const;

function modeOf(value: unknown): (typeof modes)[number] {
  const given: unknown =
    typeof value === 'object' && value !== null && 'mode' in value ? value.mode : 'process';
  const mode = modes.find((one) => one === given);
  if (mode !== undefined) return mode;
  throw new ClientDescriptionError(
    `/mode: expected one of ${modes.join(', ')}, got ${JSON.stringify(given)}`,
  );
}

function completed({ name, commands, options = {}, exitCodes = {}, ...rest }: Given): ClientDescription {
  for (const text of Object.values(commands).flat()) checkPlaceholders(text, true);
  for (const text of Object.values(options).flat()) checkPlaceholders(text, false);
  const { output = 'zip', env = {}, timeLimitSeconds = timeLimitSecondsOf.process } = rest;
  const { complete = [0], partial = [], unsupported = [127] } = exitCodes;
  return {
    name,
    mode: 'process',
    commands,
    options,
    exitCodes: { complete, partial, unsupported },
    output,
    env,
    timeLimitSeconds,
    limits: { ...defaultFolderLimits, ...rest.limits },
  };
}

function spokenTo({ name, mode, serve = [], ...rest }: Spoken): ClientDescription {
  for (const text of serve) {
    const [placeholder] = text.match(/\{[a-z_]+\}/) ?? [];
    if (placeholder === undefined) continue;
    throw new ClientDescriptionError(
      `/serve: expected no placeholder, got ${placeholder}: the process is started once, and the values come with each request`,
    );
  }
  const { output = 'zip', env = {}, timeLimitSeconds = timeLimitSecondsOf[mode] } = rest;
  return {
    name,
    mode,
    serve,
    commands: withoutArguments(rest.operations),
    options: withoutArguments(rest.options ?? []),
    exitCodes: { complete: [], partial: [], unsupported: [] },
    output,
    env,
    timeLimitSeconds,
    limits: { ...defaultFolderLimits, ...rest.limits },
  };
}

function checkPlaceholders(text: string, isCommand: boolean): void {
  for (const [, name = ''] of text.matchAll(/\{([a-z_]+)\}/g)) {
    if (placeholders.has(name) || (isCommand && text === '{options}')) continue;
    throw new ClientDescriptionError(`expected a placeholder that exists, got {${name}}: ${adviceFor(name)}`);
  }
}

function adviceFor(name: string): string {
  if (name === 'options') return 'it is an argument of its own, in commands';
  const near = nearest(name, [...placeholders]);
  return near === undefined ? `one of ${[...placeholders].join(', ')}` : `did you mean {${near}}?`;
}

function told({
  instancePath,
  message = 'not as expected',
  params,
  keyword,
  parentSchema,
}: ErrorObject): string {
  const more = Object.values(params as Readonly<Record<string, unknown>>).flat();
  const advice = keyword === 'additionalProperties' ? adviceOn(String(more[0]), parentSchema ?? {}) : '';
  return `${instancePath || '/'}: ${message}${more.length === 0 ? '' : ` (${more.join(', ')})`}${advice}`;
}

/** What may have been meant by a name that is not known there. */
function adviceOn(name: string, { properties = {} }: Readonly<Record<string, unknown>>): string {
  const known = Object.keys(properties as object);
  if (known.includes('name')) {
    const other = modes.find((mode) => Object.hasOwn(modeSchemas[mode].properties ?? {}, name));
    if (other !== undefined) return `: it belongs to the mode ${other}`;
  }
  const near = nearest(name, known);
  return near === undefined ? `: expected ${known.join(', ')}` : `: did you mean ${near}?`;
}
