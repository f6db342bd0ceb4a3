import { constants } from 'node:os';
import { spawnProgram } from '../server/index.ts';
import { onEndSignal } from './signals.ts';
import { UsageError } from './usage-error.ts';

/** A process that a signal ended has the sum of this and the number of the signal as its exit code. */
const BY_SIGNAL = 128;

/** Tells whether an interrupt comes from a terminal. */
function hasTerminal(): boolean {
  return process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
}

/**
 * Runs a program with the terminal of this command. Resolves to its exit code.
 *
 * @throws {UsageError} (as a rejection) when it cannot be started.
 */
export async function runInTerminal(
  [command = '', ...args]: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const child = spawnProgram(command, args, { stdio: 'inherit', env });
  const forget = onEndSignal((signal) => {
    // The terminal sends its own signal to the program, too: a second one would end it at once.
    if (signal !== 'SIGINT' || !hasTerminal()) child.kill(signal);
  });
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', ({ code }: NodeJS.ErrnoException) =>
        reject(new UsageError(`expected a program that can be started, got ${command} (${code}).`)),
      );
      child.once('exit', (code, signal) =>
        resolve(code ?? BY_SIGNAL + (signal ? constants.signals[signal] : 0)),
      );
    });
  } finally {
    forget();
  }
}
