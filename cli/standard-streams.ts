import { cannotWrite } from './output-error.ts';

/** The error that made stdout unusable; undefined while stdout works. */
let failure: NodeJS.ErrnoException | undefined;
const failed = new AbortController();

/**
 * Prevents a full disk or a closed pipe behind stdout or stderr from ending the program with a stack trace.
 * The command continues, and `flushStdout` reports the error. A write to a file throws and a pipe emits an
 * error; both are handled here.
 */
export function guardStandardStreams(): void {
  guard(process.stdout, (error) => {
    failure ??= error;
    failed.abort();
  });
  // No output is left for a message.
  guard(process.stderr, () => {});
}

function guard(stream: NodeJS.WriteStream, note: (error: NodeJS.ErrnoException) => void): void {
  const write = stream.write.bind(stream) as (...args: unknown[]) => boolean;
  stream.on('error', note);
  stream.write = ((...args: unknown[]) => {
    try {
      return write(...args);
    } catch (error) {
      note(error as NodeJS.ErrnoException);
      const done = args.at(-1);
      if (typeof done === 'function') done(error);
      return true;
    }
  }) as typeof stream.write;
}

/** Aborted when stdout fails. */
export const stdoutFailed: AbortSignal = failed.signal;

/**
 * Waits until stdout has accepted the output. Throws an `OutputError` when stdout failed. A closed pipe is
 * not an error.
 */
export async function flushStdout(): Promise<void> {
  if (failure === undefined && !process.stdout.destroyed)
    await new Promise<void>((resolve) => process.stdout.write('', () => resolve()));
  if (failure !== undefined && failure.code !== 'EPIPE') cannotWrite('stdout', failure, 'the shell');
}

/**
 * Writes bytes to stdout and waits until stdout accepts more. Throws an `OutputError` when stdout failed, and
 * the reason of the signal when the signal aborts.
 */
export async function printBytes(bytes: Buffer, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    process.stdout.write(bytes, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
  });
  if (failure !== undefined) cannotWrite('stdout', failure, 'the shell');
}
