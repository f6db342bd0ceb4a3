import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { nearest } from '../../schemas/index.ts';
import { placeholders } from './command.ts';
import type { ClientDescription } from './description.ts';
import { clientSchema } from './schema.ts';

/** A description of a client that cannot be meant. The message has a line for each mistake: where, what was expected, what came. */
export class ClientDescriptionError extends Error {
  override readonly name = 'ClientDescriptionError';
}

/** What a `client.json` says, defaults filled in. Throws a `ClientDescriptionError`. */
export function readClient(value: unknown): ClientDescription {
  const validate = new Ajv2020({ allErrors: true, strict: true }).compile(clientSchema);
  if (!validate(value)) throw new ClientDescriptionError((validate.errors ?? []).map(told).join('\n'));
  return completed(value as Given);
}

/** The description of a client of which only a command is known: the network export, in a process of its own. Throws a `ClientDescriptionError` for a placeholder that does not exist. */
export function clientOfCommand(argv: readonly string[]): ClientDescription {
  return completed({ name: argv.join(' '), commands: { network: argv } });
}

type Given = Pick<ClientDescription, 'name' | 'commands'> &
  Partial<Omit<ClientDescription, 'exitCodes'>> & {
    readonly exitCodes?: Partial<ClientDescription['exitCodes']>;
  };

const DEFAULT_TIME_LIMIT_SECONDS = 60;

function completed({ name, commands, options = {}, exitCodes = {}, ...rest }: Given): ClientDescription {
  const argvs = [...Object.values(commands), ...Object.values(options)];
  for (const text of argvs.flat()) checkPlaceholders(text);
  const { leaves = 'zip', env = {}, timeLimitSeconds = DEFAULT_TIME_LIMIT_SECONDS } = rest;
  const { complete = [0], partial = [], unsupported = [127] } = exitCodes;
  return {
    name,
    commands,
    options,
    exitCodes: { complete, partial, unsupported },
    leaves,
    env,
    timeLimitSeconds,
  };
}

function checkPlaceholders(text: string): void {
  for (const [, name = ''] of text.matchAll(/\{([a-z_]+)\}/g)) {
    if (placeholders.has(name) || name === 'options') continue;
    const near = nearest(name, [...placeholders]);
    const advice = near === undefined ? `one of ${[...placeholders].join(', ')}` : `did you mean {${near}}?`;
    throw new ClientDescriptionError(`expected a placeholder that exists, got {${name}}: ${advice}`);
  }
}

function told({ instancePath, message = 'not as expected', params }: ErrorObject): string {
  const more = Object.values(params as Readonly<Record<string, unknown>>).flat();
  return `${instancePath || '/'}: ${message}${more.length === 0 ? '' : ` (${more.join(', ')})`}`;
}
