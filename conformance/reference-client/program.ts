import { UnsupportedError, UsageError } from './failure.ts';
import { type ReferenceOptions, readArguments } from './options.ts';
import { exitCodes, runReference, type Surroundings } from './run.ts';

/** The client as a function of its arguments, without the program's name. Resolves to the exit code. */
export async function runArguments(args: readonly string[], surroundings: Surroundings): Promise<number> {
  let options: ReferenceOptions;
  try {
    options = readArguments(args);
  } catch (error) {
    const kind = error instanceof UnsupportedError ? 'unsupported' : 'usage';
    if (kind === 'usage' && !(error instanceof UsageError)) throw error;
    surroundings.print('stderr', `${kind}: ${(error as Error).message}`);
    return exitCodes[kind];
  }
  return runReference(options, surroundings);
}

/** The client as a process: arguments, environment and signals are those of this one. */
export async function runProgram(
  run: (args: readonly string[], surroundings: Surroundings) => Promise<number> = runArguments,
  args: readonly string[] = process.argv.slice(2),
): Promise<void> {
  const ending = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => ending.abort(name));
  process.exitCode = await run(args, {
    env: process.env,
    signal: ending.signal,
    print: (stream, line) => process[stream].write(`${line}\n`),
  });
}
