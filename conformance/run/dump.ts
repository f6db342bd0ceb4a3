import { filledArguments } from '../client/command.ts';
import { startProcess } from '../client/runner/run-process.ts';
import type { ClientDescription, RunValues } from '../model/client-description.ts';

/** The maximum length of the recorded output of a stream, bytes. */
export const OUTPUT_LIMIT = 64 * 1024;

/**
 * Runs the command that dumps the client's database, after a run. Resolves to the reason why it failed;
 * undefined when it succeeded, and for a client without such a command.
 */
export async function dumpFailureOf(
  { client, signal }: { readonly client: ClientDescription; readonly signal: AbortSignal },
  values: RunValues,
  { env, marker }: { readonly env: Readonly<Record<string, string>>; readonly marker: string },
): Promise<string | undefined> {
  if (client.dump === undefined || signal.aborted) return undefined;
  const { ended, stderr } = await startProcess({
    argv: filledArguments(client.dump, values),
    env,
    cwd: process.cwd(),
    timeLimitMs: client.timeLimitSeconds * 1000,
    outputLimitBytes: OUTPUT_LIMIT,
    marker,
    signal,
  }).seen;
  if (ended.kind === 'exited' && ended.code === 0) return undefined;
  const how = ended.kind === 'exited' ? `ended with exit code ${ended.code}` : 'did not end by itself';
  const last = stderr.text.trim().split('\n').at(-1) ?? '';
  return `The dump command ${how}${last === '' ? '' : `: ${last}`}`;
}
