import {
  attachedClient,
  type ClientDescription,
  ClientDescriptionError,
  clientOfCommand,
  parseClient,
} from '../conformance/index.ts';
import { readTextFile } from '../server/index.ts';
import { UsageError } from './usage-error.ts';

/** The flags that select the client. */
export interface ClientFlags {
  /** The path of a `client.json`. */
  readonly client?: string;
  readonly attached?: boolean;
}

/** Returns the client: described by a file, given as a command after `--`, or attached. */
export async function clientOf(
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
  { client, attached }: ClientFlags,
  command: readonly string[],
): readonly string[] {
  if (attached) return ['--attached'];
  return client === undefined ? ['--', ...command] : ['--client', client];
}
