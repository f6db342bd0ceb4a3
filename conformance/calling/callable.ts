import type { ClientDescription } from '../clients/description.ts';
import { describeFunction, type FunctionClient } from '../clients/function-client.ts';
import { ClientDescriptionError } from '../clients/read.ts';
import type { Caller } from './caller.ts';
import { whyNotRunnable } from './find-program.ts';
import { functionCaller } from './function-caller.ts';
import { processCaller } from './process-caller.ts';

/** What runs the client, and how it is described. Rejects with a `ClientDescriptionError` for a program that cannot be started. */
export async function callable(
  client: ClientDescription | FunctionClient,
): Promise<{ readonly client: ClientDescription; readonly caller: Caller }> {
  if ('run' in client) return { client: describeFunction(client), caller: functionCaller(client.run) };
  await expectRunnable(client);
  return { client, caller: processCaller() };
}

async function expectRunnable({ commands }: ClientDescription): Promise<void> {
  for (const [program = ''] of Object.values(commands)) {
    const why = await whyNotRunnable(program);
    if (why !== undefined)
      throw new ClientDescriptionError(`expected a program that can be run, got ${why}.`);
  }
}
