import type { ClientDescription } from '../../model/client-description.ts';
import { describeFunction, type FunctionClient } from '../function-client.ts';
import { ClientDescriptionError } from '../read.ts';
import type { Caller } from './client-runner.ts';
import { whyNotRunnable } from './find-program.ts';
import { functionCaller } from './function-runner.ts';
import { attachedCaller } from './interactive-runner.ts';
import { jsonLinesCaller } from './json-lines-runner.ts';
import { processCaller } from './process-runner.ts';

/** What runs the client, and how it is described. Rejects with a `ClientDescriptionError` for a program that cannot be started. */
export async function callable(
  client: ClientDescription | FunctionClient,
): Promise<{ readonly client: ClientDescription; readonly caller: Caller }> {
  if ('run' in client) return { client: describeFunction(client), caller: functionCaller(client.run) };
  await expectRunnable(client);
  return { client, caller: callerFor(client) };
}

function callerFor(client: ClientDescription): Caller {
  if (client.mode === 'json-lines') return jsonLinesCaller(client);
  if (client.mode === 'attached') return attachedCaller({ input: process.stdin, output: process.stdout });
  return processCaller();
}

async function expectRunnable({ mode = 'process', serve = [], commands }: ClientDescription): Promise<void> {
  const argvs = { process: Object.values(commands), 'json-lines': [serve], attached: [], function: [] }[mode];
  for (const [program = ''] of argvs) {
    const why = await whyNotRunnable(program);
    if (why !== undefined)
      throw new ClientDescriptionError(`expected a program that can be run, got ${why}.`);
  }
}
