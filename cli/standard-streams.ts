import { cannotWrite } from './output-error.ts';

/** Why stdout takes nothing more; undefined while it does. */
let failure: NodeJS.ErrnoException | undefined;
const failed = new AbortController();

/**
 * Keeps a full disk or a closed pipe behind stdout or stderr from ending the program with a stack trace: the command
 * goes on, and `stdoutFailure` says what happened. A file as stdout throws, and a pipe emits; both end here.
 */
export function guardStandardStreams(): void {
  guard(process.stdout, (error) => {
    failure ??= error;
    failed.abort();
  });
  // There is no place left where that could be said.
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

/** Aborted when stdout takes nothing more. */
export const stdoutFailed: AbortSignal = failed.signal;

/** Waits until what was printed has left. Throws an `OutputError` when it could not; a reader that has left is none. */
export async function flushStdout(): Promise<void> {
  if (failure === undefined && !process.stdout.destroyed)
    await new Promise<void>((resolve) => process.stdout.write('', () => resolve()));
  if (failure !== undefined && failure.code !== 'EPIPE') cannotWrite('stdout', failure, 'the shell');
}

/** Writes bytes to stdout and waits until it takes more. Throws an `OutputError` when it takes nothing more, and the reason of the signal when that comes, though nobody reads. */
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
