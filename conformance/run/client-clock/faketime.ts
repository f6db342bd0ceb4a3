import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { SECOND_MS } from '../../../schemas/durations.ts';

/** The variables that tell libfaketime how to treat the monotonic clock. */
export type FaketimeSettings = Readonly<Record<string, string>>;

/**
 * The settings to try, in this order. With libfaketime 0.9.10, the first one makes `time.sleep` of Python
 * fail; with the second one, `Event.wait` of Python never ends.
 */
export const allFaketimeSettings: readonly FaketimeSettings[] = [
  { FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1' },
  { FAKETIME_FORCE_MONOTONIC_FIX: '1' },
];

/** A clock of libfaketime, for the clients of one case. */
export interface Faketime extends AsyncDisposable {
  /** The environment of a client whose clock differs from that of the machine by these milliseconds. */
  envFor(offsetMs: number): Readonly<Record<string, string>>;
}

/** Prints the variables that the wrapper sets, and ends with its standard input. */
const PRINT_AND_WAIT = 'printf "%s\\n%s\\n" "$LD_PRELOAD" "$FAKETIME_SHARED" && exec cat >/dev/null';

/**
 * Starts the program `faketime`, which owns the shared memory of the clients of one case and removes it when
 * the case is over, even if a client was killed. Resolves to undefined where there is no such program.
 */
export async function startFaketime(settings: FaketimeSettings): Promise<Faketime | undefined> {
  const wrapper = spawn('faketime', ['-m', '-f', '+0', 'sh', '-c', PRINT_AND_WAIT], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => {
    wrapper.once('exit', () => resolve()).once('error', () => resolve());
  });
  // It may have ended before its input does.
  wrapper.stdin.on('error', () => {});
  const [library, shared] = await firstLines(wrapper);
  const end = async (): Promise<void> => {
    wrapper.stdin.end();
    await ended;
  };
  if (library === undefined || shared === undefined) {
    await end();
    return undefined;
  }
  return {
    envFor: (offsetMs) => ({
      ...settings,
      LD_PRELOAD: library,
      FAKETIME_SHARED: shared,
      // Whole seconds: the separator of a fraction depends on the language.
      FAKETIME: `${offsetMs < 0 ? '' : '+'}${Math.round(offsetMs / SECOND_MS)}`,
    }),
    [Symbol.asyncDispose]: end,
  };
}

/** The first two lines that the wrapper prints; fewer when it cannot be started or ends before. */
async function firstLines({ stdout }: ChildProcess): Promise<readonly string[]> {
  const lines: string[] = [];
  if (stdout === null) return lines;
  for await (const line of createInterface(stdout)) {
    lines.push(line);
    if (lines.length === 2) break;
  }
  return lines.filter((line) => line !== '');
}
