import type { ClientDescription } from '../../model/client-description.ts';
import { describeFunction, type FunctionClient } from '../function-client.ts';
import { ClientDescriptionError } from '../read.ts';
import type { ClientRunner } from './client-runner.ts';
import { whyNotRunnable } from './find-program.ts';
import { functionRunner } from './function-runner.ts';
import { interactiveRunner } from './interactive-runner.ts';
import { jsonLinesRunner } from './json-lines-runner.ts';
import { processRunner } from './run-process.ts';

/**
 * Creates the runner of a client, with its description. Rejects with a `ClientDescriptionError` for a program
 * that cannot be started.
 */
export async function createRunner(
  client: ClientDescription | FunctionClient,
): Promise<{ readonly client: ClientDescription; readonly runner: ClientRunner }> {
  if ('run' in client) return { client: describeFunction(client), runner: functionRunner(client.run) };
  await expectRunnable(client);
  return { client, runner: runnerFor(client) };
}

function runnerFor(client: ClientDescription): ClientRunner {
  if (client.mode === 'json-lines') return jsonLinesRunner(client);
  if (client.mode === 'attached') return interactiveRunner({ input: process.stdin, output: process.stdout });
  return processRunner();
}

async function expectRunnable({ mode = 'process', serve = [], commands }: ClientDescription): Promise<void> {
  const argvs = { process: Object.values(commands), 'json-lines': [serve], attached: [], function: [] }[mode];
  for (const [program = ''] of argvs) {
    const why = await whyNotRunnable(program);
    if (why !== undefined)
      throw new ClientDescriptionError(`expected a program that can be run, got ${why}.`);
  }
}
