import {
  addresses,
  attachedClient,
  type ClientDescription,
  ClientDescriptionError,
  clientOfCommand,
  parseClient,
} from '../conformance/index.ts';
import { readTextFile } from '../server/index.ts';
import { choice } from './flags.ts';
import { UsageError } from './usage-error.ts';

/** The flags that select the client. */
export interface ClientFlags {
  /** The path of a `client.json`. */
  readonly client?: string;
  readonly attached?: boolean;
  /** The way in which it reaches the service; it overrides that of the file. */
  readonly address?: string;
}

/** Returns the client with the address of the flag, if there is one. */
export async function clientOf(flags: ClientFlags, command: readonly string[]): Promise<ClientDescription> {
  const client = await describedClient(flags, command);
  const address = choice('address', flags.address, addresses);
  if (address === undefined) return client;
  if (client.mode === 'attached' && address !== 'base-url')
    throw new UsageError(`--address ${address} needs a client that the kit starts, got an attached one.`);
  return { ...client, address };
}

/** Returns the client: described by a file, given as a command after `--`, or attached. */
async function describedClient(
  { client: file, attached = false }: ClientFlags,
  command: readonly string[],
): Promise<ClientDescription> {
  const ways = [file !== undefined, attached, command.length > 0].filter(Boolean).length;
  if (ways === 0) {
    throw new UsageError('expected a client: a command after --, --client FILE, or --attached.');
  }
  if (ways > 1)
    throw new UsageError('expected one of --client FILE, --attached, and a command after --, got several.');
  if (attached) return attachedClient('attached client');
  return file === undefined ? clientOfCommand(command) : clientOfFile(file);
}

async function clientOfFile(file: string): Promise<ClientDescription> {
  const text = await readTextFile(file).catch((error: Error) => {
    throw new UsageError(`--client: ${error.message}.`);
  });
  return parseClient(text, file).catch((error: unknown) => {
    throw error instanceof ClientDescriptionError ? new UsageError(`--client: ${error.message}`) : error;
  });
}

/** Returns the words of a command line that select the same client. */
export function clientWords(
  { client, attached, address }: ClientFlags,
  command: readonly string[],
): readonly string[] {
  if (attached) return ['--attached'];
  const by = address === undefined ? [] : ['--address', address];
  return [...by, ...(client === undefined ? ['--', ...command] : ['--client', client])];
}
