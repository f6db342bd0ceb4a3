import { spawnSync } from 'node:child_process';

/** Tells whether a program is there and ends with 0. */
export const works = (command: string, ...args: readonly string[]): boolean =>
  spawnSync(command, args).status === 0;

const asRoot = process.getuid?.() === 0 ? [] : ['--map-root-user'];

/** True where a program can have a namespace of its own, as `run --hosts` needs. */
export const canEnter = works('unshare', ...asRoot, '--mount', '--net', 'sh', '-c', 'ip link set lo up');
