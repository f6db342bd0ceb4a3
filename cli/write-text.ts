import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { writeOutput } from './output.ts';
import { UsageError } from './usage-error.ts';

/** Writes a text to a file, which is whole or not there. Rejects with an `OutputError`. */
export async function writeText(file: string, text: string): Promise<void> {
  const body = Readable.from([Buffer.from(text)]);
  await writeOutput(file, body, new AbortController().signal);
}

/** Rejects with a `UsageError` when a file will not be able to be written later. */
export async function expectWritable(flag: string, file: string): Promise<void> {
  await access(dirname(file), constants.W_OK).catch((error: Error) => {
    throw new UsageError(`${flag}: expected a file that can be written, got '${error.message}'.`);
  });
}
