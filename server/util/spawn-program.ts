import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';

/** Returns the function that starts programs on a platform. It has the parameters of Node's `spawn`. */
export function spawnOn(platform: NodeJS.Platform): typeof spawn {
  // Node on Windows starts neither a .cmd file nor a name without its ending. cross-spawn does, and quotes
  // the arguments for cmd.exe.
  return platform === 'win32' ? createRequire(import.meta.url)('cross-spawn') : spawn;
}

/** Starts a program without a shell of the user. */
export const spawnProgram = spawnOn(process.platform);
